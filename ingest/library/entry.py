"""Make the entry of a file that was read: what the file says of itself, and what a user wrote."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from slugify import slugify

from ingest.document_facts.document_facts import tell_facts
from ingest.document_facts.told import Told
from ingest.library.added_file import DOCUMENT_FIELDS, AddedFile
from ingest.reading.file_text import FileText

MAX_ID_CHARS = 80


def title_of(file_text: FileText, name: str) -> str:
    """Return the title that a file gives itself or that its cover tells, else its name."""
    return str(tell_facts(file_text, name)["title"].value)


def catalogue_entry(file: AddedFile, before: AddedFile | None) -> AddedFile:
    """Return the entry of a report of the catalogue, which needs no fields of its own.

    Every field that the entry `before` had stays. Of what `file` comes with, only the address of
    the file is news.
    """
    known: dict[str, Any] = dict.fromkeys(file.document_fields.keys() - {"file_url"})
    bare = replace(file, **known)
    return bare if before is None else _following(bare, before, before.document_fields)


def new_entry(file: AddedFile, file_text: FileText, taken_ids: Collection[str]) -> AddedFile:
    """Return the entry of a report that no one knew: with an id and what the file says of itself.

    Fields that `file` comes with beat what it says of itself. The id is made of the title; a number
    is added to it if it is taken.
    """
    fields = _stated_fields(file_text, file.name) | file.document_fields
    stem = _stem(fields["title"])
    report_id, number = stem, 2
    while report_id in taken_ids:
        report_id, number = f"{stem}-{number}", number + 1
    return replace(file, id=report_id, **fields)


def updated_entry(
    file: AddedFile, file_text: FileText, before: AddedFile, text_before: FileText
) -> AddedFile:
    """Return the entry of a report whose file is a newer one than that of the entry `before`.

    A field that a user changed or took out stays so; one that stands as the older file stated it
    follows the new.
    """
    stated_before = _stated_fields(text_before, before.name)
    edited = {
        name: getattr(before, name)
        for name in DOCUMENT_FIELDS
        if stated_before.get(name) != getattr(before, name)
    }
    return _following(file, before, {**_stated_fields(file_text, file.name), **edited})


def is_edited(entry: AddedFile, file_text: FileText) -> bool:
    """Return whether a user changed a field or the id of `entry`, whose file has this text."""
    stated = _stated_fields(file_text, entry.name)
    if any(stated.get(name) != getattr(entry, name) for name in DOCUMENT_FIELDS):
        return True
    return re.fullmatch(rf"{_stem(stated['title'])}(-\d+)?", entry.id) is None


def told_fields(entry: AddedFile, file_text: FileText) -> dict[str, Told]:
    """Return the fields of a new report that stand as the words of its file told them."""
    told = tell_facts(file_text, entry.name)
    return {name: fact for name, fact in told.items() if getattr(entry, name) == fact.value}


def _stem(title: str) -> str:
    """Return what the id of a report of this title begins with; it has no sign but "-"."""
    return slugify(title, max_length=MAX_ID_CHARS, word_boundary=True) or "report"


def _following(file: AddedFile, before: AddedFile, fields: dict[str, Any]) -> AddedFile:
    """Return `file` with `fields`; the address of an older file is not that of the newer one."""
    kept = fields if file.sha256 == before.sha256 else {**fields, "file_url": None}
    if file.file_url is not None:
        kept = {**kept, "file_url": file.file_url}
    return replace(file, folder=file.folder or before.folder, **kept)


def _stated_fields(file_text: FileText, name: str) -> dict[str, Any]:
    """Return the fields of a document that a file states about itself, by their names."""
    facts = file_text.facts
    fields = {
        **{field: told.value for field, told in tell_facts(file_text, name).items()},
        "authors": facts.authors or None,
        "series": facts.series,
        "isbn": facts.isbn,
    }
    return {field: value for field, value in fields.items() if value}
