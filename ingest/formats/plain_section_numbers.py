"""Find the chapters and numbered sections of a plain text.

A number before a line makes it a heading only if the numbers of the text count up so and its text
stands between them: those of a list stand close together, and its items are sentences.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.formats.plain_bullets import is_item
from ingest.formats.plain_contents import PlainContents, title_key
from ingest.formats.plain_lines import PlainLine, ends_sentence, is_figures
from ingest.reading.list_and_table_marks import CELL

MAX_NUMBERED_CHARS, MAX_CHAPTER_CHARS = 120, 100
"""A heading with a number in front may be a sentence."""

LISTED_POINTS = 100
"""A number whose title stands in the contents is worth as many that does not."""

MIN_LINES_APART = 3
"""Headings of the first level with a number have so many lines between them, at the median."""

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?P<title>[^\W\d_a-z].*)")
_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_CHAPTER = re.compile(
    r"(?P<word>kapittel|del|chapter|part)\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-H])\b"
    r"(?:[\s:.\u2013-]+(?P<title>\S.*))?",
    re.I,
)
_LETTERED = re.compile(r"[a-z][.)]\s")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading with a number in front: its place, and the parts of the number."""

    place: int
    number: tuple[int, ...]


def with_whole_headings(lines: Iterable[PlainLine]) -> Iterator[PlainLine]:
    """Yield the lines; a heading that begins "4.2 ..." and runs on for a line is one line with it.

    Programs also write the number of a section on a line of its own, as it is set apart.
    """
    waiting: PlainLine | None = None
    for line in lines:
        if waiting is not None:
            whole = f"{waiting.text} {line.text}"
            if len(whole) <= MAX_NUMBERED_CHARS and _is_rest(waiting, line):
                waiting = replace(waiting, text=whole)
                continue
            yield waiting
        waiting = line if _begins_section(line.text) else None
        if waiting is None:
            yield line
    if waiting is not None:
        yield waiting


def _is_rest(heading: PlainLine, line: PlainLine) -> bool:
    """Return whether `line` is the title of a number alone, or goes on with a title."""
    if line.starts_page:
        return False
    if _SECTION_NUMBER.fullmatch(heading.text):
        return line.text[0].isupper() and not is_item(line.text)
    is_rest = line.text[0].islower() and not line.set_apart
    return is_rest and not ends_as_prose(f"{heading.text} {line.text}")


