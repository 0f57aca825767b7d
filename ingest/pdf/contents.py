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
      innh[oa]ld(?:sfortegnelse|sliste|sforteikning|soversi[kg]t)?|innehåll(?:sförteckning)?
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
LEADERS = re.compile(r"\s*(?:(?:[.·∙‧․]\s?){4,}|…(?:\s?…)+\.*|\.{3}\s*(?:\.{3}\s*)+)\s*")
_ENTRY = re.compile(
    r"(?P<title>.*?[^\W_].*?)(?P<gap>[\s.·…_]*\s|[.·…_]{2,})"
    r"(?:(?:side|s\.|page)\s*)?(?P<number>\d{1,4}|[ivxl]{1,6}|[A-Z\d]{1,2}-\d{1,3})$",
    re.I,
)
_NOT_TITLE = re.compile(r"[\W_]+")
_NUMBERING = re.compile(
    r"^(?:(?:kapittel|kap|del|chapter|part)\.?\s+)?(?:[A-Z]|\d{1,2})(?:\.\d{1,2})*\.?:?\s+", re.I
)
_MIN_TITLE_CHARS = 3
_TITLE_KEY_CHARS = 12
_MAX_TITLE_CHARS = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    """Row `index` of a page as an entry; `number` is 0 if it is not an arabic numeral."""

    index: int
    title: str
    number: int
    leaders: bool


def find_contents(pages: Sequence[Sequence[PageRow]], max_number: int) -> list[frozenset[int]]:
    """Return for each page the positions of the lines that are contents, from the pages' rows.

    `max_number` is the highest number that a page of the document has.
    """
    found: list[frozenset[int]] = [frozenset() for _ in pages]
    titles: _Titles | None = None
    continues = False
    last_number = 0
    for page, rows in enumerate(pages):
        heading = next((i for i, row in enumerate(rows) if _HEADING.fullmatch(row.text)), None)
        entries = list(_entries(rows, max_number))
        leaders = sum(entry.leaders for entry in entries)
        least = MIN_ENTRIES_WITHOUT_HEADING
        if heading is not None or continues:
            least = MIN_ENTRIES
        elif leaders < least:
            continue
        if len(entries) < least:
            continues = False
            continue
        if titles is None:
            titles = _Titles(pages)
        proven = _proven(entries, titles, page, last_number if continues else 0)
        if len(proven) < least:
            continues = False
            continue
        continues = True
        last_number = max(entry.number for entry in proven)
        gone = _rows_of_contents(rows, entries, proven, heading, titles, page)
        found[page] = frozenset(p for index in gone for p in rows[index].positions)
    return found


def _entries(rows: Sequence[PageRow], max_number: int) -> Iterator[_Entry]:
    for index, row in enumerate(rows):
        entry = _ENTRY.fullmatch(row.text)
        if entry is None or len(entry["title"]) > _MAX_TITLE_CHARS:
            continue
        number = int(entry["number"]) if entry["number"].isdecimal() else 0
        if number > max_number or (
            not number and "-" not in entry["number"] and not roman_value(entry["number"])
        ):
            continue
        title = _stripped(entry["title"])
        if len(title) >= _MIN_TITLE_CHARS:
            leaders = LEADERS.search(row.text) is not None
            yield _Entry(index, title, number, leaders)


def _proven(
    entries: Sequence[_Entry], titles: "_Titles", page: int, last_number: int
) -> list[_Entry]:
    """Return the entries whose titles stand further on, or none if the page is not contents."""
    places = {entry.index: titles.later_pages(entry.title, page, entry.index) for entry in entries}
    offsets = Counter(
        offset
        for entry in entries
        if entry.number
        for offset in {place - entry.number for place in places[entry.index]}
    )
    usual = max(offsets, key=lambda offset: (offsets[offset], -abs(offset)), default=0)
    proven = [
        entry
        for entry in entries
        if any(
            not entry.number or abs(place - entry.number - usual) <= MAX_PAGE_DIFFERENCE
            for place in places[entry.index]
        )
    ]
    if not proven:
        return []
    # Sentences before and after the entries may end in a number as well.
    block = [e for e in entries if proven[0].index <= e.index <= proven[-1].index]
    numbers = [last_number, *(entry.number for entry in proven if entry.number)]
    rising = sum(above <= below for above, below in pairwise(numbers))
    if len(proven) < MIN_FOUND_SHARE * len(block):
        return []
    if rising < MIN_RISING_SHARE * (len(numbers) - 1) or len(set(numbers[1:])) == 1 < len(proven):
        return []
    return proven


def _rows_of_contents(
    rows: Sequence[PageRow],
    entries: Sequence[_Entry],
    proven: Sequence[_Entry],
    heading: int | None,
    titles: "_Titles",
    page: int,
) -> set[int]:
    """Return the indices of the rows that are entries, of more than one line too, or their head."""
    sure = {entry.index for entry in proven}
    numbers = [entry.number for entry in proven if entry.number] or [0]
    first, last = min(sure), max(sure)
    gone = set(sure)
    for entry in entries:
        inside = first <= entry.index <= last
        fits = numbers[0] <= entry.number <= numbers[-1] or not entry.number
        if (inside and fits) or (entry.leaders and entry.number >= numbers[0]):
            gone.add(entry.index)
    by_index = {entry.index: entry for entry in entries}
    for index in range(first - 1, max(gone), 1):
        if index in gone or index < 0:
            continue
        title = _stripped(rows[index].text)
        below = by_index.get(index + 1)
        joined = title + (below.title if below else "")
        if len(title) >= _MIN_TITLE_CHARS and (
            titles.later_pages(title, page, last)
            or (below and titles.later_pages(joined, page, last))
        ):
            gone.add(index)
    if heading is not None and heading < first:
        gone.add(heading)
    elif heading is None and first and _HEADING.fullmatch(rows[first - 1].text):
        gone.add(first - 1)
    gone |= {
        index
        for index in range(max(0, first - 2), first)
        if _COLUMN_NAME.fullmatch(rows[index].text)
    }
    return gone


class _Titles:
    """The rows of a document by how they begin, each with the row below it."""

    def __init__(self, pages: Sequence[Sequence[PageRow]]) -> None:
        self._rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for page, rows in enumerate(pages):
            for index, row in enumerate(rows):
                below = rows[index + 1].text if index + 1 < len(rows) else ""
                under = rows[index + 2].text if index + 2 < len(rows) else ""
                for text in {_plain(row.text), _stripped(row.text)}:
                    whole = text + _plain(f"{below}{under}")
                    self._rows[whole[:_TITLE_KEY_CHARS]].append((page, index, whole))
        self._short: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for page, rows in enumerate(pages):
            for index, row in enumerate(rows):
                if len(text := _stripped(row.text)) < _TITLE_KEY_CHARS:
                    self._short[text].append((page, index))

    def later_pages(self, title: str, page: int, index: int) -> list[int]:
        """Return the pages with a row that begins with `title`, after row `index` of `page`."""
        if len(title) < _TITLE_KEY_CHARS:
            places = self._short.get(title, [])
        else:
            places = [
                (on, row)
                for on, row, text in self._rows.get(title[:_TITLE_KEY_CHARS], [])
                if text.startswith(title)
            ]
        # Pages count from 1 as the numbers do.
        return [on + 1 for on, row in places if (on, row) > (page, index)]


def _plain(text: str) -> str:
    return _NOT_TITLE.sub("", LEADERS.sub("", text)).casefold()


def _stripped(text: str) -> str:
    """Return the letters and digits of a title without the number in front of it."""
    title = _NUMBERING.sub("", text, count=1)
    return _plain(title) or _plain(text)
