"""The marks of list items and table cells in a text, whatever the file that it was read from has.

Every reader writes them, and whatever cuts or shows a text may rely on them.
"""

import re
from collections.abc import Iterable, Sequence

BULLET = "•"
"""Begins the line of a list item, whatever mark the file itself uses."""

CELL = " | "
"""Separates the cells of a table row."""

EMPTY_CELL = "–"
"""Stands for an empty cell, so that every column of a table has one place in each of its rows."""

PARAGRAPH_IN_CELL = "; "
"""Separates the paragraphs of one cell."""

_ENDS_SENTENCE = ".,;:!?"
_YEAR = re.compile(r"(?:19|20)\d\d")


def cell_text(paragraphs: Iterable[str]) -> str:
    """Return the paragraphs of a cell as one text, which is "" if the cell is empty."""
    text = ""
    for paragraph in filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)):
        between = " " if text.endswith(tuple(_ENDS_SENTENCE)) else PARAGRAPH_IN_CELL
        text += f"{between}{paragraph}" if text else paragraph
    return text


def row_text(cells: Sequence[str]) -> str:
    """Return the cells of a row as one line with a place for each column, "" if all are empty."""
    if not any(cells):
        return ""
    return CELL.join(cell or EMPTY_CELL for cell in cells)


def is_head_row(cells: Sequence[str], next_cells: Sequence[str]) -> bool:
    """Return whether the first row of a table looks like its head, when the file does not say.

    A head names each column but perhaps the first, and has no number where the next row has one; a
    year may name a column.
    """
    if len(cells) < 2 or not all(cells[1:]):
        return False
    if any(_is_number(cell) and not _YEAR.fullmatch(cell) for cell in cells):
        return False
    return any(_is_number(cell) for cell in next_cells)


def joined_head(upper: str, lower: str) -> str:
    """Return two rows that name the columns together as one row, column by column.

    The lower row names the columns more closely, and alone if both do not have the same columns.
    """
    columns, names = upper.split(CELL), lower.split(CELL)
    if len(columns) != len(names):
        return lower
    both = ((above, name) for above, name in zip(columns, names, strict=True))
    return row_text(
        [" ".join(dict.fromkeys(name for name in pair if name != EMPTY_CELL)) for pair in both]
    )


def _is_number(cell: str) -> bool:
    return any(map(str.isdecimal, cell)) and not any(map(str.isalpha, cell))
