"""Find tables of contents and lists of figures: rows that lead to titles further on.

A row that ends in a number is no entry of contents by itself, whether dots lead to the number or
not: "Kommunale boliger i alt ..... 245" is what a report is read for. The numbers of contents rise,
are no higher than the document has pages, and lead to titles that stand on those pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.page_rows import PageRow
from ingest.pdf.printed_numbers import roman_value

MIN_ENTRIES = 2
"""Below a heading that says what they are; without one there must be more."""

MIN_ENTRIES_WITHOUT_HEADING = 3

MIN_FOUND_SHARE = 0.6
"""Share of the entries whose title must stand further on, at the beginning of a row."""

MIN_RISING_SHARE = 0.8
"""Share of the entries whose number must not be lower than that of the entry before."""

MAX_PAGE_DIFFERENCE = 2
"""A title may stand this many pages from where its number leads: contents are often older than the
last changes to the text."""

_HEADING = re.compile(
    r"""(?:\d{1,2}\.?\s+)?(?:
      innh[oa]ld(?:sfortegnelse|sliste|sforteikning|soversi[kg]t)?|inneh\u00e5ll(?:sf\u00f6rteckning)?
    | (?:table\s+of\s+)?contents|indhold(?:sfortegnelse)?
    | (?:liste\s+over\s+|oversi[kg]t\s+over\s+|list\s+of\s+)?
      (?:figur|tabell?|figure|table|bilde|kart|vedlegg)(?:e?r|a?r|s|er)?(?:\s*(?:og|and)\s*
      (?:figur|tabell?|figure|table)(?:e?r|s|er)?)?
      (?:\s*-?\s*(?:oversi[kg]t|liste|fortegnelse))?
    | (?:figur|tabell)(?:oversi[kg]t|liste|fortegnelse)
    )\s*:?(?:\s+(?:side|page|s\.))?""",
    re.X | re.I,
)
_COLUMN_NAME = re.compile(r"(?:side|sidetall?|page|s\.)", re.I)
LEADERS = re.compile(r"\s*(?:(?:[.·∙‧\u2024]\s?){4,}|…(?:\s?…)+\.*)\s*")
_LAST_NUMBER = re.compile(
    r"(?:(?:^|[\s.·…_])(?:s\.|side|page)?)(\d{1,4}|[ivxl]{1,6}|[A-Z\d]{1,2}-\d{1,3})$", re.I
)
_PAGE_WORD = re.compile(r"(?:\b(?:side|page|s\.))?[\s.·…_]*$", re.I)
_NUMBERING = re.compile(
    r"(?:(?:kapittel|kap|del|chapter|part|figur|tabell|figure|table|fig|tab)\.?\s+)?"
    r"(?:(?:[A-Z]|\d{1,3})(?:[.-]\d{1,3})+[.:]?\s*|(?:[A-Z]|\d{1,3})[.:]?\s+)(?=\W*[^\W\d_])",
    re.I,
)
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_MIN_TITLE_CHARS = 3
_TITLE_KEY_CHARS = 12
_MAX_ENTRY_CHARS = 300
_MAX_HEADING_CHARS = 50


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: the positions of its lines, the index of its row and its column on the page.

    `number` is 0 if it is not an arabic numeral.
    """

    positions: tuple[int, ...]
    row: int
    column: int
    text: str
    title: str
    number: int
    leaders: bool


