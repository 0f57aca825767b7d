"""Cut quotes into what a template can write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.search.answer import Hit, Result
from assistant.show.citation import quote_start
from assistant.show.page_numbers import page_of
from assistant.show.quotation import pieces_of
from assistant.show.texts import Texts
from assistant.web.pages.links import web_address
from ingest.records import Document

Line = tuple[tuple[str, bool], ...]
"""The pieces of a line, each with whether it matched."""

FindDocument = Callable[[str], Document | None]
"""Returns the document of an id, if there is such a document."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold one passage as it is shown."""

    hit: Hit
    lines: tuple[Line, ...]
    caption: str
    cite: str | None
    also_in: tuple[Document, ...]


def quotes(result: Result, find: FindDocument, texts: Texts) -> tuple[Quote, ...]:
    """Return the passages of a result as they are shown, those with nothing to show left out."""
    document = result.document
    found = []
    for hit in result.hits:
        lines = tuple(_lines(hit, document))
        if lines:
            also = tuple(filter(None, map(find, hit.also_in)))
            cite = document.url if web_address(document) else None
            found.append(Quote(hit, lines, _caption(hit, document, texts), cite, also))
    return tuple(found)


def _lines(hit: Hit, document: Document) -> Iterator[Line]:
    # The title of a report that is known only by it stands above already.
    text, start = hit.passage.text, quote_start(document, hit.passage)
    line: list[tuple[str, bool]] = []
    for piece, lit in pieces_of(text, start, len(text), hit.highlights):
        first, *rest = piece.split("\n")
        line.append((first, lit))
        for part in rest:
            if any(told.strip() for told, _ in line):
                yield tuple(line)
            line = [(part, lit)]
    if any(told.strip() for told, _ in line):
        yield tuple(line)


def _caption(hit: Hit, document: Document, texts: Texts) -> str:
    """Return the heading over a passage and its page, as far as they say anything new."""
    heading = hit.passage.heading if hit.passage.heading != document.title else ""
    return ", ".join(filter(None, (heading, page_of(hit.passage.locator, texts))))
