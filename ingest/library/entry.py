"""Make the list's entry of a file that was read: what the file says, and what a user wrote."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from slugify import slugify

from ingest.library.listing import AddedFile
from ingest.reading.file_text import FileText

_LONGEST_ID = 80


def title_of(reading: FileText, name: str) -> str:
    """Return the title that a file gives itself, else its first heading, else its name."""
    heading = reading.headings[0].title if reading.headings else None
    return (reading.facts.title or heading or PurePath(name).stem).strip() or name


def shelve(
    file: AddedFile,
    reading: FileText,
    taken: Collection[str],
    of_catalogue: bool,
    before: tuple[AddedFile, FileText] | None,
) -> AddedFile:
    """Return the entry of `file`, whose id is "" where it is a new report.

    A report of the catalogue needs no fields. What a user changed in the entry that the report had
    `before` stays; what stands as the older file had it follows the new one.
    """
    fields = {} if of_catalogue else _fields(reading, file.name)
    if before is not None:
        entry, older = before
        derived = {} if of_catalogue else _fields(older, entry.name)
        own: dict[str, Any] = {n: v for n, v in entry.known.items() if derived.get(n) != v}
        return replace(file, folder=file.folder or entry.folder, **{**fields, **own})
    if of_catalogue:
        return file
    stem = slugify(fields["title"], max_length=_LONGEST_ID, word_boundary=True) or "report"
    report_id, copy = stem, 2
    while report_id in taken:
        report_id, copy = f"{stem}-{copy}", copy + 1
    return replace(file, id=report_id, **fields)


def _fields(reading: FileText, name: str) -> dict[str, Any]:
    facts = reading.facts
    fields = {
        "kind": "report",
        "title": title_of(reading, name),
        "authors": facts.authors or None,
        "publisher": facts.publisher,
        "year": facts.year,
        "series": facts.series,
        "isbn": facts.isbn,
        "language": reading.quality.language,
    }
    return {field: value for field, value in fields.items() if value}
