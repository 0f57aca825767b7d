"""Contexts of requests and results that are made here, without any search."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.search.answer import Answer, Hit, Result, VerdictName
from assistant.show.texts import texts_in
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.generation import Generation
from ingest.records import Document, Passage

TODAY = date(2026, 3, 9)


def make_context(
    generation: Generation,
    address: Address = Address("nb", "bolig"),  # noqa: B008 - frozen
) -> PageContext:
    """Return the context of an address, on a day that stays the same."""
    return PageContext(address, texts_in(address.language), "nb", generation, TODAY)


def make_hit(
    generation: Generation, document_id: str, *words: str, pages: tuple[int, int] | None = None
) -> Hit:
    """Return a hit of a document's first passage in which `words` matched.

    With `pages` it is said to stand on these.
    """
    passage = generation.passages_of(document_id)[0]
    starts = sorted((passage.text.index(word), len(word)) for word in words)
    highlights = tuple((start, start + length) for start, length in starts)
    return Hit(on_pages(passage, *pages) if pages else passage, 0.5, highlights)


def on_pages(passage: Passage, first: int, last: int) -> Passage:
    """Return a passage that is said to stand on other pages of the file, which print nothing."""
    locator = replace(
        passage.locator, page=first, last_page=last, page_label=None, last_page_label=None
    )
    return replace(passage, locator=locator)


def document_of(generation: Generation, document_id: str) -> Document:
    """Return a document that is there."""
    document = generation.document(document_id)
    assert document is not None
    return document


def make_result(
    generation: Generation, document_id: str, *hits: Hit, verdict: VerdictName = "good"
) -> Result:
    """Return a result for a document."""
    return Result(1, 0.5, document_of(generation, document_id), hits, verdict=verdict)


def make_answer(verdict: VerdictName, results: Sequence[Result] = (), **fields: object) -> Answer:
    """Return an answer to the question "bolig"."""
    answer = Answer("bolig", verdict, "nb", 1.0, tuple(results))
    return replace(answer, **fields)  # type: ignore[arg-type]
