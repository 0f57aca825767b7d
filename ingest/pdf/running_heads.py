"""Find what a page carries that is not its text: running headers and footers, contents lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.lines import Line

SHARE = 0.4
"""Of the pages: a line that stands at the edge of that many is a running header or footer."""

LEAST = 3
"""On fewer pages nothing is taken for one. A header has up to three rows, a footer too."""

NEAR = 2
"""Pages: a header that changes by chapter stands on another page that is no farther away, with
left and right pages that have one each."""

REPEATED = 0.5
"""Of the headers at one height: so many stand on a page near by as well. Those of a section of one
page do not, but stand where the others stand."""

CLEAR = 1.4
"""Line heights, baseline to baseline, between a header and the text, which a table's head lacks."""

_LEADERS = re.compile(r"\.{5}|(?:\. ){5}|…{2}")
_ENDING = re.compile(r"(?:^|\s)(\d{1,3})$")
_CONTENTS = re.compile(r"(?:innh[oa]ld(?:sfortegnelse|sliste)?|contents|table of contents)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold lines that stand beside each other, by their positions among the page's lines."""

    positions: tuple[int, ...]
    cells: tuple[str, ...]
    height: float
    """Over the foot of the page."""
    gap: float
    """To the next row farther in, in line heights."""

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def without_furniture(pages: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the pages without lines that repeat at their edges, and without a table of contents.

    Digits are masked, so that page numbers repeat. Odd and even pages are counted apart as well:
    a book has a header for each. What changes by chapter is told by its place.
    """
    rows = [_rows(lines) for lines in pages]
    contents = list(_contents(rows))
    rows = [
        [row for row in page if row.positions[0] not in gone]
        for page, gone in zip(rows, contents, strict=True)
    ]
    running = list(map(set.union, _repeated(rows), _by_chapter(rows)))
    if running:
        running[0] -= _of_cover(rows)
    left_out = map(set.union, contents, running)
    return [
        tuple(line for position, line in enumerate(lines) if position not in gone)
        for lines, gone in zip(pages, left_out, strict=True)
    ]


def _contents(pages: Sequence[list[_Row]]) -> Iterator[set[int]]:
    """Yield the positions of the rows with dot leaders, or with ascending page numbers at the end.

    Of a page with such numbers all is left out: it has nothing but contents.
    """
    last = 0
    in_contents = False
    for rows in pages:
        in_contents = in_contents or any(_CONTENTS.match(row.text) for row in rows[:6])
        if in_contents:
            numbers = [int(found[1]) for row in rows if (found := _ENDING.search(row.text))]
            rising = sum(last <= one <= two for one, two in pairwise(numbers))
            in_contents = rising > max(2, 0.4 * len(rows))
            last = numbers[-1] if in_contents else last
        yield {p for row in rows if in_contents or _has_leaders(row) for p in row.positions}


def _has_leaders(row: _Row) -> bool:
    return any(_LEADERS.search(cell) for cell in row.cells)


def _repeated(pages: Sequence[list[_Row]]) -> list[set[int]]:
    """Return the positions of the lines at each page's edges that stand on many pages."""
    edges = [
        {_DIGITS.sub("#", row.text): row.positions for row in rows[:3] + rows[-3:]}
        for rows in pages
    ]
    repeated = _frequent(edges)
    repeated_on = [repeated | _frequent(edges[side::2]) for side in (0, 1)]
    return [
        {p for key, positions in edge.items() if key in repeated_on[number % 2] for p in positions}
        for number, edge in enumerate(edges)
    ]


def _frequent(edges: Sequence[dict[str, tuple[int, ...]]]) -> set[str]:
    counts = Counter(key for edge in edges for key in edge)
    return {key for key, count in counts.items() if count >= max(LEAST, SHARE * len(edges))}


def _by_chapter(pages: Sequence[list[_Row]]) -> list[set[int]]:
    """Return the positions of the headers and footers that change by chapter, page by page."""
    found: list[set[int]] = [set() for _ in pages]
    for end in (0, -1):
        outermost = {number: rows[end] for number, rows in enumerate(pages) if len(rows) > 1}
        for height in {round(row.height / 2) for row in outermost.values()}:
            band = {n: row for n, row in outermost.items() if abs(row.height / 2 - height) < 1}
            if _is_running(band, len(pages)):
                for number, row in band.items():
                    found[number].update(row.positions)
    return found


def _of_cover(pages: Sequence[list[_Row]]) -> set[int]:
    """Return the positions on the first page of what only looks like a header or a page number.

    What runs through a report is what its cover says, at another height: the title, the number in
    a series. A year at the foot of the cover is no page number.
    """
    later = {
        (cell, round(row.height)) for rows in pages[1:] for row in rows for cell in _masked(row)
    }
    found: set[int] = set()
    for row in pages[0]:
        for position, cell in zip(row.positions, row.cells, strict=True):
            near = {(_DIGITS.sub("#", cell), round(row.height) + off) for off in (-1, 0, 1)}
            if _YEAR.fullmatch(cell) or not near & later:
                found.add(position)
    return found


def _is_running(band: dict[int, _Row], pages: int) -> bool:
    """Say whether rows of one height, by the number of their page, are running headers."""
    if len(band) < max(LEAST, 0.1 * pages) or median(row.gap for row in band.values()) < CLEAR:
        return False
    again = sum(
        any(
            _masked(row) & _masked(band[other])
            for other in range(number - NEAR, number + NEAR + 1)
            if other != number and other in band
        )
        for number, row in band.items()
    )
    return again >= REPEATED * len(band)


def _masked(row: _Row) -> set[str]:
    return {_DIGITS.sub("#", cell) for cell in row.cells}


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the rows of a page from above."""
    rows: list[list[int]] = []
    for position in sorted(range(len(lines)), key=lambda p: -lines[p].bottom):
        line = lines[position]
        if rows and lines[rows[-1][0]].bottom - line.bottom < 0.5 * line.size:
            rows[-1].append(position)
        else:
            rows.append([position])
    found: list[_Row] = []
    for number, row in enumerate(rows):
        first = lines[row[0]]
        inner = rows[1] if not number and len(rows) > 1 else rows[max(0, number - 1)]
        if len(row) > 1:
            row.sort(key=lambda p: lines[p].left)
        cells = tuple(lines[position].text for position in row)
        gap = abs(lines[inner[0]].bottom - first.bottom) / max(1.0, first.size)
        found.append(_Row(tuple(row), cells, first.bottom, gap))
    return found
