"""Write the cells of a table as rows with one place for each column, or as prose.

Web pages and documents of Word share this. A cell that covers several columns or rows is written in
each of them. A table that only arranges a page is no table to its reader: its cells are prose.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, starmap
from textwrap import shorten

from ingest.formats.block_text import LINE_BREAK
from ingest.formats.unpaged import TextLine
from ingest.norwegian.hyphens import between_lines
from ingest.reading.list_and_table_marks import BULLET, CELL, cell_text, is_head_row, row_text

MAX_SPAN = 1_000
"""A cell covers no more columns or rows; a browser gives columns the same limit."""

_MAX_PLACES = 1_000_000  # a table of the web with 20 columns and 50 000 rows
_MAX_HEAD_ROWS = 3
_MAX_REPEATED_CHARS = 100  # a longer text that covers several rows is shortened in all but one
_MAX_COLUMN_NAME_CHARS = 60
_MIN_PROSE_SHARE = 1 / 3  # of the text of a table, for a cell that holds a page
_MIN_PROSE_CHARS = 300
_MIN_PROSE_LINES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, which covers `columns` columns and `rows` rows.

    It begins in column `column`, counted from 0, or if that is None, in the next one that is free.
    `lines` are its paragraphs, headings and list items, and the rows of a table inside it; a line
    break in one is a LINE_BREAK. `is_head` is whether the file marks it as a heading.
    """

    lines: tuple[TextLine, ...] = ()
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    column: int | None = None

    @property
    def is_filled(self) -> bool:
        """Whether it has any text."""
        return bool(self.lines)

    @property
    def line_count(self) -> int:
        """The number of its lines."""
        return sum(1 + line.text.count(LINE_BREAK) for line in self.lines)

    @property
    def chars(self) -> int:
        """The number of its characters."""
        return sum(len(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row; `is_head` is whether the file marks it as a head row."""

    cells: tuple[Cell, ...]
    is_head: bool = False


_Place = tuple[Cell, bool]  # a cell, and whether it begins here
_EMPTY_PLACE: _Place = (Cell(), False)


def table_lines(rows: Sequence[Row], number: int, is_marked: bool) -> Iterator[TextLine]:
    """Yield the lines of table `number`, or those of its cells if it only arranges a page.

    `is_marked` is whether the file says that the table has data: it has a caption or column heads.
    """
    if _is_layout(rows, is_marked):
        for row in rows:
            for cell in row.cells:
                yield from cell.lines
        return
    placed = [(row, places) for row, places in zip(rows, _places(rows), strict=True)
              if any(begins and cell.is_filled for cell, begins in places)]  # fmt: skip
    heads = _head_rows(placed)
    if _is_form(placed):
        placed = [(row, _once(places)) for row, places in placed]
        heads = frozenset()
    for position, (_, places) in enumerate(placed):
        title = _title_cell(places)
        if title is not None:
            yield from (replace(line, table=line.table or number) for line in title.lines)
        else:
            is_head = position in heads
            yield TextLine(row_text(_texts(places, is_head)), table=number, is_head=is_head)


def _is_layout(rows: Sequence[Row], is_marked: bool) -> bool:
    """Return whether a table arranges a page, so that its cells are read one after the other.

    It does if no two cells stand side by side, or if one cell holds a great part of the text as
    prose with headings or paragraphs. A table of one row has no columns, if a cell has two lines.
    """
    filled = [row for row in rows if any(cell.is_filled for cell in row.cells)]
    if all(sum(cell.is_filled for cell in row.cells) < 2 for row in filled):
        return True
    if is_marked:
        return False
    cells = [cell for row in filled for cell in row.cells if len(row.cells) > 1]
    if len(filled) == 1:
        return any(cell.line_count > 1 for cell in cells)
    chars = sum(cell.chars for row in filled for cell in row.cells)
    names_columns = _names_columns(filled[0])
    for cell in cells:
        if cell.line_count < 2 or cell.chars < chars * _MIN_PROSE_SHARE:
            continue
        if any(line.level is not None for line in cell.lines):
            return True
        is_long = cell.line_count >= _MIN_PROSE_LINES and cell.chars >= _MIN_PROSE_CHARS
        if is_long and not names_columns:
            return True
    return False


def _names_columns(row: Row) -> bool:
    return len(row.cells) > 1 and all(
        len(cell.lines) == 1 and cell.chars <= _MAX_COLUMN_NAME_CHARS for cell in row.cells
    )


def _places(rows: Sequence[Row]) -> list[list[_Place]]:
    """Return what stands in each column of each row; all rows have the same columns.

    A column in which no cell begins is left out: nobody sees it.
    """
    covered = sum(
        min(cell.columns, MAX_SPAN) * min(cell.rows, len(rows) - number)
        for number, row in enumerate(rows)
        for cell in row.cells
    )
    if max(covered, len(rows) * max(len(row.cells) for row in rows)) > _MAX_PLACES:
        return [[(cell, True) for cell in row.cells] for row in rows]
    grid: list[dict[int, _Place]] = [{} for _ in rows]
    begun: set[int] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            if cell.column is not None:
                column = cell.column
            while cell.column is None and column in grid[number]:
                column += 1
            begun.add(column)
            width = min(cell.columns, MAX_SPAN)
            for below in range(min(cell.rows, MAX_SPAN, len(rows) - number)):
                for right in range(width):
                    grid[number + below].setdefault(column + right, (cell, False))
            grid[number][column] = (cell, True)
            column += width
    columns = sorted(begun)
    return [[places.get(column, _EMPTY_PLACE) for column in columns] for places in grid]


def _is_form(placed: Sequence[tuple[Row, Sequence[_Place]]]) -> bool:
    """Return whether most rows have cells of widths of their own: labels and what was filled in.

    Such a table has rows, but no columns that a value could stand in.
    """
    rows = [places for _, places in placed if _title_cell(places) is None]
    ragged = [places for places in rows if any(starmap(_is_one_cell, pairwise(places)))]
    return len(ragged) * 2 > len(rows) and not any(row.is_head for row, _ in placed)


def _is_one_cell(place: _Place, next_place: _Place) -> bool:
    return place[0] is next_place[0] is not _EMPTY_PLACE[0]


def _once(places: Sequence[_Place]) -> list[_Place]:
    """Return the places of a row with each cell once, and those at its end that none covers."""
    cells = [next(group) for _, group in groupby(places, lambda place: id(place[0]))]
    return [place for place in cells if place[0] is not _EMPTY_PLACE[0]]


def _title_cell(places: Sequence[_Place]) -> Cell | None:
    """Return the cell that takes the whole row, if there is one."""
    cell = places[0][0]
    is_title = len(places) > 1 and all(other is cell for other, _ in places)
    return cell if is_title else None


def _texts(places: Sequence[_Place], is_head: bool) -> list[str]:
    """Return the text of each column; only where a cell begins, a long text is written out."""
    return [
        text if begins or is_head else shorten(text, _MAX_REPEATED_CHARS, placeholder=" …")
        for cell, begins in places
        for text in (_text(cell, is_head),)
    ]


def _text(cell: Cell, is_head: bool) -> str:
    """Return the text of a cell on one line.

    A line break in a head is there to fit its column; elsewhere it parts two entries.
    """
    paragraphs: list[str] = []
    for line in cell.lines:
        # Nothing in a cell may look like the next column; it may be a row of a table inside it.
        text = line.text.removeprefix(BULLET).replace(CELL, " / " if line.table is None else ", ")
        parts = [part for part in text.split(LINE_BREAK) if part.strip()]
        paragraphs += [_unbroken(parts)] if is_head or cell.is_head else parts
    return cell_text(paragraphs)


def _unbroken(parts: Iterable[str]) -> str:
    whole = ""
    for part in parts:
        stays, between = between_lines(whole, part.strip()) if whole else (True, "")
        whole = (whole if stays else whole[:-1]) + between + part.strip()
    return whole


def _head_rows(placed: Sequence[tuple[Row, Sequence[_Place]]]) -> frozenset[int]:
    """Return the positions of the rows that name the columns.

    They are the first ones that the file marks. If it marks none, or all, the first row may look
    like a head, or the first two if cells of the first cover several columns of the second.
    """
    numbered = [
        (position, row, places)
        for position, (row, places) in enumerate(placed)
        if _title_cell(places) is None
    ]
    runs = [(is_head, list(run)) for is_head, run in groupby(numbered, lambda row: row[1].is_head)]
    if len(runs) > 1 and runs[0][0]:
        return frozenset(position for position, _, _ in runs[0][1][:_MAX_HEAD_ROWS])
    first = [(position, _texts(places, True), places) for position, _, places in numbered[:3]]
    if len(first) > 1 and is_head_row(first[0][1], first[1][1]):
        return frozenset({first[0][0]})
    if (
        len(first) > 2
        and any(cell.columns > 1 for cell, _ in first[0][2])
        and is_head_row(first[1][1], first[2][1])
    ):
        return frozenset({first[0][0], first[1][0]})
    return frozenset()
