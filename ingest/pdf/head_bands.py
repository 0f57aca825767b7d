"""Tell whether the rows that stand at one height on their pages are running heads.

Likeness alone proves nothing. Fact sheets, forms and tables repeat words at the edge of pages too,
and a number that differs from page to page may be a cost. So a running head has one place and size
on its pages, lies in the margin, is set off from the text, and says the same on other pages; its
digits may differ only as page numbers do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ingest.pdf.edge_rows import MIN_HEAD_PAGES, EdgeRow
from ingest.pdf.page_rows import PageRow, body_type
from ingest.pdf.said_keys import DIGITS, Key, number_keys, plain

COMMON_PAGE_SHARE = 0.4
"""Words at one place on at least this share of the pages are a running head of the whole document;
odd and even pages are also counted separately, as those of a book have different ones."""

MIN_BAND_PAGE_SHARE = 0.1
"""Running heads that change by chapter stand at one height on at least this share of the pages."""

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
_TINY_SIZE_RATIO = 0.7
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.!?]$")
_FIELD = re.compile(r"[^\W\d_][^:]{2,30}: \S")
_NUMBERED_THING = re.compile(r"\b(?:nr|nummer|no)\.? ?#")


def bands_of(rows: Sequence[EdgeRow]) -> list[list[EdgeRow]]:
    """Return the rows that have one height and size on their pages."""
    bands: list[list[EdgeRow]] = []
    for one in sorted(rows, key=lambda each: each.row.bottom):
        for band in bands[-4:]:
            first, row = band[0].row, one.row
            ratio = max(first.size, row.size) / min(first.size, row.size)
            if row.bottom - first.bottom <= MAX_OFFSET_POINTS and ratio < _SAME_SIZE_RATIO:
                band.append(one)
                break
        else:
            bands.append([one])
    return bands


@dataclass(frozen=True, slots=True)
class _Said:
    """What the rows at one height say: the same on nearly all of their pages, and how often.

    `earlier` has the texts of the rows on the pages before.
    """

    unchanging: frozenset[Key]
    texts: Counter[str]
    earlier: set[str]


class HeadProof:
    """Judges the rows at the edges of one document's pages.

    `heights` are those of the pages in points, None if the boxes of the lines are invented.
    """

    def __init__(self, pages: Sequence[Sequence[PageRow]], heights: Sequence[float] | None) -> None:
        self._pages = pages
        self._heights = heights
        self._body = body_type(pages)

    def heads_in(self, band: Sequence[EdgeRow]) -> Iterator[tuple[EdgeRow, bool]]:
        """Yield the rows of a band that are like others, and whether each is a running head."""
        if len(band) < max(MIN_HEAD_PAGES, round(MIN_BAND_PAGE_SHARE * len(self._pages))):
            return
        if not self.in_margin(band) or not self.set_off(band):
            return
        shared, common = self._shared_keys(band)
        alike = [one for one in band if one.keys & shared[one.page]]
        if len(alike) < max(MIN_HEAD_PAGES, MIN_ALIKE_SHARE * len(band)):
            # Some pages may begin with text at that height, and still others have one header.
            alike = [one for one in alike if one.keys & common]
        parities = Counter(one.page % 2 for one in band)
        counts = Counter((one.page % 2, key) for one in band for key in one.keys)
        is_common = len(band) >= COMMON_PAGE_SHARE * len(self._pages)
        unchanging = frozenset(
            key
            for (parity, key), count in counts.items()
            if is_common and count >= 0.8 * parities[parity]
        )
        said = _Said(unchanging, Counter(plain(one.row.text) for one in band), set())
        for one in sorted(alike, key=lambda each: each.page):
            yield one, self._is_running(one, shared[one.page], said)

    def in_margin(self, band: Sequence[EdgeRow]) -> bool:
        """Return whether most rows stand in the upper or the lower margin of their pages."""
        if self._heights is None:
            return True
        inside = 0
        for one in band:
            height, row = self._heights[one.page], one.row
            margin = height * (NUMBER_MARGIN_SHARE if one.is_number else MARGIN_SHARE)
            inside += row.bottom > height - margin or row.bottom + row.size < margin
        return inside >= 0.8 * len(band)

    def set_off(self, band: Sequence[EdgeRow]) -> bool:
        """Return whether most rows are set off from the text, and are no heads of tables."""
        if self._heights is None:
            return True
        body = self._body
        row_size = median(one.row.size for one in band)
        # The rows of a header are closer to each other than to the text; the head of a table that
        # goes on stands below the header, not in it.
        outer = median(one.outer for one in band)
        alone = all(one.is_number for one in band)
        heights = MIN_NUMBER_GAP_HEIGHTS if alone else MIN_GAP_HEIGHTS
        # What is much smaller is no last line of the text, however wide that is set.
        by_leading = MIN_GAP_LEADINGS * body.leading
        if row_size < _TINY_SIZE_RATIO * body.size:
            by_leading = min(by_leading, MIN_GAP_HEIGHTS * body.size)
        least = max(heights * min(row_size, body.size), by_leading, outer)
        if median(one.gap for one in band) < least:
            return False
        return 2 * sum(one.heads_table for one in band) < len(band)

    @cached_property
    def _texts(self) -> Counter[str]:
        return Counter(plain(row.text) for rows in self._pages for row in rows)

    def _shared_keys(
        self, band: Sequence[EdgeRow]
    ) -> tuple[dict[int, frozenset[Key]], frozenset[Key]]:
        """Return for each page the keys of its row that a row on a nearby page has, or on many.

        The second value has the keys that rows on many pages have.
        """
        pages_of: dict[Key, list[int]] = defaultdict(list)
        for one in band:
            for key in one.keys:
                pages_of[key].append(one.page)
        common = frozenset(key for key, pages in pages_of.items() if self._on_many(pages))
        shared = {
            one.page: frozenset(
                key
                for key in one.keys
                if key in common
                or (
                    self._heights is not None
                    and any(0 < abs(p - one.page) <= NEARBY_PAGES for p in pages_of[key])
                )
            )
            for one in band
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

    def _is_running(self, one: EdgeRow, shared: frozenset[Key], said: _Said) -> bool:
        """Return whether a row that is like others is a running head, whatever it looks like."""
        row, words = one.row, one.words
        if not words:
            return one.page > 0 or not _YEAR.fullmatch(row.text)
        same = [cell for cell in words if ("=", cell) in shared]
        small = row.size < _SMALL_SIZE_RATIO * self._body.size
        numbered = any(key in shared for key in _number_keys(one))
        if not (small or numbered) and any(
            _SENTENCE.search(cell) or _FIELD.match(cell) for cell in words
        ):
            return False
        if not self._is_set_as_heading(one):
            beside_number = numbered and len(row.text) < MAX_HEAD_CHARS
            return bool(same or beside_number) or all(
                self._runs_with_page(cell, small) for cell in words
            )
        if len(same) < len(words) or (one.printed_numbers and len(_WORD.findall(row.text)) < 2):
            return False
        # The first of each text stays, unless it is said in the text as well: it may be a title
        # that is repeated on the pages that continue what it names.
        if all(("=", cell) in said.unchanging for cell in words):
            return True
        text = plain(row.text)
        first = text not in said.earlier
        said.earlier.add(text)
        return not first or self._texts[text] > said.texts[text]

    def _runs_with_page(self, cell: str, small: bool) -> bool:
        """Return whether words with a number that runs with the page are a running head.

        "Tiltak 4" on the fourth page is the title of a sheet.
        """
        masked = DIGITS.sub("#", cell)
        words = _WORD.findall(cell)
        if not DIGITS.search(cell):
            return small or len(cell) < MAX_HEAD_CHARS
        at_end = masked.startswith("#") or masked.endswith("#")
        return small or (
            at_end
            and len(words) > 1
            and not _NUMBERED_THING.search(masked.lower())
            and self._texts[plain(DIGITS.sub("", cell))] > 0
        )

    def _is_set_as_heading(self, one: EdgeRow) -> bool:
        body, row = self._body, one.row
        if 0 < one.outer_size < _TINY_SIZE_RATIO * min(row.size, body.size):
            return True  # the title of a slide or a sheet, below a header that is much smaller
        bolder = row.bold and not body.bold and row.size > 0.97 * body.size
        return row.size > _HEADING_SIZE_RATIO * body.largest or bolder


def _number_keys(one: EdgeRow) -> Iterator[Key]:
    """Yield what the page numbers of a row say, beyond how they are written."""
    for cell, number in zip(one.row.cells, one.numbers, strict=True):
        if number is not None:
            yield from number_keys(cell, number, one.page)
