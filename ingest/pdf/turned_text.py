"""Put text that is turned against its page, such as a chapter at the side, behind the page's text.

Cut into the text it would tear a sentence. If it is repeated it is a running head, and left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.page_words import PageWords, PdfWord

MIN_REPEATED_PAGES = 3
"""Turned text that stands on fewer pages is kept on each of them."""

_BELOW_PAGE_HEIGHTS = 2.0


def with_turned_text(pages: Sequence[PageWords]) -> list[PageWords]:
    """Return the pages with their turned lines as last words, those that are repeated left out."""
    if not any(page.turned for page in pages):
        return list(pages)
    counts = Counter(text for page in pages for text in {_text(page, line) for line in page.turned})
    return [_behind(page, counts) if page.turned else page for page in pages]


def _behind(page: PageWords, counts: Counter[str]) -> PageWords:
    heights = sorted(word.top - word.bottom for word in page.words)
    height = heights[len(heights) // 2] if heights else 10.0
    left = min((word.left for word in page.words), default=0.0)
    bottom = -_BELOW_PAGE_HEIGHTS * height
    repeated: list[str] = []
    words: list[PdfWord] = []
    for line in page.turned:
        text = _text(page, line)
        if counts[text] >= MIN_REPEATED_PAGES:
            repeated.append(text)
            continue
        start, end = line[0].start, line[-1].end
        words.append(PdfWord(start, end, left, bottom, left + height, bottom + height, True))
        bottom -= _BELOW_PAGE_HEIGHTS * height
    left_out = page.left_out
    if repeated:
        left_out = (*left_out, ("running_head", "\n".join(repeated)))
    return replace(page, words=(*page.words, *words), left_out=left_out)


def _text(page: PageWords, line: Sequence[PdfWord]) -> str:
    return " ".join(page.text[line[0].start : line[-1].end].split())
