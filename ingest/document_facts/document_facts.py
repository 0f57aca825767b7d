"""All facts that are told from the words of a document."""

import re

from ingest.document_facts.cover import Cover, read_cover
from ingest.document_facts.dates import DATE
from ingest.document_facts.kind import case_words, tell_kind
from ingest.document_facts.own_municipality import tell_municipality
from ingest.document_facts.patterns import pattern
from ingest.document_facts.title import tell_title
from ingest.document_facts.told import Told
from ingest.document_facts.year import tell_year
from ingest.reading.file_text import FileText

_PUBLISHER = rf"(?:^|\s)<<publishers>>\s*:?\s+(\S.{{2,80}}?)(?=\s*(?:$|{DATE}))"


def tell_facts(file_text: FileText, name: str) -> dict[str, Told]:
    """Return what a document says it is, by the names of a document's fields.

    `name` is the name of its file. A field that its words do not tell is left out.
    """
    cover = read_cover(file_text)
    municipality = tell_municipality(file_text, cover)
    kind = tell_kind(file_text, cover, name, municipality)
    title = tell_title(file_text, cover, name)
    facts = {
        "kind": kind,
        "title": title,
        "municipality": municipality,
        "year": tell_year(file_text, cover, name, str(title.value), str(kind.value)),
        "publisher": _tell_publisher(file_text, cover, kind, municipality),
        "language": Told(file_text.quality.language),
    }
    return {field: told for field, told in facts.items() if told is not None}


def _tell_publisher(
    file_text: FileText, cover: Cover, kind: Told, municipality: Told | None
) -> Told | None:
    """Return who published a document: the municipality itself, if it is a plan or a case of it."""
    is_own = kind.value != "report" or case_words(file_text) is not None
    if is_own and municipality is not None:
        word = "herad" if "herad" in municipality.evidence.casefold() else "kommune"
        return Told(f"{municipality.value} {word}", municipality.evidence)
    if stated := file_text.facts.publisher:
        return Told(stated, stated)
    found = pattern(_PUBLISHER, re.IGNORECASE | re.MULTILINE).search(cover.text)
    return Told(found[1].strip(), found[0].strip()) if found else None
