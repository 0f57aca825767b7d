"""Find the columns of a table from where the cells of its rows stand.

They are the columns of the table's fullest rows. If each of the fullest rows has another empty
cell, they are the stretches of the page that the cells of all rows cover.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.pdf.tables import Cell, Row

MIN_ROWS = 2
"""A single row of cells is no table."""

MAX_COLUMNS = 30

Sides = tuple[float, float]
"""The left and the right edge of a cell, in points."""


@dataclass(slots=True)
class Column:
    """The cells that surely stand in one column: their edges, and those of all of them in points.

    A column without cells is as narrow as nothing, far to the right of its own left edge.
    """

    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    left: float = math.inf
    right: float = -math.inf
    _medians: Sides | None = field(default=None, init=False)

    def add(self, left: float, right: float) -> None:
        """Add a cell."""
        self.lefts.append(left)
        self.rights.append(right)
        self.left, self.right = min(self.left, left), max(self.right, right)
        self._medians = None

    def distance(self, left: float, right: float) -> float:
        """Return how far a cell's left edge, middle or right edge is out of line, in points."""
        if self._medians is None:
            self._medians = median(self.lefts), median(self.rights)
        own_left, own_right = self._medians
        middle = (left + right - own_left - own_right) / 2
        return min(abs(left - own_left), abs(middle), abs(right - own_right))

    def overlap(self, left: float, right: float) -> float:
        """Return how many points of its width a cell shares with the column, below 0 if none."""
        return min(right, self.right) - max(left, self.left)


def sides_of(cell: Cell) -> Sides:
    """Return the left edge and the right edge of a cell, in points."""
    if len(cell) == 1:
        return cell[0].left, cell[0].right
    return min(line.left for line in cell), max(line.right for line in cell)


def columns_of(block: Sequence[Row]) -> list[Column]:
    """Return the columns of a table, none if its rows do not have the same ones."""
    if sum(len(row) > 1 for row in block) < MIN_ROWS:
        return []
    count = max(map(len, block))
    if count > MAX_COLUMNS:
        return []
    full = [row for row in block if len(row) == count]
    columns = [Column() for _ in range(count)]
    for row in full:
        for column, cell in zip(columns, row, strict=True):
            column.add(*sides_of(cell))
    size = median(line.size for row in full for cell in row for line in cell)
    if any(
        columns[index].right > columns[index + 1].left + 0.3 * size for index in range(count - 1)
    ):
        # Each of the fullest rows has another empty cell.
        return _standing_apart(block)
    for row in block:
        if len(row) < count:
            for cell in row:
                _make_room(columns, *sides_of(cell), size)
    return columns


def _standing_apart(block: Sequence[Row]) -> list[Column]:
    """Return the columns as the stretches that the cells of all rows cover, none if they mix."""
    columns: list[Column] = []
    for left, right in sorted(sides_of(cell) for row in block for cell in row):
        if not columns or left >= columns[-1].right:
            columns.append(Column())
        columns[-1].add(left, right)
    for row in block:
        taken = [
            next(
                index for index, column in enumerate(columns) if column.overlap(*sides_of(cell)) > 0
            )
            for cell in row
        ]
        if len(set(taken)) < len(taken):
            return []
    return columns if len(columns) <= MAX_COLUMNS else []


def _make_room(columns: list[Column], left: float, right: float, size: float) -> None:
    """Add a column for a cell that stands clear of all others, so that it has a place."""
    if len(columns) >= MAX_COLUMNS:
        return
    for index in range(len(columns) + 1):
        after = columns[index - 1].right if index else -1e6
        before = columns[index].left if index < len(columns) else 1e6
        if after < left and right < before:
            near = columns[max(0, index - 1) : index + 1]
            if all(column.distance(left, right) > 2 * size for column in near):
                made = Column()
                made.add(left, right)
                columns.insert(index, made)
            return
