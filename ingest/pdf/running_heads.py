"""Find running headers and footers: lines that are not the text of the page they stand on.

Likeness alone proves nothing. Fact sheets, forms and tables repeat words at the edge of pages too,
and a number that differs from page to page may be a cost. So a running head has one place and size
on its pages, lies in the margin, is set off from the text, and says the same on other pages; its
digits may differ only as page numbers do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.page_rows import BodyType, PageRow, body_type
from ingest.pdf.printed_numbers import PrintedNumber, page_number

COMMON_PAGE_SHARE = 0.4
"""Words at one place on at least this share of the pages are a running head of the whole document;
odd and even pages are also counted separately, as those of a book have different ones."""

MIN_BAND_PAGE_SHARE = 0.1
"""Running heads that change by chapter stand at one height on at least this share of the pages."""

MIN_HEAD_PAGES = 3
"""A line that is repeated on fewer pages is not taken for a running head."""

EDGE_ROWS = 4
"""Headers have up to this many rows, footers too."""

NEARBY_PAGES = 2
"""A header that changes by chapter is repeated at most this many pages away: left and right pages
may have different ones."""

MIN_ALIKE_SHARE = 0.5
"""Share of the rows at one height that must say what a row on another page says."""

MARGIN_SHARE = 0.17
"""Share of the height of a page that is its upper margin, and its lower one."""

NUMBER_MARGIN_SHARE = 0.25
"""The same for a page number that stands alone: pages of books are smaller than the sheet."""

MIN_GAP_HEIGHTS = 1.4
"""From the baseline of a header to that of the text, in heights of a line; the head of a table is
closer to its rows."""

MIN_NUMBER_GAP_HEIGHTS = 1.2
"""The same for page numbers that stand alone."""

MIN_GAP_LEADINGS = 1.15
"""The same in leadings of the text, so that a last line of wide-set text is no footer."""

MAX_OFFSET_POINTS = 2.0
"""Rows whose baselines differ by less from page to page are at one height."""

MAX_HEAD_CHARS = 120
"""A row beside a page number that is longer is text."""

_SAME_SIZE_RATIO = 1.06
_HEADING_SIZE_RATIO = 1.08
_SMALL_SIZE_RATIO = 0.95
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.!?]$")
_FIELD = re.compile(r"[^\W\d_][^:]{2,30}: \S")
_NUMBERED_THING = re.compile(r"\b(?:nr|nummer|no)\.? ?#")

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """For each page the positions of the lines that are running heads, and its printed number."""

    positions: tuple[frozenset[int], ...]
    numbers: tuple[PrintedNumber | None, ...]


@dataclass(slots=True)
class _Candidate:
    """A row near the edge of page `page`, and the distance to the text that it may be set off from.

    `gap` goes to the next row that is not like one on another page, `outer` to the row outside of
    this one, both in points from baseline to baseline. `heads_table` is whether the next rows have
    cells below its own.
    """

    page: int
    row: PageRow
    keys: frozenset[_Key]
    numbers: tuple[PrintedNumber, ...]
    gap: float = 0.0
    outer: float = 0.0
    heads_table: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What the rows at one height say: the same on nearly all of their pages, and how often.

    `earlier` has the texts of the rows on the pages before.
    """

    unchanging: frozenset[_Key]
    texts: Counter[str]
    earlier: set[str]


def find_running_heads(
    pages: Sequence[Sequence[PageRow]], heights: Sequence[float] | None
) -> RunningHeads:
    """Return the running heads of a document, from the rows of its pages.

    `heights` are those of the pages, in points. If they are None, the boxes of the lines are
    invented: the place of a row is then its rank from the edge.
    """
    finder = _Finder(pages, heights)
    for from_top in (True, False):
        finder.search_edge(from_top)
    finder.add_rare_heads()
    return finder.found()


