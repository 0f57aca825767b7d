"""The rows at the edges of pages, which may be running heads, and their distance to the text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.page_rows import PageRow
from ingest.pdf.printed_numbers import PrintedNumber, page_number
from ingest.pdf.said_keys import Key, said_keys

EDGE_ROWS = 4
"""Headers have up to this many rows, footers too."""

MIN_HEAD_PAGES = 3
"""A line that is repeated on fewer pages is not taken for a running head."""

_NOTHING_BEHIND_POINTS = 1000.0
_PLACE_POINTS = 4.0  # rows at one height are in the same step of so many points, or the next
_SAME_LEFT_POINTS = 3.0


@dataclass(slots=True)
class EdgeRow:
    """A row near the edge of page `page`, and the distance to the text that it may be set off from.

    `index` is its number among the page's rows, and `numbers` has for each cell the page number
    that it may be. `gap` goes to the next row that is not like one on another page, `outer` to the
    row outside of this one, both in points from baseline to baseline. `outer_size` is the size of
    that row's type in points, 0 if there is none. `heads_table` is whether the
    next rows have cells below its own.
    """

    page: int
    index: int
    row: PageRow
    keys: frozenset[Key]
    numbers: tuple[PrintedNumber | None, ...]
    gap: float = 0.0
    outer: float = 0.0
    outer_size: float = 0.0
    heads_table: bool = False

    @property
    def printed_numbers(self) -> list[PrintedNumber]:
        """Return the page numbers that the row may have."""
        return [number for number in self.numbers if number is not None]

    @property
    def is_number(self) -> bool:
        """Return whether the row has nothing but what may be page numbers."""
        return None not in self.numbers

    @property
    def words(self) -> list[str]:
        """Return the cells that are no page numbers."""
        return [
            cell
            for cell, number in zip(self.row.cells, self.numbers, strict=True)
            if number is None
        ]


def edge_rows(pages: Sequence[Sequence[PageRow]], from_top: bool) -> list[list[EdgeRow]]:
    """Return for each page its rows at the upper or the lower edge, the outermost first."""
    edges = [_edge(page, rows, from_top) for page, rows in enumerate(pages)]
    _measure_gaps(edges, pages)
    return edges


def _edge(page: int, rows: Sequence[PageRow], from_top: bool) -> list[EdgeRow]:
    order = range(len(rows)) if from_top else range(len(rows) - 1, -1, -1)
    edge: list[EdgeRow] = []
    for index in order[:EDGE_ROWS]:
        row = rows[index]
        numbers = tuple(map(page_number, row.cells))
        keys = frozenset(
            key
            for cell, number in zip(row.cells, numbers, strict=True)
            for key in said_keys(cell, number, page)
        )
        edge.append(EdgeRow(page, index, row, keys, numbers))
    return edge


def _measure_gaps(edges: Sequence[list[EdgeRow]], pages: Sequence[Sequence[PageRow]]) -> None:
    """Give each row at an edge the widest distance behind it and rows like it."""
    counts = Counter(
        (key, round(one.row.bottom / _PLACE_POINTS))
        for edge in edges
        for one in edge
        for key in one.keys
    )
    for edge in edges:
        gap = 0.0
        for position, (one, inner) in reversed([*enumerate(pairwise(edge))]):
            spacing = abs(one.row.bottom - inner.row.bottom)
            place = round(inner.row.bottom / _PLACE_POINTS)
            alike = any(
                sum(counts[key, near] for near in (place - 1, place, place + 1)) >= MIN_HEAD_PAGES
                for key in inner.keys
            )
            gap = max(spacing, gap if alike else 0.0)
            one.gap, inner.outer, inner.outer_size = gap, spacing, one.row.size
            after = [other.row for other in edge[position + 1 : position + 3]]
            one.heads_table = any(_has_cells_below(one.row, row) for row in after)
        if edge and len(pages[edge[0].page]) == len(edge):
            edge[-1].gap = _NOTHING_BEHIND_POINTS


def _has_cells_below(row: PageRow, inner: PageRow) -> bool:
    below = sum(
        any(abs(left - other) < _SAME_LEFT_POINTS for other in inner.lefts) for left in row.lefts
    )
    return below > 1
