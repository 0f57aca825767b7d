"""Write in words what is known of an answer and a document: for the terminal and the page."""

from collections.abc import Iterable

from assistant.search.answer import Answer
from assistant.show.filter_words import cut_note, undated_note
from assistant.show.texts import Texts
from assistant.show.understood import understood_notes
from ingest.records import Document

KUDOS = "https://kudos.dfo.no/"


def notes(answer: Answer, texts: Texts) -> list[str]:
    """Return what a reader should know of how the question was searched for."""
    found = [*understood_notes(answer, texts)]
    if cut := cut_note(answer, texts):
        found.append(cut)
    if undated := undated_note(answer, texts):
        found.append(undated)
    if answer.also:
        found.append(texts("search.also", terms=", ".join(answer.also)))
    if answer.suggestion:
        found.append(texts("search.suggestion", question=answer.suggestion))
    return found


def terminal_notes(answer: Answer, texts: Texts) -> list[str]:
    """Return the same for a terminal, with the option that lets in what has no year."""
    found = notes(answer, texts)
    return [*found, texts("undated.option")] if answer.undated else found


def facts(document: Document, texts: Texts) -> list[str]:
    """Return what is known of a document, in the order that a reader wants it."""
    found = [
        texts(f"kind.{document.kind}"),
        document.area,
        document.publisher or "",
        ", ".join(document.authors),
        str(document.year or ""),
        document.series or "",
        commissioned(document, texts),
        "" if document.full_text else texts("result.title_only"),
        texts("result.kudos") if from_kudos(document) else "",
    ]
    return [fact for fact in found if fact]


def brief_facts(document: Document, texts: Texts) -> str:
    """Return the kind, place and year of a document on one line; the publisher if it has no place.

    A report that is known by its title alone is said to be so.
    """
    return join_facts(
        (
            texts(f"kind.{document.kind}"),
            "" if document.full_text else texts("listing.title_only"),
            document.area,
            document.year,
            "" if document.area else document.publisher,
        )
    )


def commissioned(document: Document, texts: Texts) -> str:
    """Return who ordered a document, or ""."""
    names = ", ".join(document.commissioned_by)
    return texts("result.commissioned", names=names) if names else ""


def from_kudos(document: Document) -> bool:
    """Return whether the document's file came from Kudos, which wants to be named as the source."""
    return (document.file_url or "").startswith(KUDOS)


def makers(document: Document) -> str:
    """Return who made a document and when, in the order of a bibliography: the authors first."""
    return join_facts(
        (", ".join(document.authors), document.publisher, document.year, document.series)
    )


def join_facts(facts: Iterable[object]) -> str:
    """Return facts on one line, without those that are not known."""
    return " · ".join(str(fact) for fact in facts if fact)