def find_contents(pages: Sequence[Sequence[PageRow]], max_number: int) -> list[frozenset[int]]:
    """Return for each page the positions of the lines that are contents, from the pages' rows.

    `max_number` is the highest number that a page of the document has.
    """
    found: list[frozenset[int]] = [frozenset() for _ in pages]
    titles: _Titles | None = None
    last_number: int | None = None  # of the page before, if it is contents
    for page, rows in enumerate(pages):
        headed = any(_is_headed(row) for row in rows)
        leaders = sum(_has_leaders(cell) for row in rows for cell in row.cells)
        least = MIN_ENTRIES if headed else MIN_ENTRIES_WITHOUT_HEADING
        if not headed and last_number is None and leaders < least:
            continue
        entries = list(_entries(rows, max_number))
        proven: list[_Entry] = []
        if len(entries) >= least:
            titles = titles or _Titles(pages)
            proven = _proven(entries, titles, page, last_number or 0)
        if titles is None or len(proven) < least:
            last_number = None
            continue
        last_number = max(entry.number for entry in proven)
        found[page] = frozenset(_positions(rows, entries, proven, titles, page))
    return found


def _entries(rows: Sequence[PageRow], max_number: int) -> Iterator[_Entry]:
    """Yield the entries that the rows of a page may be, of the first column first."""
    lefts = [left for row in rows for left in row.lefts]
    middle = (min(lefts, default=0.0) + max(lefts, default=0.0)) / 2
    found: list[_Entry] = []
    for index, row in enumerate(rows):
        begin = 0
        for end, cell in enumerate(row.cells, start=1):
            tail = _LAST_NUMBER.search(cell[-12:])
            number = int(tail[1]) if tail and tail[1].isdecimal() else 0
            if tail is None or (not number and "-" not in tail[1] and not roman_value(tail[1])):
                continue
            text = " ".join(row.cells[begin:end])
            leaders = _has_leaders(text)
            text = _PAGE_WORD.sub("", text[: len(text) - len(tail[1])])
            title = _stripped(text)
            if len(title) < _MIN_TITLE_CHARS or len(text) > _MAX_ENTRY_CHARS:
                continue
            if number <= max_number:
                column = int(row.lefts[begin] > middle)
                positions = row.positions[begin:end]
                found.append(_Entry(positions, index, column, text, title, number, leaders))
            begin = end
    return iter(sorted(found, key=lambda entry: (entry.column, entry.row)))


def _has_leaders(text: str) -> bool:
    return (".." in text or ". ." in text or "…" in text or "·" in text) and bool(
        LEADERS.search(text)
    )


def _proven(
    entries: Sequence[_Entry], titles: "_Titles", page: int, last_number: int
) -> list[_Entry]:
    """Return the entries whose titles stand further on, or none if the page is not contents."""
    places = [titles.later_pages(entry.title, page, max(entry.positions)) for entry in entries]
    proven: list[_Entry] = []
    for printed_on_one in (1, 2):  # printed pages on one page of the file
        offsets = Counter(
            printed_on_one * place - entry.number
            for entry, found in zip(entries, places, strict=True)
            if entry.number
            for place in set(found)
        )
        usual = max(offsets, key=lambda offset: (offsets[offset], -abs(offset)), default=0)
        leading = [
            entry
            for entry, found in zip(entries, places, strict=True)
            if any(
                not entry.number
                or abs(printed_on_one * place - entry.number - usual) <= MAX_PAGE_DIFFERENCE
                for place in found
            )
        ]
        proven = max(proven, leading, key=len)
    if not proven:
        return []
    # Sentences before and after the entries may end in a number as well.
    first, last = entries.index(proven[0]), entries.index(proven[-1])
    numbers = [last_number, *(entry.number for entry in proven if entry.number)]
    rising = sum(above <= below for above, below in pairwise(numbers))
    is_contents = (
        len(proven) >= MIN_FOUND_SHARE * (last + 1 - first)
        and rising >= MIN_RISING_SHARE * (len(numbers) - 1)
        and (len(set(numbers[1:])) != 1 or len(proven) == 1)
        and (len(proven) > MIN_ENTRIES or any(entry.leaders for entry in proven))
    )
    return proven if is_contents else []


