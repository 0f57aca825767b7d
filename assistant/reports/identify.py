"""Tell which report a file is."""

from collections.abc import Collection
from dataclasses import dataclass

from ingest.library.added_file import AddedFile
from ingest.library.entry import title_of
from ingest.reading.file_text import FileText
from ingest.recognition.match import recognise
from ingest.records import Document

_MIN_LINE_CHARS = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """The report that a file is, or None if it is a new one, and the evidence that tells it.

    `evidence` has names of fields with the values that agree. `proposals` are the ids of the
    reports of the catalogue that a new one is like.
    """

    report_id: str | None
    evidence: tuple[tuple[str, str], ...] = ()
    proposals: tuple[str, ...] = ()


def identify(
    file_text: FileText,
    before: tuple[AddedFile, FileText] | None,
    catalogued: Collection[Document],
) -> Identity:
    """Return which report a file is; `before` is what was added from its path, or the same bytes.

    Under the same title, or with half of its lines, it is the report that it was before, whose text
    was mended or read again. Otherwise it may be a report of the catalogue.
    """
    if before is not None:
        entry, text_before = before
        if _is_same_work(text_before, file_text, entry.name):
            return Identity(entry.id)
    recognition = recognise(file_text, list(catalogued))
    if recognition.match is not None:
        return Identity(recognition.match.document_id, recognition.match.evidence)
    return Identity(None, (), tuple(match.document_id for match in recognition.proposals))


def _is_same_work(before: FileText, now: FileText, name: str) -> bool:
    if title_of(before, name) == title_of(now, name):
        return True
    lines = _lines(before)
    return bool(lines) and 2 * len(lines & _lines(now)) >= len(lines)


def _lines(file_text: FileText) -> set[str]:
    lines = (line for page in file_text.pages for line in page.text.split("\n"))
    return {line for line in lines if len(line) >= _MIN_LINE_CHARS}
