"""Find running headers and footers: lines that are not the text of the page they stand on.

They are looked for from the outermost rows of the pages inwards. `HeadProof` says what proves that
rows at one height are running heads. What then says and stands as they do is one too, on a page
that is unlike the others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.edge_rows import MIN_HEAD_PAGES, EdgeRow, edge_rows
from ingest.pdf.head_bands import MAX_OFFSET_POINTS, HeadProof, bands_of
from ingest.pdf.page_rows import PageRow
from ingest.pdf.printed_numbers import PrintedNumber
from ingest.pdf.said_keys import Key, said_keys

_Edges = Sequence[Sequence[EdgeRow]]


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """For each page the positions of the lines that are running heads, and its printed number."""

    positions: tuple[frozenset[int], ...]
    numbers: tuple[PrintedNumber | None, ...]


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
    finder.add_turned_heads()
    return finder.found()


class _Finder:
    """Finds the running heads of one document, from the outermost rows inwards."""

    def __init__(self, pages: Sequence[Sequence[PageRow]], heights: Sequence[float] | None) -> None:
        self._all_rows = pages
        # Text that is turned was put below its page, and would stand between it and its footer.
        self._pages = (
            [[row for row in rows if row.bottom + row.size > 0] for rows in pages]
            if heights
            else pages
        )
        self._heights = heights
        self._proof = HeadProof(self._pages, heights)
        self._heads: list[set[int]] = [set() for _ in pages]  # indices of rows
        self._numbers: list[list[PrintedNumber]] = [[] for _ in pages]
        self._number_heights: list[tuple[float, float]] = []
        self._edges: list[_Edges] = []
        self._refused: set[tuple[int, int]] = set()
        self._distances: Counter[tuple[bool, int]] = Counter()
        self._known: dict[Key, list[float]] = defaultdict(list)

    def found(self) -> RunningHeads:
        """Return what was found so far."""
        return RunningHeads(
            tuple(
                frozenset(p for index in heads for p in rows[index].positions)
                for rows, heads in zip(self._all_rows, self._heads, strict=True)
            ),
            tuple(_only(numbers) for numbers in self._numbers),
        )

    def search_edge(self, from_top: bool) -> None:
        """Find the headers, or the footers."""
        edges = edge_rows(self._pages, from_top)
        self._edges.append(edges)
        found = True
        while found:
            found = False
            for band in self._bands(edges):
                for one, is_head in self._proof.heads_in(band):
                    if is_head:
                        self._add(one)
                        found = True
                    else:
                        self._refused.add((one.page, one.index))

    def add_rare_heads(self) -> None:
        """Find what says and stands as a running head does, on a page that is unlike the others.

        The first pages of chapters may have their number at the foot, a preface has a roman one,
        and on a page with a picture the caption may stand outside the footer.
        """
        for edges in self._edges:
            for edge in edges:
                outermost = True
                for one in edge:
                    if one.index in self._heads[one.page]:
                        continue
                    if (one.page, one.index) in self._refused:
                        break
                    if self._is_known(one) or (outermost and self._is_rare_number(one)):
                        self._add(one)
                    else:
                        outermost = False

    def add_turned_heads(self) -> None:
        """Find turned text that says word for word what running heads of other pages say."""
        for page, (rows, on_page) in enumerate(zip(self._all_rows, self._pages, strict=True)):
            for index in range(len(on_page), len(rows)):
                if len(self._known.get(("=", rows[index].text), ())) >= MIN_HEAD_PAGES:
                    self._heads[page].add(index)

    def _bands(self, edges: _Edges) -> Iterable[list[EdgeRow]]:
        """Return the outermost rows that are not found yet, those of one place together."""
        by_rank: dict[int, list[EdgeRow]] = defaultdict(list)
        for edge in edges:
            for rank, one in enumerate(edge):
                if one.index not in self._heads[one.page]:
                    by_rank[rank].append(one)
                    break
        if self._heights is None:
            return by_rank.values()
        return bands_of([one for rows in by_rank.values() for one in rows])

    def _add(self, one: EdgeRow) -> None:
        page, row = one.page, one.row
        self._heads[page].add(one.index)
        for key in one.keys:
            self._known[key].append(row.bottom)
        for number in one.printed_numbers:
            self._numbers[page].append(number)
            self._number_heights.append((row.bottom, row.size))
            self._distances[number.roman, number.value - page] += 1

    def _is_known(self, one: EdgeRow) -> bool:
        """Return whether each cell of a row is a running head of other pages, at its height."""
        if self._heights is None or not one.page:
            return False
        return all(
            any(
                abs(one.row.bottom - bottom) <= MAX_OFFSET_POINTS
                for key in said_keys(cell, number, one.page)
                for bottom in self._known.get(key, ())
            )
            for cell, number in zip(one.row.cells, one.numbers, strict=True)
        )

    def _is_rare_number(self, one: EdgeRow) -> bool:
        row = one.row
        if self._heights is None or len(row.cells) > 1 or not one.is_number:
            return False
        if not self._proof.in_margin([one]) or not self._proof.set_off([one]):
            return False
        (number,) = one.printed_numbers
        if self._distances[number.roman, number.value - one.page] >= MIN_HEAD_PAGES:
            return True
        return number.roman and any(
            abs(row.bottom - bottom) <= MAX_OFFSET_POINTS
            and max(row.size, size) < 1.5 * min(row.size, size)
            for bottom, size in self._number_heights
        )


def _only(numbers: Sequence[PrintedNumber]) -> PrintedNumber | None:
    """Return the page number among those at the edges of a page, None if they contradict.

    Two that follow each other are those of two printed pages on one page of the file.
    """
    values = sorted({(number.value, number.roman) for number in numbers})
    if len(values) == 2 and values[1] == (values[0][0] + 1, False) and not values[0][1]:
        return PrintedNumber(f"{values[0][0]}–{values[1][0]}", values[0][0], worded=False)
    return numbers[0] if len(values) == 1 else None