def _positions(
    rows: Sequence[PageRow],
    entries: Sequence[_Entry],
    proven: Sequence[_Entry],
    titles: "_Titles",
    page: int,
) -> set[int]:
    """Return the positions of the lines that are entries, of more than one line too, or a head."""
    numbers = [entry.number for entry in proven if entry.number] or [0]
    first, last = entries.index(proven[0]), entries.index(proven[-1])
    gone: set[int] = set()
    for position, entry in enumerate(entries):
        inside = first <= position <= last
        fits = numbers[0] <= entry.number <= numbers[-1] or not entry.number
        if entry in proven or (inside and fits) or entry.leaders or _is_heading(entry.text):
            gone.update(entry.positions)
    begin = min(entry.row for entry in proven)
    end = max(row for row, one in enumerate(rows) if gone & set(one.positions))
    lines = [
        (position, cell, row, begins)
        for row, one in enumerate(rows[: end + 1])
        for position, cell, begins in zip(one.positions, one.cells, one.lefts, strict=True)
        if position not in gone
    ]
    by_place = {(entry.row, entry.column): entry for entry in entries}
    last_position = max(gone)
    for position, cell, row, _ in lines:
        title = _stripped(cell)
        below = [by_place[place] for column in (0, 1) if (place := (row + 1, column)) in by_place]
        if (
            _is_heading(cell)
            or (_COLUMN_NAME.fullmatch(cell) and row >= begin - 2)
            or (
                row >= begin - 1
                and len(title) >= _MIN_TITLE_CHARS
                and cell[-1] not in ".,;"
                and (
                    titles.later_pages(title, page, last_position)
                    or any(titles.later_pages(title + e.title, page, last_position) for e in below)
                )
            )
        ):
            gone.add(position)
    return gone


class _Titles:
    """The lines of a document by how they begin, each with the two after it."""

    def __init__(self, pages: Sequence[Sequence[PageRow]]) -> None:
        self._lines: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._short: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for page, rows in enumerate(pages):
            cells = sorted(
                (position, cell)
                for row in rows
                for position, cell in zip(row.positions, row.cells, strict=True)
            )
            plain = [_plain(cell) for _, cell in cells]
            for index, (position, cell) in enumerate(cells):
                if cell[0].islower():
                    continue  # no title begins so
                stripped = _stripped(cell)
                below = "".join(plain[index + 1 : index + 3])
                for text in {plain[index], stripped}:
                    whole = (text + below)[:_MAX_ENTRY_CHARS]
                    self._lines[whole[:_TITLE_KEY_CHARS]].append((page, position, whole))
                if len(stripped) < _TITLE_KEY_CHARS:
                    self._short[stripped].append((page, position))

    def later_pages(self, title: str, page: int, position: int) -> list[int]:
        """Return the pages with a line that begins with `title`, after a line of `page`.

        Pages count from 1. A short title must be the whole line.
        """
        places = self._short.get(title, [])
        if len(title) >= _TITLE_KEY_CHARS:
            places = [
                (on, line)
                for on, line, text in self._lines.get(title[:_TITLE_KEY_CHARS], [])
                if text.startswith(title)
            ]
        return [on + 1 for on, line in places if (on, line) > (page, position)]


def _is_headed(row: PageRow) -> bool:
    """Return whether a row is a heading of contents, alone or beside an entry of another column.

    "Innhold" among other words in a row is the head of a table's column.
    """
    if len(row.cells) == 1 or _is_heading(row.text):
        return _is_heading(row.text)
    return row.text[-1].isdecimal() and any(map(_is_heading, row.cells))


def _is_heading(text: str) -> bool:
    return len(text) <= _MAX_HEADING_CHARS and _HEADING.fullmatch(text) is not None


def _plain(text: str) -> str:
    return "".join(_LETTERS_AND_DIGITS.findall(text)).casefold()


def _stripped(text: str) -> str:
    """Return the letters and digits of a title without the number in front of it."""
    numbering = _NUMBERING.match(text)
    title = _plain(text[numbering.end() :]) if numbering else ""
    return title or _plain(text)
