"""Tell which report a file is."""

from collections.abc import Collection
from dataclasses import dataclass

from ingest.library.added_file import AddedFile
from ingest.library.entry import title_of
from ingest.reading.file_text import FileText
from ingest.recognition.match import match_report
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class Identity:
    """The report that a file is, or None if it is a new one, and the evidence that tells it.

    `evidence` has names of fields with the values that agree.
    """

    report_id: str | None
    evidence: tuple[tuple[str, str], ...] = ()


def identify(
    file_text: FileText,
    before: tuple[AddedFile, FileText] | None,
    catalogued: Collection[Document],
) -> Identity:
    """Return which report a file is; `before` is what was added from its path, or the same bytes.

    Under the same title it is the report that it was before, whose text was mended or read again.
    Otherwise it may be a report of the catalogue.

    Raises:
        FileAmbiguous: it may be more than one report of the catalogue.
    """
    if before is not None:
        entry, text_before = before
        if title_of(text_before, entry.name) == title_of(file_text, entry.name):
            return Identity(entry.id)
    match = match_report(file_text, list(catalogued))
    return Identity(match.document_id, match.evidence) if match else Identity(None)
