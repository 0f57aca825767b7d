"""Tell which of a document's fields a question names: its title, place, makers or year."""

from assistant.search.passage_stems import distinct_stems
from assistant.search.query import Query
from ingest.records import Document

FIELDS = ("title", "municipality", "county", "publisher", "authors", "year")


def matched_fields(query: Query, document: Document) -> tuple[str, ...]:
    """Return the names of the fields that share a word with the question, function words apart."""
    values = {
        "title": " ".join(filter(None, (document.title, document.subtitle))),
        "municipality": document.municipality or "",
        "county": document.county or "",
        "publisher": document.publisher or "",
        "authors": " ".join(document.authors),
        "year": str(document.year or ""),
    }
    # Of the whole question: what was understood is matched for sure.
    asked = query.typed_stems
    return tuple(name for name in FIELDS if not asked.isdisjoint(distinct_stems(values[name])))
