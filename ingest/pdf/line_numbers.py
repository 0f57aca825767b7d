"""Find the numbers that are printed before the lines of a text, one for each line.

Drafts, bills and programmes have them. They stand in a column of their own, count up by one and go
on from page to page, or begin at 1 on each page. A table's numbers do not do so on half the pages.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.pdf.page_words import PageWords, PdfWord

SHARE = 0.5
"""Of the pages with text: on fewer the numbers are a table's. Three numbered files of 54 had 0.88
at the least; the most of the others was 0.0."""

LEAST = 4
"""Numbers on a page that makes sure: a page's own number goes on from page to page as well."""

JUMP = 60
"""Lines on a page, at most: as far as numbers may be missed between one page and the next."""

_FLUSH = 2.0  # points


def without_line_numbers(pages: Sequence[PageWords]) -> list[PageWords]:
    """Return the pages without the numbers of their lines, where the document numbers them."""
    columns = [_column(page) for page in pages]
    numbered = dict(_going_on(pages, columns))
    with_text = sum(len(page.words) > 20 for page in pages)
    sure = sum(exact and len(columns[number]) >= LEAST for number, exact in numbered.items())
    if sure < max(2, SHARE * with_text):
        return list(pages)
    return [
        replace(page, words=tuple(word for word in page.words if word not in columns[number]))
        if number in numbered
        else page
        for number, page in enumerate(pages)
    ]


def _going_on(
    pages: Sequence[PageWords], columns: Sequence[tuple[PdfWord, ...]]
) -> Iterator[tuple[int, bool]]:
    """Yield the pages whose numbers follow those before, and whether they do so at once."""
    last = 0
    for number, (page, column) in enumerate(zip(pages, columns, strict=True)):
        if not column:
            continue
        first = _value(page, column[0])
        if last < first <= last + JUMP or (first == 1 and len(column) > 1):
            yield number, first in (1, last + 1)
            last = _value(page, column[-1])


def _column(page: PageWords) -> tuple[PdfWord, ...]:
    """Return the numbers that are flush with each other and count up by one down the page."""
    numbers = [
        word
        for word in page.words
        if word.breaks and word.end - word.start < 6 and _text(page, word).isdecimal()
    ]
    flush: list[PdfWord] = []
    for side in ("left", "right"):
        edges = [getattr(word, side) for word in numbers]
        ((edge, _),) = Counter(map(round, edges)).most_common(1) or ((0, 0),)
        near = [word for word, at in zip(numbers, edges, strict=True) if abs(at - edge) < _FLUSH]
        flush = max(flush, near, key=len)
    flush.sort(key=lambda word: -word.bottom)
    pairs = [
        pair
        for pair in itertools.pairwise(flush)
        if _value(page, pair[1]) == _value(page, pair[0]) + 1
    ]
    counting = {word for pair in pairs for word in pair}
    return tuple(word for word in flush if word in counting or len(flush) == 1)


def _text(page: PageWords, word: PdfWord) -> str:
    return page.text[word.start : word.end]


def _value(page: PageWords, word: PdfWord) -> int:
    return int(_text(page, word))
