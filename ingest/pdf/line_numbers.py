"""Remove the numbers that are printed before the lines of a text, one for each line.

Drafts, bills and programmes have them. They stand in a column of their own, count up by one and
either continue from page to page or begin at 1 on each page. Numbers in tables never do so on half
of a document's pages.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.pdf.page_words import PageWords, PdfWord
from ingest.reading.file_text import LeftOut

MIN_NUMBERED_SHARE = 0.5
"""Share of the pages with text whose lines must be numbered: if fewer are, the numbers are those of
a table. Three numbered files of 54 had 0.88 at the least; the most of the others was 0.0."""

MIN_NUMBERS_ON_PAGE = 4
"""A page with fewer proves nothing: a single page number continues from page to page as well."""

MAX_LINES_ON_PAGE = 60
"""The first number of a page may be this much larger than the last before it: on the pages between
them, the numbers may not have been found."""

_MAX_OFFSET_POINTS = 2.0
"""Numbers whose edges differ by less are in one column."""


def without_line_numbers(
    pages: Sequence[PageWords],
) -> tuple[list[PageWords], list[LeftOut]]:
    """Return the pages without the numbers of their lines, and these, if the document has any."""
    columns = [_number_column(page) for page in pages]
    numbered = dict(_continuing_pages(pages, columns))
    with_text = sum(len(page.words) > 20 for page in pages)
    certain = sum(
        without_gap and len(columns[position]) >= MIN_NUMBERS_ON_PAGE
        for position, without_gap in numbered.items()
    )
    if certain < max(2, MIN_NUMBERED_SHARE * with_text):
        return list(pages), []
    without = list(pages)
    left_out: list[LeftOut] = []
    for position in numbered:
        page, column = pages[position], columns[position]
        words = tuple(word for word in page.words if word not in column)
        without[position] = replace(page, words=words)
        numbers = " ".join(_text(page, word) for word in column)
        left_out.append(LeftOut(position + 1, "line_number", numbers))
    return without, left_out


def _continuing_pages(
    pages: Sequence[PageWords], columns: Sequence[tuple[PdfWord, ...]]
) -> Iterator[tuple[int, bool]]:
    """Yield the positions of the pages whose numbers continue those before, or begin at 1.

    The second value is True if no number is missing before the first of the page.
    """
    last = 0
    for position, (page, column) in enumerate(zip(pages, columns, strict=True)):
        if not column:
            continue
        first = _value(page, column[0])
        if last < first <= last + MAX_LINES_ON_PAGE or (first == 1 and len(column) > 1):
            yield position, first in (1, last + 1)
            last = _value(page, column[-1])


def _number_column(page: PageWords) -> tuple[PdfWord, ...]:
    """Return the numbers that are flush with each other and count up by one down the page."""
    numbers = [
        word
        for word in page.words
        if word.begins_line and word.end - word.start < 6 and _text(page, word).isdecimal()
    ]
    column: list[PdfWord] = []
    for side in ("left", "right"):
        edges = [getattr(word, side) for word in numbers]
        ((usual_edge, _),) = Counter(map(round, edges)).most_common(1) or ((0, 0),)
        flush = [
            word
            for word, edge in zip(numbers, edges, strict=True)
            if abs(edge - usual_edge) < _MAX_OFFSET_POINTS
        ]
        column = max(column, flush, key=len)
    column.sort(key=lambda word: -word.bottom)
    pairs = [
        (above, below)
        for above, below in itertools.pairwise(column)
        if _value(page, below) == _value(page, above) + 1
    ]
    counting = {word for pair in pairs for word in pair}
    return tuple(word for word in column if word in counting or len(column) == 1)


def _text(page: PageWords, word: PdfWord) -> str:
    return page.text[word.start : word.end]


def _value(page: PageWords, word: PdfWord) -> int:
    return int(_text(page, word))
