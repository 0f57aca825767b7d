"""Join the words of a page into lines, and put the lines into reading order.

A file draws its words in an order that is nearly always the reading order (see `reading_order`).
The marker of a list item is joined with the line of the item.
"""

import itertools
import re
from dataclasses import dataclass, replace

from ingest.pdf.page_words import LINE_END_HYPHEN, PageWords, PdfWord
from ingest.pdf.reading_order import in_reading_order
from ingest.reading.characters import TracedText, clean_characters, from_pdf, joined, not_from_pdf

MAX_WORD_GAP_HEIGHTS = 1.4
"""In heights of the line: a wider gap between two words separates cells or columns. A guess that
looked right on some pages; not measured."""

BULLETS = r"•·●▪■◦○‣\u2043∙►▶➢✓❖§\uf020-\uf0ff"
"""For a regular expression's character class; symbol fonts use the range at its end for letters."""

BOXES = "☐☑☒"
"""Stand before what is chosen or not; they say which, and so stay as they are."""

LIST_MARKER = re.compile(
    rf"(?:[{BULLETS}{BOXES}–-]|\(?(?:\d{{1,3}}|[^\W\d_]|[ivx]{{1,4}})[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?)$"
)

_SPACE = not_from_pdf(" ")
_PUNCTUATION = re.compile(r"[.,;:)]+(?!\w)")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line, or the part of it that is in one cell or column, and its box in points.

    `hyphen` is True if it ends in a hyphen.
    """

    traced: TracedText
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    hyphen: bool = False

    @property
    def text(self) -> str:
        """Return the line's text."""
        return self.traced.text

    @property
    def size(self) -> float:
        """Return the line's height, which follows the size of its type."""
        return self.top - self.bottom

    def has_beside(self, right: "PdfLine") -> bool:
        """Return whether `right` stands to the right of this line on the same row."""
        if right.left <= self.right - 1:
            return False
        overlap = min(self.top, right.top) - max(self.bottom, right.bottom)
        return overlap > 0.5 * min(self.size, right.size)


def read_lines(page: PageWords) -> tuple[PdfLine, ...]:
    """Return the lines of a page in reading order."""
    return tuple(_with_markers_joined(in_reading_order(_segments(page), page.width)))


def _segments(page: PageWords) -> list[PdfLine]:
    """Return the stretches of words that stand beside each other without a wide gap."""
    segments: list[PdfLine] = []
    words: list[PdfWord] = []
    for word in page.words:
        if words and not _is_next_in_line(words[-1], word):
            segments.append(_segment(page, words))
            words = []
        words.append(word)
    if words:
        segments.append(_segment(page, words))
    return [segment for segment in segments if segment.text]


def _is_next_in_line(last: PdfWord, word: PdfWord) -> bool:
    _, _, _, last_bottom, last_right, last_top, _, _ = last
    _, _, left, bottom, _, top, _, _ = word
    height = min(last_top - last_bottom, top - bottom)
    if not -0.6 * height < left - last_right < MAX_WORD_GAP_HEIGHTS * max(height, 1.0):
        return False
    return min(last_top, top) - max(last_bottom, bottom) > 0.5 * height


def _segment(page: PageWords, words: list[PdfWord]) -> PdfLine:
    first = longest = words[0]
    left, right = first.left, first.right
    if len(words) > 1:
        # The line is as high as its longest word, not as a drop cap or a raised figure.
        longest = max(words, key=lambda word: word.end - word.start)
        left, right = min([word.left for word in words]), max([word.right for word in words])
    traced = _text_of_words(page, words)
    text = traced.text
    if text[-1] in "\ufffe\u00ad":
        text = f"{text[:-1]}-"
    hyphen = text[-1] in "-\u2010" and text[-2:-1].isalnum()
    # PDFium took a hyphen inside the line for one at its end.
    text = text.replace(LINE_END_HYPHEN, "-")
    bold = first.start in page.bold
    traced = clean_characters(TracedText(text, traced.runs))
    return PdfLine(traced, left, longest.bottom, right, longest.top, bold, hyphen)


def _text_of_words(page: PageWords, words: list[PdfWord]) -> TracedText:
    """Return the text of words in a row, with the spaces of the file unless one is wrong."""
    start, end = words[0].start, words[-1].end
    text = page.text[start:end]
    if len(words) == 1 or not (
        LINE_END_HYPHEN in text
        or any(_is_spaced_wrongly(page, last, word) for last, word in itertools.pairwise(words))
    ):
        return _from_page(page, start, end)
    parts = [_from_page(page, start, words[0].end)]
    for last, word in itertools.pairwise(words):
        if not _is_touching(page, last, word):
            parts.append(_SPACE)
        parts.append(_from_page(page, word.start, word.end))
    return joined(parts)


def _from_page(page: PageWords, start: int, end: int) -> TracedText:
    text = page.text[start:end]
    is_drawn = page.drawn is None or start < page.drawn
    return from_pdf(text, start) if is_drawn else not_from_pdf(text)


def _is_spaced_wrongly(page: PageWords, last: PdfWord, word: PdfWord) -> bool:
    """Return whether the characters that the file has between two words are not their space."""
    # A footnote mark was left out there, or a hyphen was drawn separately.
    between = page.text[last.end : word.start]
    if word.touches or not between.isspace():
        return True
    return word.begins_line and _is_touching_hyphen(page, last, word)


def _is_touching(page: PageWords, last: PdfWord, word: PdfWord) -> bool:
    """Return whether there is no space between two words that the file has not beside each other.

    A footnote mark was left out between them, or one of them is a hyphen.
    """
    if word.touches or _is_touching_hyphen(page, last, word):
        return True
    return _PUNCTUATION.match(page.text, word.start, word.end) is not None


def _is_touching_hyphen(page: PageWords, last: PdfWord, word: PdfWord) -> bool:
    """Return whether `word` is a hyphen that was drawn separately, with no space before it."""
    near = abs(word.left - last.right) < 0.05 * (word.top - word.bottom)
    return near and page.text[word.start] in "-\u2010\u00ad\ufffe"


def same_row(left: PdfLine, right: PdfLine) -> bool:
    """Return whether `right` stands to the right of `left` on the same row."""
    return left.has_beside(right)


def _with_markers_joined(segments: list[PdfLine]) -> list[PdfLine]:
    """Join list markers with the text beside them, and the spread letters of a headline."""
    lines: list[PdfLine] = []
    for segment in segments:
        if not lines or not same_row(lines[-1], segment):
            lines.append(segment)
            continue
        last = lines[-1]
        marked = LIST_MARKER.match(last.text)
        if not marked and segment.left - last.right >= MAX_WORD_GAP_HEIGHTS * segment.size:
            lines.append(segment)
            continue
        main = segment if marked else last
        lines[-1] = replace(
            last,
            traced=last.traced + not_from_pdf(" ") + segment.traced,
            bottom=main.bottom,
            top=main.top,
            right=segment.right,
            bold=main.bold,
            hyphen=segment.hyphen,
        )
    return lines
