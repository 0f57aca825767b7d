"""The lines of a plain text, with what only the file's layout tells of them."""

import re
from dataclasses import dataclass, replace

_SENTENCE_END = re.compile(r"[.!?:;…][\"'»”)\]]*$")
_FIGURE = re.compile(r"[-+\u2212\u2013]?\d[\d.,:/]*(?:%|kr\.?|m2|m\u00b2)?|[-\u2013|%]|kr\.?", re.I)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FIRST_ROMAN = -1000


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line that is not empty.

    `page` counts the pages of the file from 1. `set_apart` is whether an empty line or the edge of
    a page stands before it, `starts_page` whether it is the first line of a page.
    """

    text: str
    page: int
    set_apart: bool = False
    starts_page: bool = False


def lines_of(text: str) -> list[PlainLine]:
    """Return the lines of `text`, whose pages are parted by form feeds."""
    lines: list[PlainLine] = []
    for page, page_text in enumerate(text.split("\f"), start=1):
        set_apart = starts_page = True
        for raw in page_text.splitlines():
            line = " ".join(raw.split())
            if line:
                lines.append(PlainLine(line, page, set_apart, starts_page))
                starts_page = False
            set_apart = not line
    return lines


def without(lines: list[PlainLine], removed: set[int]) -> list[PlainLine]:
    """Return the lines without those at the places `removed`; what they told passes to the next."""
    kept: list[PlainLine] = []
    set_apart = starts_page = False
    for place, line in enumerate(lines):
        if starts_page and line.starts_page:
            set_apart = starts_page = False
        set_apart, starts_page = set_apart or line.set_apart, starts_page or line.starts_page
        if place not in removed:
            kept.append(replace(line, set_apart=set_apart, starts_page=starts_page))
            set_apart = starts_page = False
    return kept


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence or a lead-in does."""
    return _SENTENCE_END.search(text) is not None


def is_figures(text: str) -> bool:
    """Return whether a line has nothing but figures: of a chart, or of a column of a table."""
    return text[0] in "-+\u2212\u2013|0123456789" and all(map(_FIGURE.fullmatch, text.split()))


def letters_of(text: str) -> str:
    """Return the letters and digits of `text` in lower case, by which two titles are compared."""
    return "".join(filter(str.isalnum, text.lower()))


def page_value(number: str) -> int:
    """Return the value of a page number; a Roman one is below zero, as its pages come first."""
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return _FIRST_ROMAN + sum(
        -value if value < max(values[position:]) else value for position, value in enumerate(values)
    )
