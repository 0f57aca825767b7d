"""Put the lines that stand beside each other into rows of cells, those of more than a line too.

Files draw a table cell by cell, each with all its lines. Lines of prose are rows of one cell.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.pdf.lines import Line, same_row

Row = list[list[Line]]
"""The cells of a row from the left, each with its lines from above."""

TALLEST = 12
"""Lines in a cell: what is taller is a column of prose."""

PROSE = 30
"""Characters: where lines on both sides have more, they are columns of prose, not cells."""

CLOSE = 1.6
"""Line heights, baseline to baseline, between the lines of a cell."""

_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:\.\d{1,3})*$")


def read_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a page whose lines are in reading order."""
    rows: list[Row] = []
    for line in lines:
        if rows and len(rows[-1]) > 1 and _goes_on(rows[-1][-1], line):
            rows[-1][-1].append(line)
        elif (first := _beside(rows, line)) is None:
            rows.append([[line]])
        else:
            if first < len(rows) - 1:
                rows[first:] = [[[row[0][0] for row in rows[first:]]]]
            rows[-1].append([line])
    return rows


def _goes_on(cell: list[Line], line: Line) -> bool:
    """Say whether `line` is the next line of `cell`."""
    return _close(cell[-1], line) and line.left > min(one.left for one in cell) - 0.5 * line.size


def _close(above: Line, line: Line) -> bool:
    return 0 < above.bottom - line.bottom <= CLOSE * max(above.size, line.size)


def _beside(rows: Sequence[Row], line: Line) -> int | None:
    """Return the first of the last rows that make the cell to the left of `line`, or None."""
    if not rows:
        return None
    if len(rows[-1]) > 1:
        cell = rows[-1][-1]
        left_of = max(one.right for one in cell) < line.left + 1
        height = (line.bottom + line.top) / 2
        return len(rows) - 1 if left_of and cell[-1].bottom < height < cell[0].top else None
    if _is_centred(rows[-1][0][0], line):
        return len(rows) - 1
    level = None
    for first in _stack(rows, line):
        if same_row(rows[first][0][0], line):
            level = first
        elif level is not None and not rows[first + 1][0][0].text[:1].islower():
            break  # the cell begins on the same level, or a sentence higher
        elif level is not None:
            level = first
    if level is not None and level < len(rows) - 1 and len(line.text) > PROSE:
        return None if any(len(row[0][0].text) > PROSE for row in rows[level:]) else level
    return level


def _is_centred(number: Line, line: Line) -> bool:
    """Say whether a row's number stands at half the height of the cell that `line` begins."""
    above = line.bottom - number.bottom
    return (
        bool(_NUMBER.match(number.text))
        and number.right < line.left
        and 0 < above < TALLEST / 2 * CLOSE * line.size
    )


def _stack(rows: Sequence[Row], line: Line) -> Iterator[int]:
    """Yield the last rows from below, as long as they may be one cell to the left of `line`."""
    for position in range(len(rows) - 1, max(-1, len(rows) - 1 - TALLEST), -1):
        row = rows[position]
        if len(row) > 1 or row[0][0].right > line.left + 1:
            return
        if position + 1 < len(rows) and not _close(row[0][0], rows[position + 1][0][0]):
            return
        yield position
