"""Say in words what is known of an answer, a document and a passage: for terminal and page."""

from assistant.answer import Answer, Result
from assistant.wording import Wording
from ingest.records import Document


def notes(answer: Answer, wording: Wording) -> list[str]:
    """Return what a reader should know of how the question was searched for."""
    found = []
    if answer.also:
        found.append(wording("search.also", terms=", ".join(answer.also)))
    if answer.suggestion:
        found.append(wording("search.suggestion", question=answer.suggestion))
    return found


def matched(result: Result, wording: Wording) -> str | None:
    """Return which fields of the document the question named, or None."""
    if not result.matched:
        return None
    fields = ", ".join(wording(f"field.{name}") for name in result.matched)
    return wording("result.matched", fields=fields)


def place(document: Document) -> str:
    """Return the municipality and county of a document; "Oslo, Oslo" says no more than "Oslo"."""
    return ", ".join(dict.fromkeys(filter(None, (document.municipality, document.county))))


def facts(document: Document, wording: Wording) -> list[str]:
    """Return what is known of a document, in the order that a reader wants it."""
    found = [
        wording(f"kind.{document.kind}"),
        place(document),
        document.publisher or "",
        ", ".join(document.authors),
        str(document.year or ""),
        document.series or "",
        "" if document.full_text else wording("result.title_only"),
    ]
    return [fact for fact in found if fact]
