"""Read numbers that may be page numbers: arabic or roman, alone or in the wording of a page."""

import re
from dataclasses import dataclass

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_WORD = r"(?:side|sidan|sidetal|page|seite|pagina|página|s\.|p\.)"
_PAGE_NUMBER = re.compile(
    rf"""[\W_]*
    (?P<word>{_WORD})?\s*
    (?P<number>\d{{1,4}}|[ivxlc]{{1,7}})
    (?:[\W_]+(?P<second>\d{{1,4}}))??
    (?P<total>\s*(?:av|of|von|de|/|\|)\s*\d{{1,4}})?
    [\W_]*""",
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it is printed, and its value.

    `worded` is whether words say that it is a page's ("Side 3", "3 av 40").
    """

    text: str
    value: int
    worded: bool

    @property
    def roman(self) -> bool:
        """Return whether it is written in roman numerals."""
        return self.text.isalpha()


def page_number(cell: str) -> PrintedNumber | None:
    """Return the number of a cell that has nothing but what may be a page's number, or None."""
    if len(cell) > 40 or not (found := _PAGE_NUMBER.fullmatch(cell)):
        return None
    text = found["number"]
    if not text.isascii():
        return None
    value = int(text) if text.isdecimal() else roman_value(text)
    if found["second"]:
        # Two printed pages on one page of the file.
        if int(found["second"]) != value + 1 or found["total"]:
            return None
        text = f"{value}–{value + 1}"
    return PrintedNumber(text, value, bool(found["word"] or found["total"])) if value else None


def roman_value(text: str) -> int:
    """Return the value of a roman numeral up to 89, 0 if `text` is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    return sum(
        -value if value < max(values[position:]) else value for position, value in enumerate(values)
    )


def roman_numeral(value: int) -> str:
    """Return a number from 1 to 89 in small roman numerals."""
    numeral = ""
    for letters, worth in (
        ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)
    ):  # fmt: skip
        while value >= worth:
            numeral += letters
            value -= worth
    return numeral
