"""The whole text of a document, cut into headings, pages and paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Document, PageStart, Passage

MAX_TEXT_CHARS = 600_000
"""Characters of a text that are shown around a passage: a report of 90 pages has 220,000, and one
of 2,000 pages would take seconds to open."""

MAX_NUMBER_CHARS = 12
"""Characters that a heading's line may have besides its title, such as its number."""

Span = tuple[int, int]
"""The first character of a stretch of the text, and the one after its last."""

Piece = tuple[PageStart | None, Span]
"""A part of a paragraph, with the page that begins with it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a whole text, in several pieces if a page begins in the middle of it.

    `depth` is that of a heading, 0 for the highest, and None for all else. `begins` and `ends` are
    the passages of the document that begin and end in the paragraph.
    """

    pieces: tuple[Piece, ...]
    depth: int | None = None
    begins: tuple[Passage, ...] = ()
    ends: tuple[Passage, ...] = ()

    @property
    def page(self) -> PageStart | None:
        """Return the page that begins with the paragraph."""
        return self.pieces[0][0]

    @property
    def span(self) -> Span:
        """Return the characters of the paragraph."""
        return self.pieces[0][1][0], self.pieces[-1][1][1]


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


def whole_text(
    document: Document, passages: Sequence[Passage] = (), shown: Passage | None = None
) -> WholeText:
    """Return the text of a document in paragraphs, with the places of its `passages`.

    Of a text that is too long, the part around the passage `shown` is returned.
    """
    text = document.text
    start, end = (shown.locator.start, shown.locator.end) if shown else (0, 0)
    shown_from = max(0, start - MAX_TEXT_CHARS // 2)
    shown_to = min(len(text), max(end, shown_from + MAX_TEXT_CHARS))
    all_lines = [line.span() for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    rows = [
        row for row, line in enumerate(all_lines) if line[1] > shown_from and line[0] < shown_to
    ]
    lines = [all_lines[row] for row in rows]
    begins, ends = _places(lines, passages)
    paragraphs = [
        Paragraph(
            tuple(_pieces(document, all_lines[row - 1][1] if row else 0, all_lines[row])),
            begins=tuple(begins.get(place, ())),
            ends=tuple(ends.get(place, ())),
        )
        for place, row in enumerate(rows)
    ]
    pages = [page for page in document.page_starts if page.start < (lines[-1][1] if lines else 0)]
    before = [page for page in pages if lines and page.start <= lines[0][0]]
    return WholeText(
        tuple(_with_depths(document, lines, paragraphs)),
        shown_from > 0,
        shown_to < len(text),
        before[-1] if before else None,
        pages[-1] if pages else None,
    )


Places = dict[int, list[Passage]]


def _places(lines: Sequence[Span], passages: Sequence[Passage]) -> tuple[Places, Places]:
    """Return the passages that begin and those that end in each line, by its number."""
    begins: Places = {}
    ends: Places = {}
    for passage in passages:
        start, end = passage.locator.start, passage.locator.end
        first = bisect_left(lines, start + 1, key=lambda line: line[1])
        last = bisect_left(lines, end, key=lambda line: line[0]) - 1
        if first <= last:
            begins.setdefault(first, []).append(passage)
            ends.setdefault(last, []).append(passage)
    return begins, ends


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
            yield page, (position, cut)
            position = cut
        page = mark
    yield page, (position, end)


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