def _begins_section(text: str) -> bool:
    """Return whether a line is the number of a section below a chapter, with its title or alone."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return _SECTION_NUMBER.fullmatch(text) is not None
    return "." in numbered["number"] and not ends_as_prose(text)


def chapters_of(lines: Sequence[PlainLine]) -> list[int]:
    """Return the places of lines such as "Kapittel 3 ..." whose numbers rise."""
    found: list[int] = []
    last: dict[str, int] = {}
    for place, line in enumerate(lines):
        chapter = _CHAPTER.fullmatch(line.text)
        if chapter is None or len(line.text) > MAX_CHAPTER_CHARS or ends_as_prose(line.text):
            continue
        title = chapter["title"] or ""
        if title and not (title[0].isupper() or title[0].isdigit()):
            continue
        word, number = chapter["word"].lower(), _value(chapter["number"])
        if last.get(word, 0) < number <= last.get(word, 0) + 2 and continues_below(lines, place):
            last[word] = number
            found.append(place)
    return found


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number.upper() in _ROMAN:
        return _ROMAN.index(number.upper())
    return ord(number.upper()) - ord("A") + 1


def numbered_sections(lines: Sequence[PlainLine], contents: PlainContents) -> list[Numbered]:
    """Return the numbered headings: each number follows from those before it."""
    titles = contents.titles
    candidates = [
        Numbered(place, tuple(map(int, found["number"].split("."))))
        for place, line in enumerate(lines)
        if (found := _NUMBERED.fullmatch(line.text))
        and len(line.text) <= MAX_NUMBERED_CHARS
        and not ends_as_prose(line.text)
        and CELL not in line.text
        and not _is_row(found["title"])
        and continues_below(lines, place)
    ]
    candidates = _listed(lines, candidates, contents)
    tops = _chain(lines, [each for each in candidates if len(each.number) == 1], titles)
    below = {each.number[0] for each in candidates if len(each.number) > 1}
    if not _are_sections(lines, tops, below, titles):
        tops = []
    chosen: list[Numbered] = []
    last: tuple[int, ...] = ()
    top_places = {each.place for each in tops}
    for each in candidates:
        is_next = each.place in top_places if len(each.number) == 1 else _follows(each.number, last)
        if is_next:
            chosen.append(each)
            last = each.number
    return chosen


def _listed(
    lines: Sequence[PlainLine], candidates: list[Numbered], contents: PlainContents
) -> list[Numbered]:
    """Return the candidates that the contents list, or as deep ones as it does not list at all.

    Numbers in a table may go on where those of the sections end.
    """
    listed = [each for each in candidates if title_key(lines[each.place].text) in contents.titles]
    if 2 * len(listed) < max(len(contents.numbers), len(candidates)):
        return candidates  # the contents are not those of these numbers, or only a part of them
    deepest = max(map(len, contents.numbers), default=0)
    return [each for each in candidates if each in listed or len(each.number) > deepest]


def _chain(
    lines: Sequence[PlainLine], tops: Sequence[Numbered], titles: frozenset[str]
) -> list[Numbered]:
    """Return the chain of numbers that count up by one, or miss one, with most points."""
    best: dict[int, tuple[int, list[Numbered]]] = {}
    for each in tops:
        number = each.number[0]
        points = LISTED_POINTS if title_key(lines[each.place].text) in titles else 1
        before = [best[other] for other in (number - 1, number - 2) if other in best]
        if not before and number > 2:
            continue
        total, chain = max(before, key=lambda found: found[0], default=(0, []))
        # Of equal chains the later reaches further: a list at the beginning is short.
        if number not in best or total + points >= best[number][0]:
            best[number] = total + points, [*chain, each]
    return max(best.values(), key=lambda found: found[0], default=(0, []))[1]


def _are_sections(
    lines: Sequence[PlainLine],
    tops: Sequence[Numbered],
    below: set[int],
    titles: frozenset[str],
) -> bool:
    """Return whether numbers of the first level head sections and do not count items of a list."""
    if not tops:
        return False
    if any(title_key(lines[each.place].text) in titles for each in tops):
        return True
    if any(each.number[0] in below for each in tops):
        return True
    gaps = [after.place - before.place for before, after in pairwise(tops)]
    apart = all(lines[each.place].set_apart for each in tops)
    return apart and bool(gaps) and median(gaps) >= MIN_LINES_APART


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Return whether `number` comes next: the first below the last, or the next beside or above.

    One number may be missing, and a text may begin in the middle.
    """
    if not last:
        return number[-1] == 1 or len(number) > 1
    if number[:-1] == last[: len(number) - 1]:
        before = last[len(number) - 1] if len(last) >= len(number) else 0
        return 1 <= number[-1] - before <= 2
    # The heading above may have been lost.
    return number[-1] == 1 and number[0] in (last[0], last[0] + 1) and number > last


def _is_row(title: str) -> bool:
    """Return whether what follows a number looks like the row of a table: "3 Nordre 120 45"."""
    return re.search(r"\d[.,%]?\s+\d[\d\s.,%]*$", title) is not None


def ends_as_prose(text: str) -> bool:
    """Return whether a line ends as no heading does; a heading may be a question."""
    return ends_sentence(text) and not text.endswith("?")


def continues_below(lines: Sequence[PlainLine], place: int) -> bool:
    """Return whether text follows that is neither a figure nor the rest of the sentence."""
    if place + 1 >= len(lines):
        return False
    after = lines[place + 1].text
    goes_on = after[0].islower() and not lines[place + 1].set_apart and not _LETTERED.match(after)
    return not is_figures(after) and not goes_on
