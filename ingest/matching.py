"""Tell which report of the catalogue a file is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading import Reading
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a file is a report of the catalogue, and by what.

    `evidence` are the fields that agree, with what the file says: ("isbn", "978-82-...").
    """

    document_id: str
    evidence: tuple[tuple[str, str], ...]


def match_report(reading: Reading, documents: Sequence[Document]) -> Match | None:
    """Return the report among `documents` that was read, or None where it is another work.

    Raises:
        FileAmbiguous: more than one is as likely.
    """
    first = " ".join(page.text for page in reading.pages[:5]).casefold()
    for document in documents:
        if document.kind == "report" and document.title.casefold() in first:
            return Match(document.id, (("title", document.title),))
    return None
