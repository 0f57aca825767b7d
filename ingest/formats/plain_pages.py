"""Find the page numbers and the running lines of a plain text, and take them out of it.

A number alone says nothing. It is a page's if it runs with the pages; in a file without form feeds,
if it rises by one at about equal distances from the beginning of the file to its end.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.formats.plain_lines import PlainLine, ends_sentence, page_value, without
from ingest.reading.file_text import LeftOut

EDGE_LINES = 4
"""Page numbers and running lines are among so many lines at the edge of a page."""

MAX_RUNNING_CHARS = 150

COVER_PAGES = 2
"""A running line that begins on a later page is that of a chapter, and may be its title there."""

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
_FIELD = re.compile(r"[^\W\d_][^:]{0,30}:\s+\S")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that may have a page number: its place, the number, and what else it says."""

    place: int
    page: int
    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainPages:
    """The lines that are text, the numbers printed on the pages, and what was left out."""

    lines: list[PlainLine]
    labels: dict[int, str]
    left_out: tuple[LeftOut, ...]


def without_page_marks(lines: list[PlainLine]) -> PlainPages:
    """Return `lines` without page numbers and running lines.

    In a file without form feeds the line behind a page number starts a page too.
    """
    if not lines:
        return PlainPages([], {}, ())
    paged = lines[-1].page > 1
    numbers = _paged_numbers(lines) if paged else _rising_numbers(lines)
    places = {mark.place for mark in numbers}
    if not paged:
        lines = _with_pages(lines, places)
    running = _running_lines(lines, places, paged)
    removed = places | running
    left_out = tuple(
        LeftOut(lines[place].page if paged else 1, "running_head", lines[place].text)
        for place in sorted(removed)
    )
    kept = without(lines, removed)
    if not paged:
        kept = [replace(line, page=1) for line in kept]
    labels = {mark.page: mark.label for mark in numbers} if paged else {}
    return PlainPages(kept, labels, left_out)


def _paged_numbers(lines: Sequence[PlainLine]) -> list[_Mark]:
    """Return the marks at the edges of pages whose number is the page's, counted from anywhere."""
    candidates = [mark for place in _edges(lines) for mark in _marks(lines, place)]
    pages = len({line.page for line in lines})
    found: list[_Mark] = []
    for roman in (False, True):
        kind = [mark for mark in candidates if mark.label.isalpha() is roman]
        by_offset: dict[tuple[str, int], dict[int, _Mark]] = defaultdict(dict)
        for mark in kind:
            by_offset[mark.text, mark.number - mark.page].setdefault(mark.page, mark)
        for marks in by_offset.values():
            # The pages before the first chapter have Roman numbers, and are few.
            least = MIN_ROMAN_PAGES if roman else max(MIN_PAGES, MIN_PAGES_SHARE * pages)
            if len(marks) >= min(least, pages):
                found.extend(marks.values())
    # A page has one number: the outermost of those that run.
    by_page: dict[int, _Mark] = {}
    for mark in found:
        by_page.setdefault(mark.page, mark)
    return list(by_page.values())


def _edges(lines: Sequence[PlainLine]) -> Iterator[int]:
    """Yield the places of the lines at the edges of pages, from outside, feet before heads."""
    for places in _by_page(lines).values():
        feet, heads = places[: -EDGE_LINES - 1 : -1], places[:EDGE_LINES]
        seen: set[int] = set()
        for pair in zip(feet, heads, strict=True):
            yield from (place for place in pair if place not in seen)
            seen.update(pair)


