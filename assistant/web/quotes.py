"""Cut quotes and whole texts into what a template can write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Hit, Result
from assistant.citation import quote_start
from assistant.pages import page_of
from assistant.quotation import pieces_of
from assistant.web.links import web_address
from assistant.wording import Wording
from ingest.records import Document, Passage

Line = tuple[tuple[str, bool], ...]
"""The pieces of a line, each with whether it matched."""

LONGEST_TEXT = 40_000
"""Characters of a text that are shown around a passage: a report can have a million."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold one passage as it is shown."""

    hit: Hit
    lines: tuple[Line, ...]
    caption: str
    cite: str | None
    also_in: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph of a whole text; `page` where a new page begins with it.

    `here` says that it belongs to the passage that was looked up, `first` that it begins it.
    """

    text: str
    page: int | None = None
    here: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class WholeText:
    """Hold the paragraphs of a text, and whether there is more before or after them."""

    paragraphs: tuple[Paragraph, ...]
    cut_before: bool
    cut_after: bool


def quotes(result: Result, documents: Mapping[str, Document], words: Wording) -> tuple[Quote, ...]:
    """Return the passages of a result as they are shown, those with nothing to show left out."""
    document = result.document
    found = []
    for hit in result.hits:
        lines = tuple(_lines(hit, document))
        if lines:
            also = tuple(documents[other] for other in hit.also_in if other in documents)
            cite = document.url if web_address(document) else None
            found.append(Quote(hit, lines, _caption(hit, document, words), cite, also))
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


def _caption(hit: Hit, document: Document, words: Wording) -> str:
    """Return the heading over a passage and its page, as far as they say anything new."""
    heading = hit.passage.heading if hit.passage.heading != document.title else ""
    return ", ".join(filter(None, (heading, page_of(hit.passage.locator, words))))


def whole_text(
    document: Document, passages: Sequence[Passage], at: Passage | None = None
) -> WholeText:
    """Return the text of a document in paragraphs, those of the passage `at` told apart.

    `passages` are those of the document, in order: they know the pages.
    """
    text = document.text
    start, end = (at.locator.start, at.locator.end) if at else (0, 0)
    first = max(0, start - LONGEST_TEXT // 2)
    last = min(len(text), max(end, first + LONGEST_TEXT))
    pages = {p.locator.start: p.locator.page for p in passages if p.locator.page is not None}
    found: list[Paragraph] = []
    shown: int | None = None
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        if match.end() <= first or match.start() >= last:
            continue
        here = match.start() < end and match.end() > start
        began = [number for place, number in pages.items() if place <= match.start()]
        number = began[-1] if began else None
        found.append(
            Paragraph(
                match.group().strip(),
                number if number != shown else None,
                here,
                here and not any(paragraph.here for paragraph in found),
            )
        )
        shown = number
    return WholeText(tuple(found), first > 0, last < len(text))
