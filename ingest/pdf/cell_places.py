"""Put the cells of a table's row into the columns that they stand in line with."""

from collections.abc import Sequence
from itertools import accumulate

from ingest.pdf.lines import PdfLine
from ingest.pdf.table_columns import Column, Sides, sides_of
from ingest.pdf.tables import Row

MAX_MISPLACED_HEIGHTS = 2.5
"""A cell that is farther from its column than this, in heights of a line, is of another table."""

_Places = tuple[float, tuple[tuple[int, int], ...]]
"""How badly cells fit, and the first and last column of each."""


def placed_cells(
    row: Row, columns: Sequence[Column], may_span: bool
) -> tuple[tuple[PdfLine, ...], ...] | None:
    """Return the row with a cell for each column, or None if its cells do not fit.

    If `may_span`, a cell whose middle is that of several columns, or that reaches over them, fills
    all of them.
    """
    if len(row) == len(columns):
        return tuple(map(tuple, row))
    size = row[0][0].size
    places = [
        [
            (first, last, _cost(sides_of(cell), columns[first : last + 1], size))
            for first in range(len(columns))
            for last in range(first, len(columns) if may_span else first + 1)
        ]
        for cell in row
    ]
    # best[j]: the least cost of the cells so far in the first j columns, and their places.
    best: list[_Places] = [(0.0, ())] * (len(columns) + 1)
    for cell_places in places:
        after: list[_Places] = [(float("inf"), ())] * (len(columns) + 1)
        for first, last, cost in cell_places:
            total, taken = best[first]
            if cost < float("inf") and total + cost < after[last + 1][0]:
                after[last + 1] = (total + cost, (*taken, (first, last)))
        best = list(accumulate(after, _better))
    total, taken = best[-1]
    if total == float("inf"):
        return None
    cells: list[tuple[PdfLine, ...]] = [()] * len(columns)
    for cell, (first, last) in zip(row, taken, strict=True):
        cells[first : last + 1] = [tuple(cell)] * (last + 1 - first)
    return tuple(cells)


def _better(one: _Places, other: _Places) -> _Places:
    return one if one[0] <= other[0] else other


def _cost(sides: Sides, columns: Sequence[Column], size: float) -> float:
    """Return how badly a cell fits into a column, or into several that it may span."""
    left, right = sides
    if len(columns) > 1:
        middle = abs(left + right - columns[0].left - columns[-1].right) / 2
        reaches = all(column.overlap(left, right) > 0 for column in columns)
        centred = middle < 0.5 * size and columns[0].left - size < left
        return 0.3 * size + middle if reaches or centred else float("inf")
    (column,) = columns
    overlap = column.overlap(left, right)
    if overlap > 0:
        return column.distance(left, right)
    if -overlap > MAX_MISPLACED_HEIGHTS * size:
        return float("inf")
    return column.distance(left, right) + size - overlap
