"""Cut the whole text of a document into what a template can write: headings, pages, paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.records import Document, PageStart, Passage

LONGEST_TEXT = 40_000
"""Characters of a text that are shown around a passage: a report can have a million."""

NUMBERED = 12
"""Characters that a heading's line may have beside its title, such as its number."""

Piece = tuple[PageStart | None, str]
"""A stretch of a paragraph, with the page that begins with it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph of a whole text, in pieces where a page begins in the middle of it.

    `depth` is that of a heading, 0 for the highest, and None for all else. `here` says that the
    paragraph belongs to the passage that was looked up, `first` that it begins it.
    """

    pieces: tuple[Piece, ...]
    depth: int | None = None
    here: bool = False
    first: bool = False

    @property
    def page(self) -> PageStart | None:
        """Return the page that begins with the paragraph."""
        return self.pieces[0][0]


@dataclass(frozen=True, slots=True)
class WholeText:
    """Hold the paragraphs of a text, and the pages at its ends where there is more beyond them."""

    paragraphs: tuple[Paragraph, ...]
    cut_before: bool = False
    cut_after: bool = False
    first_page: PageStart | None = None
    last_page: PageStart | None = None


def whole_text(document: Document, at: Passage | None = None) -> WholeText:
    """Return the text of a document in paragraphs, those of the passage `at` told apart."""
    text = document.text
    start, end = (at.locator.start, at.locator.end) if at else (0, 0)
    first = max(0, start - LONGEST_TEXT // 2)
    last = min(len(text), max(end, first + LONGEST_TEXT))
    every = [line.span() for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    shown = [place for place, line in enumerate(every) if line[1] > first and line[0] < last]
    lines = [every[place] for place in shown]
    marks = [mark for mark in document.page_starts if mark.start < (lines[-1][1] if lines else 0)]
    paragraphs = [
        Paragraph(
            tuple(_pieces(document, every[place - 1][1] if place else 0, *every[place])),
            here=every[place][0] < end and every[place][1] > start,
        )
        for place in shown
    ]
    here = next((number for number, each in enumerate(paragraphs) if each.here), None)
    if here is not None:
        paragraphs[here] = replace(paragraphs[here], first=True)
    before = [mark for mark in marks if lines and mark.start <= lines[0][0]]
    return WholeText(
        tuple(_with_depths(document, lines, paragraphs)),
        first > 0,
        last < len(text),
        before[-1] if before else None,
        marks[-1] if marks else None,
    )


def _pieces(document: Document, blank: int, start: int, end: int) -> Iterator[Piece]:
    """Yield a line in the pieces that its pages make of it; a word is not taken apart.

    The text before it ends at `blank`: a page that begins between that and the line begins with the
    line.
    """
    text = document.text
    page: PageStart | None = None
    position = start
    places = document.page_starts
    for mark in places[bisect_left(places, blank, key=lambda mark: mark.start) :]:
        if mark.start >= end:
            break
        place = mark.start
        if place > start:
            # Its first letters belong to a word that was begun on the page before.
            place += len(text[place:end].split(" ")[0]) if text[place - 1].isalnum() else 0
        if place > position and text[position:place].strip():
            yield page, text[position:place]
            position = place
        page = mark
    yield page, text[position:end]


def _with_depths(
    document: Document, lines: list[tuple[int, int]], paragraphs: list[Paragraph]
) -> Iterator[Paragraph]:
    """Yield the paragraphs, those that are headings with depths of which none is left out."""
    headings = {heading.start: heading for heading in document.headings}
    above: list[int] = []
    for (start, end), paragraph in zip(lines, paragraphs, strict=True):
        heading = headings.get(start)
        if heading is None or end - start > len(heading.title) + NUMBERED:
            yield paragraph
            continue
        above = [level for level in above if level < heading.level]
        yield replace(paragraph, depth=len(above))
        above.append(heading.level)
