"""Put the words of a page into lines, and the lines into reading order.

A file draws its words in an order that is nearly always the reading order, so it is kept, with two
corrections: columns that are drawn line by line across the page are read one after the other, and
the marker of a list item is put on the item's line.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from ingest.pdf.page_words import LINE_END_HYPHEN, PageWords, PdfWord
from ingest.reading.characters import TracedText, clean_characters, from_pdf, not_from_pdf

WIDE_GAP = 1.4
"""Between words, in line heights: a wider gap parts two cells or columns. A guess that looked
right on some pages; not measured."""

BULLETS = r"•·●▪■◦○‣\u2043∙►▶➢✓❖§\uf020-\uf0ff"
"""Inside a character class; the last stretch is what symbol fonts are given for letters."""

MARKER = re.compile(
    rf"(?:[{BULLETS}–-]|\(?(?:\d{{1,3}}|[^\W\d_]|[ivx]{{1,4}})[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line, or what of it stands in one cell or column, and its box in points.

    `hyphen` says that it ends in one.
    """

    strip: TracedText
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    hyphen: bool = False

    @property
    def text(self) -> str:
        """Return the line's text."""
        return self.strip.text

    @property
    def size(self) -> float:
        """Return the line's height, which follows the size of its type."""
        return self.top - self.bottom


def read_lines(glyphs: PageWords) -> tuple[Line, ...]:
    """Return the lines of a page in reading order."""
    pieces = _unwoven(_pieces(glyphs), glyphs.width)
    return tuple(_marked(pieces))


def _pieces(glyphs: PageWords) -> list[Line]:
    """Return the stretches of words that stand beside each other without a wide gap."""
    pieces: list[Line] = []
    words: list[PdfWord] = []
    for word in glyphs.words:
        if words and not _continues(words[-1], word):
            pieces.append(_piece(glyphs, words))
            words = []
        words.append(word)
    if words:
        pieces.append(_piece(glyphs, words))
    return [piece for piece in pieces if piece.text]


def _continues(last: PdfWord, word: PdfWord) -> bool:
    height = min(last.top - last.bottom, word.top - word.bottom)
    overlap = min(last.top, word.top) - max(last.bottom, word.bottom)
    gap = word.left - last.right
    return overlap > 0.5 * height and -0.6 * height < gap < WIDE_GAP * max(height, 1.0)


def _piece(glyphs: PageWords, words: list[PdfWord]) -> Line:
    first = longest = words[0]
    left, right = first.left, first.right
    if len(words) > 1:
        # Over the line's longest word: a drop cap or a raised figure does not set its size.
        longest = max(words, key=lambda word: word.end - word.start)
        left, right = min(word.left for word in words), max(word.right for word in words)
    strip = _strip(glyphs, words)
    text = strip.text
    if text[-1] in "\ufffe\u00ad":
        text = f"{text[:-1]}-"
    hyphen = text[-1] in "-\u2010" and text[-2:-1].isalnum()
    # A hyphen inside a line that PDFium took for one at its end.
    text = text.replace(LINE_END_HYPHEN, "-")
    bold = first.start in glyphs.bold
    strip = clean_characters(TracedText(text, strip.runs))
    return Line(strip, left, longest.bottom, right, longest.top, bold, hyphen)


def _strip(glyphs: PageWords, words: list[PdfWord]) -> TracedText:
    """Return the text of words that stand beside each other, with what the file has between."""
    start, end = words[0].start, words[-1].end
    text = glyphs.text[start:end]
    if len(words) == 1 or not (
        LINE_END_HYPHEN in text
        or any(_parted(glyphs, last, word) for last, word in itertools.pairwise(words))
    ):
        return from_pdf(text, start)
    strip = from_pdf(glyphs.text[start : words[0].end], start)
    for last, word in itertools.pairwise(words):
        inner = glyphs.text[word.start : word.end]
        if not _touches(glyphs, last, word) and inner[0] not in ".,;:)":
            strip = strip + not_from_pdf(" ")
        strip = strip + from_pdf(inner, word.start)
    return strip


def _parted(glyphs: PageWords, last: PdfWord, word: PdfWord) -> bool:
    """Say whether what the file has between two words is not what stands between them."""
    # A footnote's mark was left out, or a hyphen was drawn on its own.
    between = glyphs.text[last.end : word.start]
    return not between.isspace() or (word.breaks and _touches(glyphs, last, word))


def _touches(glyphs: PageWords, last: PdfWord, word: PdfWord) -> bool:
    """Say whether `word` is a hyphen that was drawn on its own, and no space is before it."""
    near = abs(word.left - last.right) < 0.05 * (word.top - word.bottom)
    return near and glyphs.text[word.start] in "-\u2010\u00ad\ufffe"


def _unwoven(pieces: list[Line], width: float) -> list[Line]:
    """Read columns of prose that are drawn line by line across the page one after the other."""
    pairs = [
        (one, two)
        for one, two in itertools.pairwise(pieces)
        if same_row(one, two) and len(one.text) > 25 and len(two.text) > 25
    ]
    if len(pairs) < 6:
        return pieces
    starts = Counter(round(two.left / 4) for _, two in pairs)
    gutter, count = starts.most_common(1)[0]
    right_edge = gutter * 4 - 4
    if count < 6 or not 0.3 * width < right_edge < 0.7 * width:
        return pieces
    first = next(i for i, piece in enumerate(pieces) if any(piece is one for one, _ in pairs))
    last = max(i for i, piece in enumerate(pieces) if any(piece is two for _, two in pairs))
    middle = pieces[first : last + 1]
    if any(piece.left < right_edge < piece.right - 8 for piece in middle):
        return pieces
    return [
        *pieces[:first],
        *(piece for piece in middle if piece.left < right_edge),
        *(piece for piece in middle if piece.left >= right_edge),
        *pieces[last + 1 :],
    ]


def same_row(one: Line, two: Line) -> bool:
    """Say whether `two` stands to the right of `one` on the same row."""
    overlap = min(one.top, two.top) - max(one.bottom, two.bottom)
    return overlap > 0.5 * min(one.size, two.size) and two.left > one.right - 1


def _marked(pieces: list[Line]) -> list[Line]:
    """Join a list's marker with what stands beside it, and the letters of a spread headline."""
    lines: list[Line] = []
    for piece in pieces:
        if not lines or not same_row(lines[-1], piece):
            lines.append(piece)
            continue
        last = lines[-1]
        marked = MARKER.match(last.text)
        if not marked and piece.left - last.right >= WIDE_GAP * piece.size:
            lines.append(piece)
            continue
        wordy = piece if marked else last
        lines[-1] = replace(
            last,
            strip=last.strip + not_from_pdf(" ") + piece.strip,
            bottom=wordy.bottom,
            top=wordy.top,
            right=piece.right,
            bold=wordy.bold,
            hyphen=piece.hyphen,
        )
    return lines
