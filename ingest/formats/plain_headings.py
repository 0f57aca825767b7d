"""Tell which lines of a plain text are headings, and of which level."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.formats.plain_bullets import is_item
from ingest.formats.plain_contents import PlainContents, title_key
from ingest.formats.plain_lines import PlainLine, ends_sentence
from ingest.formats.plain_section_numbers import (
    chapters_of,
    continues_below,
    ends_as_prose,
    numbered_sections,
)
from ingest.reading.list_and_table_marks import CELL

MAX_SHORT_CHARS, MIN_LETTERS = 70, 3
"""A heading that only stands apart is short, and more than a letter in a cell."""

MIN_PROSE_CHARS = 60
"""A line that stands apart is a heading if as much prose follows it."""

MAX_REPEATED = 3
"""Two or three sections may have the same heading, a line that is there more often is none."""

_CAPTION = re.compile(
    r"(?:figur|tabell|kilde|kjelde|foto|bilde|diagram|side|source|figure|table)\b", re.I
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-\u2013/]\s?(?:(?:19|20)?\d\d))?")
_SHORT = re.compile(r"[^\W\d_]|\u00a7\s?\d+(?:-\d+)?\.?\s")


def heading_levels(lines: Sequence[PlainLine], contents: PlainContents) -> dict[int, int]:
    """Return the level of each heading by its place; the titles of the contents are headings."""
    chapters = chapters_of(lines)
    numbered = numbered_sections(lines, contents)
    counts = Counter(line.text for line in lines)
    below = 1 if chapters else 0
    levels = dict.fromkeys(chapters, 1)
    levels |= {
        each.place: len(each.number) + below for each in numbered if each.place not in levels
    }
    deepest = max(levels.values(), default=0)
    if _is_title(lines) and counts[lines[0].text] <= MAX_REPEATED:
        levels.setdefault(0, 1)
    for place, line in enumerate(lines):
        if place in levels or not _may_be_heading(lines, place):
            continue
        if counts[line.text] > MAX_REPEATED:
            continue  # it heads a column of many tables
        if f"_{title_key(line.text)}" in contents.titles:
            levels[place] = 1 if place < min(chapters, default=0) else 1 + below
        elif _is_capitals(line) or _is_paragraph(line) or _stands_apart(lines, place):
            levels[place] = 1 if place == 0 else deepest + 1
    return levels


def _may_be_heading(lines: Sequence[PlainLine], place: int) -> bool:
    text = lines[place].text
    return (
        _looks_like_heading(text)
        and place + 1 < len(lines)
        and (text.isupper() or continues_below(lines, place))
    )


def _looks_like_heading(text: str) -> bool:
    return (
        len(text) <= MAX_SHORT_CHARS
        and _SHORT.match(text) is not None
        and sum(map(str.isalpha, text)) >= MIN_LETTERS
        and not text[0].islower()
        and not ends_as_prose(text)
        and not text.endswith((",", "-"))
        and not text[-1].isdigit()
        and ":" not in text
        and CELL not in text
        and not is_item(text)
        and not _CAPTION.match(text)
    )


def _is_title(lines: Sequence[PlainLine]) -> bool:
    """Return whether the first line is the title: it stands alone, or above the years it is for."""
    if len(lines) < 2 or not _looks_like_heading(lines[0].text):
        return False
    after = lines[1]
    return after.set_apart or after.starts_page or _YEARS.fullmatch(after.text) is not None


def _is_capitals(line: PlainLine) -> bool:
    """Return whether a line is in capitals, and more than an abbreviation in a cell."""
    return line.text.isupper() and (line.set_apart or " " in line.text)


def _is_paragraph(line: PlainLine) -> bool:
    """Return whether a line names a paragraph of rules."""
    return line.text.startswith("\u00a7") and line.set_apart


def _stands_apart(lines: Sequence[PlainLine], place: int) -> bool:
    """Return whether empty lines stand before and behind a line, and prose follows."""
    after = lines[place + 1]
    return (
        lines[place].set_apart
        and after.set_apart
        and not after.starts_page
        and (len(after.text) >= MIN_PROSE_CHARS or ends_sentence(after.text))
        and after.text[0].isupper()
        and not is_item(after.text)
    )
