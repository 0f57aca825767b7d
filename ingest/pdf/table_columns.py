"""Give every row of a table one place for each of its columns, empty ones too.

A PDF draws words, not tables: an empty cell is nothing at all, and without a place of its own the
number behind it would stand under another head. The columns are those of the table's fullest rows;
the cells of the others go to the columns that their edges or their middle stand in line with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from statistics import median

from ingest.pdf.lines import PdfLine
from ingest.pdf.page_words import PageWords
from ingest.pdf.tables import Cell, Row

MIN_ROWS = 2
"""A single row of cells is no table."""

MAX_ROW_SPACING_HEIGHTS = 5.0
"""Rows of a table follow each other; one that is farther below begins another table. In heights
of a line, between the last line of a row and the first of the next."""

MAX_COLUMNS = 30

HEAD_ROWS = 2
"""Only the first rows of a table have cells that span several columns."""

MAX_MISPLACED_HEIGHTS = 2.5
"""A cell that is farther from its column than this, in heights of a line, is of another table."""

_EDGE_POINTS = 1.5
"""Words whose left edges differ by less are in line with each other."""

_Places = tuple[float, tuple[tuple[int, int], ...]]
"""How badly cells fit, and the first and last column of each."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the text: the lines of each cell, none for an empty one.

    `table` numbers the table on its page, from 0; None if the row is no row of a table.
    """

    cells: tuple[tuple[PdfLine, ...], ...]
    table: int | None = None


@dataclass(slots=True)
class _Column:
    """The cells that surely stand in one column."""

    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)

    def add(self, left: float, right: float) -> None:
        self.lefts.append(left)
        self.rights.append(right)

    @property
    def left(self) -> float:
        return min(self.lefts)

    @property
    def right(self) -> float:
        return max(self.rights)

    def distance(self, left: float, right: float) -> float:
        """Return how far a cell's left edge, middle or right edge is out of line, in points."""
        own_left, own_right = median(self.lefts), median(self.rights)
        middle = (left + right - own_left - own_right) / 2
        return min(abs(left - own_left), abs(middle), abs(right - own_right))

    def overlap(self, left: float, right: float) -> float:
        return min(right, self.right) - max(left, self.left)


def with_columns(rows: Sequence[Row], words: PageWords | None = None) -> list[TableRow]:
    """Return the rows of a page, those of tables with a place for each column.

    `words` are those of the page: two cells may stand so close to each other that they were read as
    one line.
    """
    if all(len(row) == 1 for row in rows):
        return [TableRow((tuple(row[0]),)) for row in rows]
    word_lefts = {word.start: word.left for word in words.words} if words else {}
    made: list[TableRow] = []
    number = 0
    for block in _blocks(rows):
        placed = _with_places(_split_at_edges(block, word_lefts))
        if placed:
            made += [TableRow(row, number) for row in placed]
            number += 1
        else:
            made += [TableRow(tuple(map(tuple, row))) for row in block]
    return made