def _by_page(lines: Sequence[PlainLine]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        places[line.page].append(place)
    return places


def _marks(lines: Sequence[PlainLine], place: int) -> Iterator[_Mark]:
    line = lines[place]
    if alone := _NUMBER.fullmatch(line.text):
        label = alone["number"]
        yield _Mark(place, line.page, page_value(label), label, "")
        return
    if len(line.text) > MAX_RUNNING_CHARS:
        return
    for form in (_NUMBER_BEHIND, _NUMBER_BEFORE):
        if (found := form.fullmatch(line.text)) and _may_run(found["text"], found["mark"]):
            # "side 4 av 20" is a page number whatever chapter stands before it.
            text = "" if found["mark"].strip().isalpha() else found["text"]
            yield _Mark(place, line.page, int(found["number"]), found["number"], text)


def _may_run(text: str, mark: str) -> bool:
    """Return whether a running line may say `text` before or behind the page number."""
    words = text.split()
    if _COUNTED.fullmatch(words[-1]):
        return False
    return bool(mark.strip()) or (len(words) > 1 and not ends_sentence(text))


def _rising_numbers(lines: Sequence[PlainLine]) -> list[_Mark]:
    """Return the longest chain of marks of one text that rise through a file without form feeds."""
    by_text: dict[str, list[_Mark]] = defaultdict(list)
    for place in range(len(lines)):
        for mark in _marks(lines, place):
            if mark.label.isdecimal():
                by_text[mark.text].append(mark)
    chains = [_longest_chain(marks) for marks in by_text.values() if len(marks) > 1]
    return max((chain for chain in chains if _is_regular(lines, chain)), key=len, default=[])


def _longest_chain(marks: Sequence[_Mark]) -> list[_Mark]:
    """Return the longest chain in which each number is the next, some lines further on."""
    # For each number the marks that end longer and longer chains, with the length and the mark
    # before: a table may have thousands of numbers.
    best: dict[int, list[tuple[int, _Mark]]] = defaultdict(list)
    before_of: dict[int, _Mark | None] = {}
    longest: tuple[int, _Mark] | None = None
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
    chain: list[_Mark] = []
    last = longest[1] if longest else None
    while last is not None:
        chain.append(last)
        last = before_of[last.place]
    return chain[::-1]


def _is_regular(lines: Sequence[PlainLine], chain: Sequence[_Mark]) -> bool:
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


def _with_pages(lines: list[PlainLine], numbers: set[int]) -> list[PlainLine]:
    """Return the lines of a file without form feeds, with its pages counted by their numbers."""
    page, starts = 1, True
    counted: list[PlainLine] = []
    for place, line in enumerate(lines):
        counted.append(replace(line, page=page, starts_page=starts))
        starts = place in numbers
        page += starts
    return counted


def _running_lines(lines: Sequence[PlainLine], numbers: set[int], paged: bool) -> set[int]:
    """Return the places of lines that repeat at the edges of pages, in a row from the edge.

    They must stand apart from the text, or beside the page number. The first page keeps them, as
    they may be the title of the work; so does the first page of a chapter.
    """
    by_page = _by_page(lines)
    running: set[int] = set()
    for at_head in (True, False):
        edges = {
            page: (places if at_head else places[::-1])[:EDGE_LINES]
            for page, places in by_page.items()
        }
        pages_of = _pages_of({page: [lines[p].text for p in e] for page, e in edges.items()})
        for page, edge in edges.items():
            has_number = not numbers.isdisjoint(edge)
            if page == 1 and (at_head or not has_number):
                continue
            block: list[int] = []
            texts: set[str] = set()
            for place in edge:
                text = lines[place].text
                # The head of a table stands apart from the page number above it.
                is_inside = not numbers.isdisjoint(block) and lines[max(block[-1], place)].set_apart
                is_near = has_number and not is_inside
                runs = text not in texts and _runs(
                    pages_of.get(text, ()), page, len(edges), is_near
                )
                if place not in numbers and not runs:
                    break
                block.append(place)
                texts.add(text)
            beside = numbers.intersection(block) if paged else numbers
            if len(block) < len(by_page[page]) and _is_apart(lines, block, beside, at_head):
                running.update(block)
    return running - numbers


def _pages_of(edges: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """Return the pages that have each text at one edge.

    Prose is left out, and so is "Status: planned", a field of a form, however often it is said.
    """
    pages_of: dict[str, list[int]] = defaultdict(list)
    for page, texts in edges.items():
        for text in dict.fromkeys(texts):
            if not (_FIELD.match(text) or ends_sentence(text) or text[0].islower()):
                pages_of[text].append(page)
    return pages_of


def _runs(pages: Sequence[int], page: int, page_count: int, is_near_number: bool) -> bool:
    """Return whether a line that is at the edge of `pages` is a running line on `page`.

    One of a chapter is on all pages of it or every second, beside the page number.
    """
    if not pages or (page == pages[0] and page > COVER_PAGES):
        return False
    if len(pages) >= max(MIN_PAGES, MIN_PAGES_SHARE * page_count):
        return True
    follow = any(third - first <= 4 for first, third in zip(pages, pages[2:], strict=False))
    return follow and is_near_number and page > pages[0]


def _is_apart(
    lines: Sequence[PlainLine], block: Sequence[int], beside: set[int], at_head: bool
) -> bool:
    """Return whether a number stands in or outside the block, or an empty line inside of it."""
    if not block:
        return False
    inner, outer = (block[-1] + 1, block[0] - 1) if at_head else (block[-1], block[0] + 1)
    return bool(beside.intersection((*block, outer))) or lines[inner].set_apart
