"""Remove the lines of a page that are not its text: running headers and footers, contents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.lines import PdfLine

HEADER_PAGE_SHARE = 0.4
"""A line at the edge of at least this share of the pages is a running header or footer."""

MIN_HEADER_PAGES = 3
"""A line that is repeated on fewer pages is not taken for a header."""

EDGE_ROWS = 3
"""Headers have up to this many rows, footers too."""

NEARBY_PAGES = 2
"""A header that changes by chapter is repeated at most this many pages away: left and right pages
may have different ones."""

NEARBY_HEADER_SHARE = 0.5
"""Share of the headers at one height that must also occur on a nearby page. The header of a section
of a single page does not, but has the height of the others."""

MIN_HEADER_SPACING_HEIGHTS = 1.4
"""From the baseline of a header to that of the text, in heights of a line; the head of a table is
closer to its rows."""

_LEADERS = re.compile(r"\.{5}|(?:\. ){5}|…{2}")
_LAST_NUMBER = re.compile(r"(?:^|\s)(\d{1,3})$")
_CONTENTS = re.compile(r"(?:innh[oa]ld(?:sfortegnelse|sliste)?|contents|table of contents)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines that stand side by side: their positions among the page's lines, and their texts."""

    positions: tuple[int, ...]
    cells: tuple[str, ...]
    bottom: float
    """In points from the lower edge of the page."""
    spacing: float
    """To the next row towards the middle of the page, in heights of a line."""

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def without_running_heads(pages: Sequence[tuple[PdfLine, ...]]) -> list[tuple[PdfLine, ...]]:
    """Return the pages without running headers and footers, and without tables of contents.

    Digits are masked, so that page numbers count as repeated. Odd and even pages are also counted
    separately, as those of a book have different headers. Headers that change by chapter are found
    by their height on the page.
    """
    rows = [_rows(lines) for lines in pages]
    contents = list(_contents(rows))
    rows = [
        [row for row in page if row.positions[0] not in removed]
        for page, removed in zip(rows, contents, strict=True)
    ]
    running = list(map(set.union, _repeated(rows), _changing_by_chapter(rows)))
    if running:
        running[0] -= _kept_on_cover(rows)
    all_removed = map(set.union, contents, running)
    return [
        tuple(line for position, line in enumerate(lines) if position not in removed)
        for lines, removed in zip(pages, all_removed, strict=True)
    ]


def _contents(pages: Sequence[list[_Row]]) -> Iterator[set[int]]:
    """Yield the positions of a page's rows with dot leaders, or with ascending numbers at the end.

    If many rows of a page end in such numbers, all of its rows are contents.
    """
    last = 0
    in_contents = False
    for rows in pages:
        in_contents = in_contents or any(_CONTENTS.match(row.text) for row in rows[:6])
        if in_contents:
            numbers = [int(number[1]) for row in rows if (number := _LAST_NUMBER.search(row.text))]
            rising = sum(last <= number <= below for number, below in pairwise(numbers))
            in_contents = rising > max(2, 0.4 * len(rows))
            last = numbers[-1] if in_contents else last
        yield {p for row in rows if in_contents or _has_leaders(row) for p in row.positions}


def _has_leaders(row: _Row) -> bool:
    return any(_LEADERS.search(cell) for cell in row.cells)


def _repeated(pages: Sequence[list[_Row]]) -> list[set[int]]:
    """Return for each page the positions of the lines at its edges that are on many pages."""
    edges = [
        {_masked(row.text): row.positions for row in rows[:EDGE_ROWS] + rows[-EDGE_ROWS:]}
        for rows in pages
    ]
    repeated = _frequent(edges)
    repeated_on = [repeated | _frequent(edges[parity::2]) for parity in (0, 1)]
    return [
        {p for text, positions in edge.items() if text in repeated_on[page % 2] for p in positions}
        for page, edge in enumerate(edges)
    ]


def _frequent(edges: Sequence[dict[str, tuple[int, ...]]]) -> set[str]:
    counts = Counter(text for edge in edges for text in edge)
    min_pages = max(MIN_HEADER_PAGES, HEADER_PAGE_SHARE * len(edges))
    return {text for text, count in counts.items() if count >= min_pages}


def _changing_by_chapter(pages: Sequence[list[_Row]]) -> list[set[int]]:
    """Return for each page the positions of its headers and footers that change by chapter."""
    positions: list[set[int]] = [set() for _ in pages]
    for end in (0, -1):
        outermost = {page: rows[end] for page, rows in enumerate(pages) if len(rows) > 1}
        for height in {round(row.bottom / 2) for row in outermost.values()}:
            band = {p: row for p, row in outermost.items() if abs(row.bottom / 2 - height) < 1}
            if _is_running(band, len(pages)):
                for page, row in band.items():
                    positions[page].update(row.positions)
    return positions


def _kept_on_cover(pages: Sequence[list[_Row]]) -> set[int]:
    """Return the positions on the first page of lines that are not a header or a page number.

    The words of a running header are often those of the cover, at another height: the title, the
    number in a series. And a year at the foot of the cover is not a page number.
    """
    later = {
        (cell, round(row.bottom))
        for rows in pages[1:]
        for row in rows
        for cell in _masked_cells(row)
    }
    kept: set[int] = set()
    for row in pages[0]:
        for position, cell in zip(row.positions, row.cells, strict=True):
            near = {(_masked(cell), round(row.bottom) + offset) for offset in (-1, 0, 1)}
            if _YEAR.fullmatch(cell) or not near & later:
                kept.add(position)
    return kept


def _is_running(band: dict[int, _Row], page_count: int) -> bool:
    """Return whether rows at one height, by the index of their page, are running headers."""
    if len(band) < max(MIN_HEADER_PAGES, 0.1 * page_count):
        return False
    if median(row.spacing for row in band.values()) < MIN_HEADER_SPACING_HEIGHTS:
        return False
    repeated = sum(
        any(
            _masked_cells(row) & _masked_cells(band[other])
            for other in range(page - NEARBY_PAGES, page + NEARBY_PAGES + 1)
            if other != page and other in band
        )
        for page, row in band.items()
    )
    return repeated >= NEARBY_HEADER_SHARE * len(band)


def _masked_cells(row: _Row) -> set[str]:
    return {_masked(cell) for cell in row.cells}


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)


def _rows(lines: Sequence[PdfLine]) -> list[_Row]:
    """Return the rows of a page from the top."""
    rows: list[list[int]] = []
    for position in sorted(range(len(lines)), key=lambda p: -lines[p].bottom):
        line = lines[position]
        if rows and lines[rows[-1][0]].bottom - line.bottom < 0.5 * line.size:
            rows[-1].append(position)
        else:
            rows.append([position])
    made: list[_Row] = []
    for number, row in enumerate(rows):
        first = lines[row[0]]
        inner = rows[1] if not number and len(rows) > 1 else rows[max(0, number - 1)]
        if len(row) > 1:
            row.sort(key=lambda p: lines[p].left)
        cells = tuple(lines[position].text for position in row)
        spacing = abs(lines[inner[0]].bottom - first.bottom) / max(1.0, first.size)
        made.append(_Row(tuple(row), cells, first.bottom, spacing))
    return made