class _Finder:
    """Finds the running heads of one document, from the outermost rows inwards."""

    def __init__(self, pages: Sequence[Sequence[PageRow]], heights: Sequence[float] | None) -> None:
        self._pages = pages
        self._heights = heights
        self._body: BodyType = body_type(pages)
        self._heads: list[set[int]] = [set() for _ in pages]  # indices of rows
        self._numbers: list[list[PrintedNumber]] = [[] for _ in pages]
        self._number_heights: list[tuple[float, float]] = []
        self._edges: list[list[list[tuple[_Candidate, int]]]] = []
        self._refused: set[tuple[int, int]] = set()
        self._distances: Counter[tuple[bool, int]] = Counter()
        self._known: dict[_Key, list[float]] = defaultdict(list)
        self._texts = Counter(_plain(row.text) for rows in pages for row in rows)

    def found(self) -> RunningHeads:
        """Return what was found so far."""
        return RunningHeads(
            tuple(
                frozenset(p for index in heads for p in rows[index].positions)
                for rows, heads in zip(self._pages, self._heads, strict=True)
            ),
            tuple(_only(numbers) for numbers in self._numbers),
        )

    def search_edge(self, from_top: bool) -> None:
        """Find the headers, or the footers."""
        edges = [self._edge(page, from_top) for page in range(len(self._pages))]
        self._measure_gaps(edges)
        self._edges.append(edges)
        for _ in range(EDGE_ROWS):
            outermost = [
                (candidate, index)
                for edge in edges
                for candidate, index in edge
                if all(
                    other in self._heads[candidate.page]
                    for other in self._outside(candidate.page, index, from_top)
                )
                and index not in self._heads[candidate.page]
            ]
            found = False
            for band in self._bands(outermost, edges):
                for candidate, index in self._heads_in(band):
                    self._add(candidate, index)
                    found = True
            if not found:
                return

    def add_rare_heads(self) -> None:
        """Find what says and stands as a running head does, on a page that is unlike the others.

        The first pages of chapters may have their number at the foot, a preface has a roman one,
        and on a page with a picture the caption may stand outside the footer.
        """
        for edges in self._edges:
            for edge in edges:
                outermost = True
                for candidate, index in edge:
                    if index in self._heads[candidate.page]:
                        continue
                    if (candidate.page, index) in self._refused:
                        break
                    if self._is_known(candidate) or (outermost and self._is_rare_number(candidate)):
                        self._add(candidate, index)
                    else:
                        outermost = False

    def _add(self, candidate: _Candidate, index: int) -> None:
        page, row = candidate.page, candidate.row
        self._heads[page].add(index)
        for key in candidate.keys:
            self._known[key].append(row.bottom)
        for number in candidate.numbers:
            self._numbers[page].append(number)
            self._number_heights.append((row.bottom, row.size))
            self._distances[number.roman, number.value - page] += 1

    def _is_known(self, candidate: _Candidate) -> bool:
        """Return whether each cell of a row is a running head of other pages, at its height."""
        if self._heights is None or not candidate.page:
            return False
        row = candidate.row
        return all(
            any(
                abs(row.bottom - bottom) <= MAX_OFFSET_POINTS
                for key in _keys(cell, page_number(cell), candidate.page)
                for bottom in self._known.get(key, ())
            )
            for cell in row.cells
        )

    def _is_rare_number(self, candidate: _Candidate) -> bool:
        row = candidate.row
        if self._heights is None or len(row.cells) > 1 or not candidate.numbers:
            return False
        if not self._in_margin([candidate]) or not self._set_off([candidate]):
            return False
        (number,) = candidate.numbers
        if self._distances[number.roman, number.value - candidate.page] >= MIN_HEAD_PAGES:
            return True
        return number.roman and any(
            abs(row.bottom - bottom) <= MAX_OFFSET_POINTS
            and max(row.size, size) < 1.5 * min(row.size, size)
            for bottom, size in self._number_heights
        )

    def _outside(self, page: int, index: int, from_top: bool) -> range:
        return range(index) if from_top else range(index + 1, len(self._pages[page]))

    def _edge(self, page: int, from_top: bool) -> list[tuple[_Candidate, int]]:
        """Return the rows at an edge of a page that may be running heads, with their indices."""
        rows = self._pages[page]
        order = range(len(rows)) if from_top else range(len(rows) - 1, -1, -1)
        edge: list[tuple[_Candidate, int]] = []
        for index in order[:EDGE_ROWS]:
            row = rows[index]
            numbers = [page_number(cell) for cell in row.cells]
            keys = frozenset(
                key
                for cell, number in zip(row.cells, numbers, strict=True)
                for key in _keys(cell, number, page)
            )
            edge.append((_Candidate(page, row, keys, tuple(filter(None, numbers))), index))
        return edge

    def _measure_gaps(self, edges: Sequence[list[tuple[_Candidate, int]]]) -> None:
        """Give each row at an edge the widest distance behind it and rows like it."""
        counts = Counter(
            (key, round(candidate.row.bottom / 4))
            for edge in edges
            for candidate, _ in edge
            for key in candidate.keys
        )
        for edge in edges:
            gap = 0.0
            for position, ((candidate, _), (inner, _)) in reversed([*enumerate(pairwise(edge))]):
                spacing = abs(candidate.row.bottom - inner.row.bottom)
                place = round(inner.row.bottom / 4)
                alike = any(
                    sum(counts[key, near] for near in (place - 1, place, place + 1))
                    >= MIN_HEAD_PAGES
                    for key in inner.keys
                )
                gap = max(spacing, gap if alike else 0.0)
                candidate.gap, inner.outer = gap, spacing
                after = [other.row for other, _ in edge[position + 1 : position + 3]]
                candidate.heads_table = any(_has_cells_below(candidate.row, row) for row in after)
            if edge and len(self._pages[edge[0][0].page]) == len(edge):
                edge[-1][0].gap = 1000.0  # the page has nothing else

    def _bands(
        self,
        outermost: list[tuple[_Candidate, int]],
        edges: Sequence[list[tuple[_Candidate, int]]],
    ) -> Iterator[list[tuple[_Candidate, int]]]:
        """Yield the rows that have one height and size on their pages."""
        if self._heights is None:
            ranks: dict[int, list[tuple[_Candidate, int]]] = defaultdict(list)
            for candidate, index in outermost:
                rank = [other for _, other in edges[candidate.page]].index(index)
                ranks[rank].append((candidate, index))
            yield from ranks.values()
            return
        bands: list[list[tuple[_Candidate, int]]] = []
        for one in sorted(outermost, key=lambda item: item[0].row.bottom):
            for band in bands[-4:]:
                first, row = band[0][0].row, one[0].row
                ratio = max(first.size, row.size) / min(first.size, row.size)
                if row.bottom - first.bottom <= MAX_OFFSET_POINTS and ratio < _SAME_SIZE_RATIO:
                    band.append(one)
                    break
            else:
                bands.append([one])
        yield from bands

    def _heads_in(self, band: list[tuple[_Candidate, int]]) -> Iterable[tuple[_Candidate, int]]:
        """Return the rows of a band that are running heads."""
        if len(band) < max(MIN_HEAD_PAGES, MIN_BAND_PAGE_SHARE * len(self._pages)):
            return []
        candidates = [candidate for candidate, _ in band]
        if not self._in_margin(candidates) or not self._set_off(candidates):
            return []
        shared, common = self._shared_keys(candidates)
        alike = [item for item in band if item[0].keys & shared[item[0].page]]
        if len(alike) < max(MIN_HEAD_PAGES, MIN_ALIKE_SHARE * len(band)):
            # Some pages may begin with text at that height, and still others have one header.
            alike = [item for item in alike if item[0].keys & common]
        parities = Counter(candidate.page % 2 for candidate in candidates)
        counts = Counter((c.page % 2, key) for c in candidates for key in c.keys)
        unchanging = frozenset(
            key for (parity, key), count in counts.items() if count >= 0.8 * parities[parity]
        )
        titles = Counter(_plain(candidate.row.text) for candidate in candidates)
        said = _Said(unchanging, titles, set())
        heads: list[tuple[_Candidate, int]] = []
        for candidate, index in sorted(alike, key=lambda item: item[0].page):
            if self._is_running(candidate, shared[candidate.page], said):
                heads.append((candidate, index))
            else:
                self._refused.add((candidate.page, index))
        return heads

    def _in_margin(self, candidates: Sequence[_Candidate]) -> bool:
        if self._heights is None:
            return True
        inside = 0
        for candidate in candidates:
            height, row = self._heights[candidate.page], candidate.row
            alone = len(candidate.numbers) == len(row.cells)
            margin = height * (NUMBER_MARGIN_SHARE if alone else MARGIN_SHARE)
            inside += row.bottom > height - margin or row.bottom + row.size < margin
        return inside >= 0.8 * len(candidates)

    def _set_off(self, candidates: Sequence[_Candidate]) -> bool:
        if self._heights is None:
            return True
        size = min(median(candidate.row.size for candidate in candidates), self._body.size)
        # The rows of a header are closer to each other than to the text; the head of a table that
        # goes on stands below the header, not in it.
        outer = median(candidate.outer for candidate in candidates)
        alone = all(len(c.numbers) == len(c.row.cells) for c in candidates)
        heights = MIN_NUMBER_GAP_HEIGHTS if alone else MIN_GAP_HEIGHTS
        least = max(heights * size, MIN_GAP_LEADINGS * self._body.leading, outer)
        if median(candidate.gap for candidate in candidates) < least:
            return False
        return 2 * sum(candidate.heads_table for candidate in candidates) < len(candidates)

    def _shared_keys(
        self, candidates: Sequence[_Candidate]
    ) -> tuple[dict[int, frozenset[_Key]], frozenset[_Key]]:
        """Return for each page the keys of its row that a row on a nearby page has, or on many.

        The second value has the keys that rows on many pages have.
        """
        pages_of: dict[_Key, list[int]] = defaultdict(list)
        for candidate in candidates:
            for key in candidate.keys:
                pages_of[key].append(candidate.page)
        common = frozenset(key for key, pages in pages_of.items() if self._on_many(pages))
        shared = {
            candidate.page: frozenset(
                key
                for key in candidate.keys
                if key in common
                or (
                    self._heights is not None
                    and any(0 < abs(p - candidate.page) <= NEARBY_PAGES for p in pages_of[key])
                )
            )
            for candidate in candidates
        }
        return shared, common

    def _on_many(self, pages: Sequence[int]) -> bool:
        total = len(self._pages)
        if len(pages) < MIN_HEAD_PAGES:
            return False
        by_parity = Counter(page % 2 for page in pages)
        return len(pages) >= COMMON_PAGE_SHARE * total or any(
            count >= MIN_HEAD_PAGES and count >= COMMON_PAGE_SHARE * total / 2
            for count in by_parity.values()
        )

    def _is_running(
        self,
        candidate: _Candidate,
        shared: frozenset[_Key],
        said: "_Said",
    ) -> bool:
        """Return whether a row that is like others is a running head, whatever it looks like."""
        row = candidate.row
        words = [cell for cell in row.cells if page_number(cell) is None]
        if not words:
            return candidate.page > 0 or not _YEAR.fullmatch(row.text)
        same = [cell for cell in words if ("=", cell) in shared]
        small = row.size < _SMALL_SIZE_RATIO * self._body.size
        numbered = any(kind != "=" for kind, _ in self._number_keys(candidate) & shared)
        if not (small or numbered) and any(
            _SENTENCE.search(cell) or _FIELD.match(cell) for cell in words
        ):
            return False
        if not self._is_set_as_heading(row):
            beside_number = numbered and len(row.text) < MAX_HEAD_CHARS
            return bool(same or beside_number) or all(
                self._runs_with_page(cell, small) for cell in words
            )
        if len(same) < len(words) or (candidate.numbers and len(_WORD.findall(row.text)) < 2):
            return False
        # The first of each text stays, unless it is said in the text as well: it may be a title
        # that is repeated on the pages that continue what it names.
        if all(("=", cell) in said.unchanging for cell in words):
            return True
        text = _plain(row.text)
        first = text not in said.earlier
        said.earlier.add(text)
        return not first or self._texts[text] > said.texts[text]

    def _number_keys(self, candidate: _Candidate) -> frozenset[_Key]:
        return frozenset(
            key
            for number, cell in ((page_number(cell), cell) for cell in candidate.row.cells)
            if number is not None
            for key in _keys(cell, number, candidate.page)
        )

    def _runs_with_page(self, cell: str, small: bool) -> bool:
        """Return whether words with a number that runs with the page are a running head.

        "Tiltak 4" on the fourth page is the title of a sheet.
        """
        masked = _DIGITS.sub("#", cell)
        words = _WORD.findall(cell)
        if not _DIGITS.search(cell):
            return small or len(cell) < MAX_HEAD_CHARS
        at_end = masked.startswith("#") or masked.endswith("#")
        return small or (
            at_end
            and len(words) > 1
            and not _NUMBERED_THING.search(masked.lower())
            and self._texts[_plain(_DIGITS.sub("", cell))] > 0
        )

    def _is_set_as_heading(self, row: PageRow) -> bool:
        body = self._body
        bolder = row.bold and not body.bold and row.size > 0.97 * body.size
        return row.size > _HEADING_SIZE_RATIO * body.largest or bolder


