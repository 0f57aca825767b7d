"""Give every row of a table one place for each of its columns, empty ones too.

A PDF draws words, not tables: an empty cell is nothing at all, and without a place of its own the
number behind it would stand under another head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf.cell_places import placed_cells
from ingest.pdf.close_cells import split_at_edges
from ingest.pdf.lines import PdfLine
from ingest.pdf.page_words import PageWords
from ingest.pdf.table_columns import Sides, columns_of, sides_of
from ingest.pdf.tables import Row

MAX_ROW_SPACING_HEIGHTS = 5.0
"""Rows of a table follow each other; one that is farther below begins another table. In heights
of a line, between the last line of a row and the first of the next."""

HEAD_ROWS = 2
"""Only the first rows of a table have cells that span several columns."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the text: the lines of each cell, none for an empty one.

    `table` numbers the table on its page, from 0; None if the row is no row of a table.
    """

    cells: tuple[tuple[PdfLine, ...], ...]
    table: int | None = None


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
        placed = _with_places(split_at_edges(block, word_lefts))
        if placed:
            made += [TableRow(row, number) for row in placed]
            number += 1
        else:
            made += [TableRow(tuple(map(tuple, row))) for row in block]
    return made


def _with_places(block: Sequence[Row]) -> list[tuple[tuple[PdfLine, ...], ...]]:
    """Return the rows of a table with a place for each column, none if they do not fit."""
    columns = columns_of(block)
    if not columns:
        return []
    placed: list[tuple[tuple[PdfLine, ...], ...]] = []
    for position, row in enumerate(block):
        cells = placed_cells(row, columns, may_span=position < HEAD_ROWS)
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
    left, right = sides_of(row[0])
    others = [sides_of(cell) for other in block[-8:] if len(other) > 1 for cell in other]
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
    return sum(min(right, b) > max(left, a) for a, b in map(sides_of, fullest)) == 1


def _aligned(one: Sides, other: Sides, size: float) -> bool:
    middle = abs(one[0] + one[1] - other[0] - other[1]) / 2
    near = 0.35 * size
    return abs(one[0] - other[0]) < near or abs(one[1] - other[1]) < near or middle < near


def _shares_columns(block: Sequence[Row], row: Row) -> bool:
    """Return whether a cell of the row stands in line with one of the rows before."""
    before = [sides_of(cell) for other in block[-6:] if len(other) > 1 for cell in other]
    size = row[0][0].size
    cells = map(sides_of, row)
    aligned = sum(any(_aligned(sides, cell, size) for sides in before) for cell in cells)
    return 2 * aligned >= len(row)
