"""Read the rows and cells of a table of Word, and in which columns they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.formats.docx_names import W, number, switch, value
from ingest.formats.table_grid import MAX_SPAN

_NARROW = 113  # twips, two millimetres: columns are that narrow only if borders do not quite meet


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its element, its first column, and how many columns and rows it covers."""

    element: Any
    column: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """The cells that begin in a row, and whether it is a head row or hidden."""

    cells: tuple[WordCell, ...]
    is_head: bool
    is_hidden: bool


def word_rows(table: Any) -> list[WordRow]:
    """Return the rows of a table, without deleted ones and without those of tables inside it."""
    elements = [
        row
        for row in table.iter(f"{W}tr")
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None
    ]
    rows = _aligned([list(_cells(row)) for row in elements], table)
    continued = [
        {cell.column for cell in row if _merges(cell.element, "vMerge") == "continue"}
        for row in rows
    ]
    read: list[WordRow] = []
    covered: set[tuple[int, int]] = set()
    for index, (element, row) in enumerate(zip(elements, rows, strict=True)):
        cells: list[WordCell] = []
        for cell in row:
            if (index, cell.column) in covered:
                continue
            below = index + 1
            if _merges(cell.element, "vMerge"):
                while below < len(rows) and cell.column in continued[below]:
                    covered.add((below, cell.column))
                    below += 1
            cells.append(WordCell(cell.element, cell.column, cell.columns, below - index))
        is_head = bool(switch(element, "trPr/tblHeader"))
        read.append(WordRow(tuple(cells), is_head, bool(switch(element, "trPr/hidden"))))
    return read


def _cells(row: Any) -> Iterator[WordCell]:
    """Yield the cells of a row; one that a cell to its left runs over is part of that one."""
    column = number(value(row, "trPr/gridBefore"), MAX_SPAN)
    last: WordCell | None = None
    for element in row.iter(f"{W}tc"):
        if next(element.iterancestors(f"{W}tr")) is not row:
            continue
        width = max(1, number(value(element, "tcPr/gridSpan"), MAX_SPAN))
        if last is not None and _merges(element, "hMerge") == "continue":
            last = WordCell(last.element, last.column, last.columns + width, 1)
        else:
            if last is not None:
                yield last
            last = WordCell(element, column, width, 1)
        column += width
    if last is not None:
        yield last


def _merges(cell: Any, kind: str) -> str:
    """Return "restart" or "continue" if a cell is merged with others, else ""."""
    merge = cell.find(f"{W}tcPr/{W}{kind}")
    return "" if merge is None else merge.get(f"{W}val") or "continue"


def _aligned(rows: list[list[WordCell]], table: Any) -> Sequence[list[WordCell]]:
    """Return the cells of rows with narrow columns joined to the ones before them.

    If borders in two rows do not quite meet, Word counts a column between them.
    """
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [number(column.get(f"{W}w")) for column in grid]
    if not any(0 < width <= _NARROW for width in widths):
        return rows
    columns = [0]
    for width in widths:
        columns.append(columns[-1] + (width == 0 or width > _NARROW))

    def at(column: int) -> int:
        return columns[column] if column < len(columns) else columns[-1] + column - len(columns) + 1

    aligned = [
        [
            WordCell(cell.element, start, max(1, at(cell.column + cell.columns) - start), cell.rows)
            for cell in row
            for start in (at(cell.column),)
        ]
        for row in rows
    ]
    starts = [[cell.column for cell in row] for row in aligned]
    return aligned if all(len(set(row)) == len(row) for row in starts) else rows
