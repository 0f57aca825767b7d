"""What a cell at the edge of a page says, in a form that tells whether another page says the same.

Words are the same as they stand. Numbers are the same if they run with the page: then they are as
far from its number as on the other page.
"""

import re
from collections.abc import Iterator

from ingest.pdf.printed_numbers import PrintedNumber

Key = tuple[str, str]
"""The kind of what is the same, and what it is: "=" is the whole cell as it stands."""

DIGITS = re.compile(r"\d+")

_MAX_CHARS = 120
_MAX_NUMBERS = 4
_MAX_PAGE_DIGITS = 4


def said_keys(cell: str, number: PrintedNumber | None, page: int) -> Iterator[Key]:
    """Yield what a cell says: its words, and its words with a number as its distance to `page`.

    `number` is that of the cell if it has nothing but a page's number.
    """
    yield "=", cell
    if number is not None:
        yield from number_keys(cell, number, page)
        return
    digits = list(DIGITS.finditer(cell))
    if len(digits) <= _MAX_NUMBERS and len(cell) < _MAX_CHARS:
        for found in digits:
            if len(found[0]) <= _MAX_PAGE_DIGITS:
                distance = int(found[0]) - page
                yield "+", f"{cell[: found.start()]}<{distance}>{cell[found.end() :]}"


def number_keys(cell: str, number: PrintedNumber, page: int) -> Iterator[Key]:
    """Yield what a cell with nothing but a page's number says beyond its words."""
    masked = cell.replace(number.text, "#", 1) if number.roman else DIGITS.sub("#", cell)
    if number.worded:
        yield "worded", masked
    else:
        yield "+", f"{number.value - page} {number.roman} {masked}"
        # Two printed pages may be one page of the file.
        yield "2", f"{number.value - 2 * page} {masked}"


def plain(text: str) -> str:
    """Return a text by which equal ones are told, however their letters and spaces are set."""
    return " ".join(text.split()).casefold()
