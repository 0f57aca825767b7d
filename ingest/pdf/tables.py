"""Group lines that stand side by side into table rows. A cell may have several lines.

Files draw a table cell by cell, each with all its lines. Lines of prose become rows of one cell.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.pdf.lines import PdfLine, same_row

Cell = list[PdfLine]
"""The lines of a cell from the top."""

Row = list[Cell]
"""The cells of a row from the left."""

MAX_CELL_LINES = 12
"""More lines than this are not a cell but a column of prose."""

MAX_CELL_CHARS = 30
"""If the lines on both sides have more characters, they are columns of prose and not cells."""

MAX_LINE_SPACING_HEIGHTS = 1.6
"""Between the lines of a cell, from baseline to baseline, in heights of a line."""

MAX_CELL_SPACING_HEIGHTS = 2.6
"""Between the lines of a cell that has a list, from baseline to baseline."""

_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:\.\d{1,3})*$")
_AMOUNT = re.compile(r"[\d\W_]*\d[\d\W_]*")


def read_rows(lines: Sequence[PdfLine]) -> list[Row]:
    """Return the rows of a page whose lines are in reading order."""
    rows: list[Row] = []
    for line in lines:
        if rows and len(rows[-1]) > 1 and _continues_cell(rows, line):
            rows[-1][-1].append(line)
        elif (reopened := _row_reopened(rows, line)) is not None:
            rows[reopened][-1].extend(row[0][0] for row in rows[reopened + 1 :])
            del rows[reopened + 1 :]
            rows[-1].append([line])
        elif (first := _first_row_beside(rows, line)) is None:
            rows.append([[line]])
        else:
            if first < len(rows) - 1:
                rows[first:] = [[[row[0][0] for row in rows[first:]]]]
            rows[-1].append([line])
    return rows


def _continues_cell(rows: Sequence[Row], line: PdfLine) -> bool:
    """Return whether `line` is the next line of the last cell, or a paragraph of it."""
    row, cell = rows[-1], rows[-1][-1]
    left = min(cell_line.left for cell_line in cell)
    right = max(cell_line.right for cell_line in cell)
    if line.left <= left - 0.5 * line.size or (line.left >= right and len(row) > 2):
        return False
    if not _is_next_below(cell[-1], line):
        spacing = cell[-1].bottom - line.bottom
        aligned = abs(line.left - left) < 0.2 * line.size
        near = 0 < spacing < MAX_CELL_SPACING_HEIGHTS * max(cell[-1].size, line.size)
        if not (len(row) > 2 and aligned and near):
            return False
    return not _begins_row(rows, line)


def _begins_row(rows: Sequence[Row], line: PdfLine) -> bool:
    """Return whether `line` is a row of which only the last cell is filled.

    A number does not go on in the next line. Words may do so, unless there was room for the first
    of them on the line before, and the line is as far below as all rows are below each other.
    """
    last = rows[-1][-1][-1]
    if line.text[:1].islower() or last.hyphen or _bottom(rows[-1]) < last.bottom - 1:
        return False  # it also stands beside another cell of the row
    if _AMOUNT.fullmatch(last.text):
        return True
    room = max(
        [line.right]
        + [
            other.right
            for row in rows[-8:]
            if len(row) > 1
            for other in row[-1]
            if other.left < last.right and last.left < other.right
        ]
    )
    first_word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * len(first_word) / len(line.text)
    if last.right + 0.3 * last.size + width >= room:
        return False
    above = [row for row in rows[-3:] if len(row) > 1 and all(len(cell) == 1 for cell in row)]
    tops = [*map(_top, above), line.top]
    pitches = [one - other for one, other in itertools.pairwise(tops)]
    return len(pitches) > 1 and max(pitches) < 1.15 * min(pitches)


def _bottom(row: Row) -> float:
    return min(line.bottom for cell in row for line in cell)


def _top(row: Row) -> float:
    return max(cell[0].top for cell in row)


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
        # A cell of few lines may stand halfway down the row.
        left_of = max(cell_line.right for cell_line in rows[-1][-1]) < line.left + 1
        middle = (line.bottom + line.top) / 2
        inside = _bottom(rows[-1]) < middle < _top(rows[-1])
        return len(rows) - 1 if left_of and inside else None
    if _is_centred_number(rows[-1][0][0], line):
        return len(rows) - 1
    if _is_centred_beside(rows, line):
        return len(rows) - 2
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


def _row_reopened(rows: Sequence[Row], line: PdfLine) -> int | None:
    """Return the row that `line` is the next cell of, past lines of its last cell, or None.

    Between the lines of a cell, a list may leave more space than between those of a sentence.
    """
    if len(line.text) > MAX_CELL_CHARS:
        return None
    above = line
    for position in range(len(rows) - 1, max(-1, len(rows) - 2 - 2 * MAX_CELL_LINES), -1):
        row = rows[position]
        last = row[-1][-1]
        if last.right > line.left + 1 or (
            above is not line
            and not 0 < last.bottom - above.bottom < MAX_CELL_SPACING_HEIGHTS * last.size
        ):
            return None
        if len(row) > 1:
            middle = (line.bottom + line.top) / 2
            left = min(cell_line.left for cell_line in row[-1])
            inside = rows[-1][0][0].bottom < middle < _top(row)
            lefts = [other[0][0].left for other in rows[position + 1 :]]
            aligned = all(other > left - 0.5 * line.size for other in lefts)
            return position if lefts and inside and aligned else None
        above = last
    return None


def _is_centred_number(number: PdfLine, line: PdfLine) -> bool:
    """Return whether `number` stands halfway down a row, the next cell of which `line` begins."""
    above = line.bottom - number.bottom
    return (
        bool(_NUMBER.match(number.text))
        and number.right < line.left
        and 0 < above < MAX_CELL_LINES / 2 * MAX_LINE_SPACING_HEIGHTS * line.size
    )


def _is_centred_beside(rows: Sequence[Row], line: PdfLine) -> bool:
    """Return whether `line` stands at half the height of a cell of two lines, to its right."""
    if len(rows) < 2 or len(rows[-2]) > 1:
        return False
    upper, lower = rows[-2][0][0], rows[-1][0][0]
    return (
        max(upper.right, lower.right) < line.left
        and _is_next_below(upper, lower)
        and max(len(upper.text), len(lower.text)) <= MAX_CELL_CHARS
        and abs(upper.bottom + lower.bottom - 2 * line.bottom) < 0.3 * line.size
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
