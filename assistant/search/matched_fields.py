"""Say which of a document's fields a question names: its title, place, makers or year."""

from index.lexical import is_function_word, split_words, stems
from ingest.records import Document

FIELDS = ("title", "municipality", "county", "publisher", "authors", "year")


def matched_fields(question: str, document: Document) -> tuple[str, ...]:
    """Return the names of the fields that share a word with `question`, function words apart."""
    asked = {
        stem
        for word in split_words(question)
        if not is_function_word(word.text)
        for stem in stems(word.text)
    }
    values = {
        "title": " ".join(filter(None, (document.title, document.subtitle))),
        "municipality": document.municipality or "",
        "county": document.county or "",
        "publisher": document.publisher or "",
        "authors": " ".join(document.authors),
        "year": str(document.year or ""),
    }
    return tuple(name for name in FIELDS if asked & set(stems(values[name])))