def _has_cells_below(row: PageRow, inner: PageRow) -> bool:
    below = sum(any(abs(left - other) < 3 for other in inner.lefts) for left in row.lefts)
    return below > 1


def _keys(cell: str, number: PrintedNumber | None, page: int) -> Iterator[_Key]:
    """Yield what a cell says: its words, and its words with a number as its distance to `page`."""
    yield "=", cell
    if number is not None:
        masked = cell.replace(number.text, "#", 1) if number.roman else _DIGITS.sub("#", cell)
        if number.worded:
            yield "worded", masked
        else:
            yield "+", f"{number.value - page} {number.roman} {masked}"
            # Two printed pages may be one page of the file.
            yield "2", f"{number.value - 2 * page} {masked}"
        return
    digits = list(_DIGITS.finditer(cell))
    if len(digits) <= 4 and len(cell) < 120:
        for found in digits:
            if len(found[0]) <= 4:
                distance = int(found[0]) - page
                yield "+", f"{cell[: found.start()]}<{distance}>{cell[found.end() :]}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _only(numbers: Sequence[PrintedNumber]) -> PrintedNumber | None:
    """Return the page number among those at the edges of a page, None if they contradict.

    Two that follow each other are those of two printed pages on one page of the file.
    """
    values = sorted({(number.value, number.roman) for number in numbers})
    if len(values) == 2 and values[1] == (values[0][0] + 1, False) and not values[0][1]:
        return PrintedNumber(f"{values[0][0]}–{values[1][0]}", values[0][0], worded=False)
    return numbers[0] if len(values) == 1 else None
