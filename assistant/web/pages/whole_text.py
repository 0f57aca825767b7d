"""The whole text of a document, cut into headings, pages and paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.records import Document, PageStart, Passage

MAX_TEXT_CHARS = 40_000
"""Characters of a text that are shown around a passage: a report can have a million."""

MAX_NUMBER_CHARS = 12
"""Characters that a heading's line may have besides its title, such as its number."""

Piece = tuple[PageStart | None, str]
"""A part of a paragraph, with the page that begins with it."""

Span = tuple[int, int]
"""The first character of a line in the text, and the one after its last."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a whole text, in several pieces if a page begins in the middle of it.

    `depth` is that of a heading, 0 for the highest, and None for all else. `here` is whether the
    paragraph belongs to the passage that was looked up, `first` whether it begins the passage.
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
    """The paragraphs of a text that are shown, and its pages at the ends if there is more beyond.

    `first_page` is the page of the first paragraph, `last_page` that of the last.
    """

    paragraphs: tuple[Paragraph, ...]
    cut_before: bool = False
    cut_after: bool = False
    first_page: PageStart | None = None
    last_page: PageStart | None = None


def whole_text(document: Document, passage: Passage | None = None) -> WholeText:
    """Return the text of a document in paragraphs, those of `passage` marked."""
    text = document.text
    start, end = (passage.locator.start, passage.locator.end) if passage else (0, 0)
    shown_from = max(0, start - MAX_TEXT_CHARS // 2)
    shown_to = min(len(text), max(end, shown_from + MAX_TEXT_CHARS))
    all_lines = [line.span() for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    shown = [
        row for row, line in enumerate(all_lines) if line[1] > shown_from and line[0] < shown_to
    ]
    lines = [all_lines[row] for row in shown]
    paragraphs = [
        Paragraph(
            tuple(_pieces(document, all_lines[row - 1][1] if row else 0, all_lines[row])),
            here=all_lines[row][0] < end and all_lines[row][1] > start,
        )
        for row in shown
    ]
    here = next((row for row, paragraph in enumerate(paragraphs) if paragraph.here), None)
    if here is not None:
        paragraphs[here] = replace(paragraphs[here], first=True)
    pages = [page for page in document.page_starts if page.start < (lines[-1][1] if lines else 0)]
    before = [page for page in pages if lines and page.start <= lines[0][0]]
    return WholeText(
        tuple(_with_depths(document, lines, paragraphs)),
        shown_from > 0,
        shown_to < len(text),
        before[-1] if before else None,
        pages[-1] if pages else None,
    )


def _pieces(document: Document, previous_end: int, line: Span) -> Iterator[Piece]:
    """Yield a line in the pieces that its pages make of it; a word is not taken apart.

    The line before it ends at `previous_end`: a page that begins between that and the line begins
    with the line.
    """
    text, pages = document.text, document.page_starts
    start, end = line
    page: PageStart | None = None
    position = start
    for mark in pages[bisect_left(pages, previous_end, key=lambda mark: mark.start) :]:
        if mark.start >= end:
            break
        cut = mark.start
        if cut > start:
            # Its first letters belong to a word that was begun on the page before.
            cut += len(text[cut:end].split(" ")[0]) if text[cut - 1].isalnum() else 0
        if cut > position and text[position:cut].strip():
            yield page, text[position:cut]
            position = cut
        page = mark
    yield page, text[position:end]


def _with_depths(
    document: Document, lines: list[Span], paragraphs: list[Paragraph]
) -> Iterator[Paragraph]:
    """Yield the paragraphs, those that are headings with depths of which none is left out."""
    headings = {heading.start: heading for heading in document.headings}
    levels_above: list[int] = []
    for (start, end), paragraph in zip(lines, paragraphs, strict=True):
        heading = headings.get(start)
        if heading is None or end - start > len(heading.title) + MAX_NUMBER_CHARS:
            yield paragraph
            continue
        levels_above = [level for level in levels_above if level < heading.level]
        yield replace(paragraph, depth=len(levels_above))
        levels_above.append(heading.level)