def _with_places(block: Sequence[Row]) -> list[tuple[tuple[PdfLine, ...], ...]]:
    """Return the rows of a table with a place for each column, none if they do not fit."""
    columns = _columns(block)
    if not columns:
        return []
    placed: list[tuple[tuple[PdfLine, ...], ...]] = []
    for position, row in enumerate(block):
        cells = _placed(row, columns, may_span=position < HEAD_ROWS)
        if cells is None:
            return []
        placed.append(cells)
    return placed


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each table, and the other rows by themselves."""
    block: list[Row] = []
    for position, row in enumerate(rows):
        if block and not _may_follow(block, row, rows[position + 1 : position + 2]):
            yield block
            block = []
        if len(row) > 1 or block:
            block.append(row)
        else:
            yield [row]
    if block:
        yield block


def _may_follow(block: Sequence[Row], row: Row, next_rows: Sequence[Row]) -> bool:
    """Return whether a row may be of the table whose rows so far are `block`."""
    last_bottom = min(line.bottom for cell in block[-1] for line in cell)
    top = max(line.top for cell in row for line in cell)
    size = row[0][0].size
    if not -0.6 * size < last_bottom - top < MAX_ROW_SPACING_HEIGHTS * size:
        return False
    if len(row) > 1:
        return _shares_columns(block, row)
    # One cell is filled: the row stands in one column, and below or above it the table goes on.
    left, right = _sides(row[0])
    others = [_sides(cell) for other in block[-8:] if len(other) > 1 for cell in other]
    over = [sides for sides in others if min(right, sides[1]) > max(left, sides[0])]
    if not over or (len(row[0]) > 1 and not next_rows):
        return False
    first_left = min(sides[0] for sides in others)
    if left > first_left + size and all(_aligned(sides, (left, right), size) for sides in over[:1]):
        return any(_aligned(sides, (left, right), size) for sides in over)
    return (
        bool(next_rows)
        and len(next_rows[0]) > 1
        and last_bottom - top < 1.5 * size
        and right <= max(sides[1] for sides in over) + size
        and _spans_one(block, left, right)
    )


def _spans_one(block: Sequence[Row], left: float, right: float) -> bool:
    fullest = max(block, key=len)
    return sum(min(right, b) > max(left, a) for a, b in map(_sides, fullest)) == 1


def _aligned(one: tuple[float, float], other: tuple[float, float], size: float) -> bool:
    middle = abs(one[0] + one[1] - other[0] - other[1]) / 2
    near = 0.35 * size
    return abs(one[0] - other[0]) < near or abs(one[1] - other[1]) < near or middle < near


def _shares_columns(block: Sequence[Row], row: Row) -> bool:
    """Return whether a cell of the row stands in line with one of the rows before."""
    before = [_sides(cell) for other in block[-6:] if len(other) > 1 for cell in other]
    size = row[0][0].size
    aligned = sum(any(_aligned(sides, _sides(cell), size) for sides in before) for cell in row)
    return 2 * aligned >= len(row)


def _sides(cell: Cell) -> tuple[float, float]:
    return min(line.left for line in cell), max(line.right for line in cell)


def _columns(block: Sequence[Row]) -> list[_Column]:
    """Return the columns of a table, none if its rows do not have the same ones."""
    if sum(len(row) > 1 for row in block) < MIN_ROWS:
        return []
    count = max(map(len, block))
    if count > MAX_COLUMNS:
        return []
    full = [row for row in block if len(row) == count]
    columns = [_Column() for _ in range(count)]
    for row in full:
        for column, cell in zip(columns, row, strict=True):
            column.add(*_sides(cell))
    size = median(line.size for row in full for cell in row for line in cell)
    if any(
        columns[index].right > columns[index + 1].left + 0.3 * size for index in range(count - 1)
    ):
        # Each of the fullest rows has another empty cell.
        return _standing_apart(block)
    for row in block:
        if len(row) < count:
            for cell in row:
                _make_room(columns, *_sides(cell), size)
    return columns


def _standing_apart(block: Sequence[Row]) -> list[_Column]:
    """Return the columns as the stretches that the cells of all rows cover, none if they mix."""
    columns: list[_Column] = []
    for left, right in sorted(_sides(cell) for row in block for cell in row):
        if not columns or left >= columns[-1].right:
            columns.append(_Column())
        columns[-1].add(left, right)
    for row in block:
        taken = [
            next(index for index, column in enumerate(columns) if column.overlap(*_sides(cell)) > 0)
            for cell in row
        ]
        if len(set(taken)) < len(taken):
            return []
    return columns if len(columns) <= MAX_COLUMNS else []


def _make_room(columns: list[_Column], left: float, right: float, size: float) -> None:
    """Add a column for a cell that stands clear of all others, so that it has a place."""
    if len(columns) >= MAX_COLUMNS:
        return
    for index in range(len(columns) + 1):
        after = columns[index - 1].right if index else -1e6
        before = columns[index].left if index < len(columns) else 1e6
        if after < left and right < before:
            near = columns[max(0, index - 1) : index + 1]
            if all(column.distance(left, right) > 2 * size for column in near):
                made = _Column()
                made.add(left, right)
                columns.insert(index, made)
            return


def _placed(
    row: Row, columns: Sequence[_Column], may_span: bool
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
            (first, last, _cost(_sides(cell), columns[first : last + 1], size))
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


def _cost(sides: tuple[float, float], columns: Sequence[_Column], size: float) -> float:
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


def _split_at_edges(block: list[Row], word_lefts: Mapping[int, float]) -> list[Row]:
    """Return the rows with cells taken apart that stand so close that they were read as one.

    They are taken apart at an edge where other rows of the table have a cell begin, if in every
    row that has text there a word begins at that edge.
    """
    if not word_lefts or len(block) < MIN_ROWS:
        return block
    edges = sorted({round(cell[0].left, 1) for row in block for cell in row})
    for edge in edges:
        crossing = [
            (row, cell)
            for row in block
            for cell in row
            if cell[0].left < edge - _EDGE_POINTS and max(line.right for line in cell) > edge + 1
        ]
        if not crossing or any(len(cell) > 1 for _, cell in crossing):
            continue
        found = [_word_at(cell[0], edge, word_lefts) for _, cell in crossing]
        offsets = [offset for offset in found if offset]
        if len(offsets) < len(crossing):
            continue
        for (row, cell), offset in zip(crossing, offsets, strict=True):
            line = cell[0]
            index = next(i for i, other in enumerate(row) if other is cell)
            row[index : index + 1] = [
                [
                    replace(
                        line, traced=line.traced.cut(0, offset - 1), right=edge - 1, hyphen=False
                    )
                ],
                [replace(line, traced=line.traced.cut(offset), left=edge)],
            ]
    return block


def _word_at(line: PdfLine, edge: float, word_lefts: Mapping[int, float]) -> int | None:
    """Return where in the text of a line a word begins whose left edge is `edge`."""
    text = line.text
    for run in line.traced.runs:
        for offset in range(run.start, run.start + run.length):
            left = word_lefts.get(run.char + offset - run.start, -1e6)
            begins = text[max(0, offset - 1)] == " "
            if begins and abs(left - edge) < _EDGE_POINTS:
                return offset
    return None
