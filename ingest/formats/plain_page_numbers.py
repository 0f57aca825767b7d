"""Find the page numbers of a plain text.

A number alone says nothing. It is a page's if it runs with the pages; in a file without form feeds,
if it rises by one at about equal distances from the beginning of the file to its end.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.formats.plain_lines import PlainLine, ends_sentence, page_value

EDGE_LINES = 4
"""Page numbers and running lines are among so many lines at the edge of a page."""

MAX_RUNNING_CHARS = 150

MIN_PAGES = 3
"""Page numbers run on at least so many pages, and running lines repeat on as many."""

MIN_ROMAN_PAGES = 2

MIN_PAGES_SHARE = 0.4
"""The same as a share of all pages."""

MIN_LINES_PER_PAGE = 6
"""In a file without form feeds: lines between two page numbers, at the median."""

ALIKE_SHARE = 0.7
"""Share of the distances between page numbers that are a third to three times the median."""

MAX_MISSING_PAGES = 2
"""Pages in a row without a number in a file without form feeds: a chapter's first, a picture."""

_NUMBER = re.compile(
    r"(?:[-–—|\[]\s*)?(?:(?:side|s\.|page|p\.)\s*)?(?P<number>\d{1,3}|[ivxl]{1,7})"
    r"(?:\s*(?:av|of|/)\s*\d{1,3})?(?:\s*[-–—|\]])?",
    re.I,
)
# A number behind or before a running line. "Tiltak 4" and "Vedlegg 2" are headings that rise too.
_NUMBER_BEHIND = re.compile(
    r"(?P<text>\S.*?)(?P<mark>\s*[|•·–—]\s*|\s+(?:side|page)\s+|\s+)(?P<number>\d{1,3})"
    r"(?:\s*(?:av|of|/)\s*\d{1,3})?",
    re.I,
)
_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,3})(?P<mark>\s*[|•·–—]\s*|\s+)(?P<text>\D.*)")
_COUNTED = re.compile(
    r"nr\.?|nummer|tiltak|vedlegg|kapittel|del|(?:del)?m(?:\u00e5|a)l|figur|tabell|eksempel|punkt|fase"
    r"|trinn|sak|plan|omr(?:\u00e5|a)de|\u00a7",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PageMark:
    """A line that may have a page number: its place, the number, and what else it says."""

    place: int
    page: int
    number: int
    label: str
    text: str


def page_marks(lines: Sequence[PlainLine], paged: bool) -> list[PageMark]:
    """Return the lines that have the number of a page, one a page at most."""
    return _paged_numbers(lines) if paged else _rising_numbers(lines)


def places_by_page(lines: Sequence[PlainLine]) -> dict[int, list[int]]:
    """Return the places of the lines of each page."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        places[line.page].append(place)
    return places


def _paged_numbers(lines: Sequence[PlainLine]) -> list[PageMark]:
    """Return the marks at the edges of pages whose number is the page's, counted from anywhere."""
    candidates = [mark for place in _edges(lines) for mark in _marks(lines, place)]
    pages = len({line.page for line in lines})
    found: list[PageMark] = []
    for roman in (False, True):
        kind = [mark for mark in candidates if mark.label.isalpha() is roman]
        by_offset: dict[tuple[str, int], dict[int, PageMark]] = defaultdict(dict)
        for mark in kind:
            by_offset[mark.text, mark.number - mark.page].setdefault(mark.page, mark)
        for (_, offset), marks in by_offset.items():
            if pages < MIN_PAGES and offset:
                continue  # two figures that happen to follow each other
            # The pages before the first chapter have Roman numbers, and are few.
            least = MIN_ROMAN_PAGES if roman else max(MIN_PAGES, MIN_PAGES_SHARE * pages)
            if len(marks) >= min(least, pages):
                found.extend(marks.values())
    # A page has one number: the outermost of those that run.
    by_page: dict[int, PageMark] = {}
    for mark in found:
        by_page.setdefault(mark.page, mark)
    return list(by_page.values())


def _edges(lines: Sequence[PlainLine]) -> Iterator[int]:
    """Yield the places of the lines at the edges of pages, from outside, feet before heads."""
    for places in places_by_page(lines).values():
        feet, heads = places[: -EDGE_LINES - 1 : -1], places[:EDGE_LINES]
        seen: set[int] = set()
        for pair in zip(feet, heads, strict=True):
            yield from (place for place in pair if place not in seen)
            seen.update(pair)


def _marks(lines: Sequence[PlainLine], place: int) -> Iterator[PageMark]:
    line = lines[place]
    if alone := _NUMBER.fullmatch(line.text):
        label = alone["number"]
        yield PageMark(place, line.page, page_value(label), label, "")
        return
    if len(line.text) > MAX_RUNNING_CHARS:
        return
    for form in (_NUMBER_BEHIND, _NUMBER_BEFORE):
        if (found := form.fullmatch(line.text)) and _may_run(found["text"], found["mark"]):
            # "side 4 av 20" is a page number whatever chapter stands before it.
            text = "" if found["mark"].strip().isalpha() else found["text"]
            yield PageMark(place, line.page, int(found["number"]), found["number"], text)


def _may_run(text: str, mark: str) -> bool:
    """Return whether a running line may say `text` before or behind the page number."""
    words = text.split()
    if _COUNTED.fullmatch(words[-1]):
        return False
    return bool(mark.strip()) or (len(words) > 1 and not ends_sentence(text))


def _rising_numbers(lines: Sequence[PlainLine]) -> list[PageMark]:
    """Return the longest chain of marks of one text that rise through a file without form feeds."""
    by_text: dict[str, list[PageMark]] = defaultdict(list)
    for place in range(len(lines)):
        for mark in _marks(lines, place):
            if mark.label.isdecimal():
                by_text[mark.text].append(mark)
    chains = [_longest_chain(marks) for marks in by_text.values() if len(marks) > 1]
    return max((chain for chain in chains if _is_regular(lines, chain)), key=len, default=[])


def _longest_chain(marks: Sequence[PageMark]) -> list[PageMark]:
    """Return the longest chain in which each number is the next, some lines further on."""
    # For each number the marks that end longer and longer chains, with the length and the mark
    # before: a table may have thousands of numbers.
    best: dict[int, list[tuple[int, PageMark]]] = defaultdict(list)
    before_of: dict[int, PageMark | None] = {}
    longest: tuple[int, PageMark] | None = None
    for mark in marks:
        length, before = 1, None
        for number in range(mark.number - 1 - MAX_MISSING_PAGES, mark.number):
            for found, other in reversed(best.get(number, ())):
                if mark.place - other.place >= MIN_LINES_PER_PAGE:
                    if found + 1 > length:
                        length, before = found + 1, other
                    break
        before_of[mark.place] = before
        if not best[mark.number] or length > best[mark.number][-1][0]:
            best[mark.number].append((length, mark))
        if longest is None or length > longest[0]:
            longest = length, mark
    chain: list[PageMark] = []
    last = longest[1] if longest else None
    while last is not None:
        chain.append(last)
        last = before_of[last.place]
    return chain[::-1]


def _is_regular(lines: Sequence[PlainLine], chain: Sequence[PageMark]) -> bool:
    """Return whether the pages are about equally long; a few pages must also tear sentences."""
    torn = sum(_is_torn(lines, mark.place) for mark in chain)
    if len(chain) < 2 or (len(chain) <= MIN_PAGES and 2 * torn < len(chain)):
        return False
    distances = [(b.place - a.place) / (b.number - a.number) for a, b in pairwise(chain)]
    middle = median(distances)
    alike = sum(middle / 3 <= distance <= middle * 3 for distance in distances)
    return middle >= MIN_LINES_PER_PAGE and alike >= ALIKE_SHARE * len(distances)


def _is_torn(lines: Sequence[PlainLine], place: int) -> bool:
    """Return whether a sentence runs over the line at `place`."""
    if not 0 < place < len(lines) - 1:
        return False
    return not ends_sentence(lines[place - 1].text) and lines[place + 1].text[0].islower()
