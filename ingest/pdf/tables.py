"""Group lines that stand side by side into table rows. A cell may have several lines.

Files draw a table cell by cell, each with all its lines. Lines of prose become rows of one cell.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.pdf.lines import PdfLine, same_row

Row = list[list[PdfLine]]
"""The cells of a row from the left, each with its lines from the top."""

MAX_CELL_LINES = 12
"""More lines than this are not a cell but a column of prose."""

MAX_CELL_CHARS = 30
"""If the lines on both sides have more characters, they are columns of prose and not cells."""

MAX_LINE_SPACING_HEIGHTS = 1.6
"""Between the lines of a cell, from baseline to baseline, in heights of a line."""

_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:\.\d{1,3})*$")


def read_rows(lines: Sequence[PdfLine]) -> list[Row]:
    """Return the rows of a page whose lines are in reading order."""
    rows: list[Row] = []
    for line in lines:
        if rows and len(rows[-1]) > 1 and _continues_cell(rows[-1][-1], line):
            rows[-1][-1].append(line)
        elif (first := _first_row_beside(rows, line)) is None:
            rows.append([[line]])
        else:
            if first < len(rows) - 1:
                rows[first:] = [[[row[0][0] for row in rows[first:]]]]
            rows[-1].append([line])
    return rows


def _continues_cell(cell: list[PdfLine], line: PdfLine) -> bool:
    """Return whether `line` is the next line of `cell`."""
    left = min(cell_line.left for cell_line in cell)
    return _is_next_below(cell[-1], line) and line.left > left - 0.5 * line.size


def _is_next_below(above: PdfLine, line: PdfLine) -> bool:
    spacing = above.bottom - line.bottom
    return 0 < spacing <= MAX_LINE_SPACING_HEIGHTS * max(above.size, line.size)


def _first_row_beside(rows: Sequence[Row], line: PdfLine) -> int | None:
    """Return the first of the last rows that together are the cell to the left of `line`, or None.

    If the last row has several cells already, it is that row itself.
    """
    if not rows:
        return None
    if len(rows[-1]) > 1:
        cell = rows[-1][-1]
        left_of = max(cell_line.right for cell_line in cell) < line.left + 1
        middle = (line.bottom + line.top) / 2
        return len(rows) - 1 if left_of and cell[-1].bottom < middle < cell[0].top else None
    if _is_centred_number(rows[-1][0][0], line):
        return len(rows) - 1
    first = None
    for position in _rows_of_one_cell(rows, line):
        if same_row(rows[position][0][0], line):
            first = position
        elif first is not None and not rows[position + 1][0][0].text[:1].islower():
            break  # the cell begins on the level of the line, or where its sentence begins
        elif first is not None:
            first = position
    if first is not None and first < len(rows) - 1 and len(line.text) > MAX_CELL_CHARS:
        is_prose = any(len(row[0][0].text) > MAX_CELL_CHARS for row in rows[first:])
        return None if is_prose else first
    return first


def _is_centred_number(number: PdfLine, line: PdfLine) -> bool:
    """Return whether `number` stands halfway down a row, the next cell of which `line` begins."""
    above = line.bottom - number.bottom
    return (
        bool(_NUMBER.match(number.text))
        and number.right < line.left
        and 0 < above < MAX_CELL_LINES / 2 * MAX_LINE_SPACING_HEIGHTS * line.size
    )


def _rows_of_one_cell(rows: Sequence[Row], line: PdfLine) -> Iterator[int]:
    """Yield the last rows from the bottom, while they may be one cell to the left of `line`."""
    for position in range(len(rows) - 1, max(-1, len(rows) - 1 - MAX_CELL_LINES), -1):
        row = rows[position]
        if len(row) > 1 or row[0][0].right > line.left + 1:
            return
        if position + 1 < len(rows) and not _is_next_below(row[0][0], rows[position + 1][0][0]):
            return
        yield position
