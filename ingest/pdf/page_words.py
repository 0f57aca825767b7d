"""Ask PDFium for the words of a page and their boxes.

PDFium numbers the characters of a page. These numbers are kept all the way, so that a passage can
be boxed on the image of its page. Coordinates are points from the lower left corner of the page,
rotated as it is shown.

Asking takes time, so words that certainly stand on one line without gaps are asked about together.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

LINE_END_HYPHEN = "\ufffe"
"""PDFium's character for a hyphen at the end of a line; no line break follows it."""

_PDFIUM_LINE = re.compile(r"[^\s\x00\ufffe](?:[^\r\n\x00\ufffe]*[^\s\x00\ufffe])?\ufffe?|\ufffe")
# A word ends at a space and after a line-end hyphen: what follows it stands on the next line.
_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
_WORD_AND_MARK = re.compile(r"[^\W\d_][.,;:!?)»”\"]*(\d{1,3})$")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_MARK_AND_WORD = re.compile(r"(\d{1,3})[^\W\d]")
_MARK_ALONE = re.compile(r"(\d{1,3})[.,;:)]*$")
_AREA_OR_VOLUME = re.compile(r"[kcdm]?m[23]$")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi|-bd", re.IGNORECASE)

_MAX_CHAR_WIDTH_HEIGHTS = 0.52
"""In heights of the line, on average: a line with wider characters may have a gap. Prose has 0.42.
"""


class PdfWord(NamedTuple):
    """Characters `start` to `end` of a page and their box: a word, or a line that has no gaps.

    A named tuple, which is made quickly: a report has 50,000 of them.
    """

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    begins_line: bool
    """Whether PDFium begins a line with this word."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The text of a page, one character for each of PDFium's, and its words in the file's order."""

    text: str
    words: tuple[PdfWord, ...]
    bold: frozenset[int]
    """Start positions of bold words that begin a line (a leading number or bullet is ignored)."""
    width: float
    height: float


NO_WORDS = PageWords("", (), frozenset(), 0.0, 0.0)
"""An empty page."""


def read_page_words(raw_page: Any) -> PageWords:
    """Return the words of the page, in the order in which the file draws them."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    width, height = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    if not text_page:
        return PageWords("", (), frozenset(), width, height)
    try:
        text = _characters(text_page)
        quarters = pdfium.FPDFPage_GetRotation(raw_page)
        words = tuple(_words(text_page, text, quarters, width, height))
        bold = frozenset(_bold(text_page, text, words))
        return PageWords(text, words, bold, width, height)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _characters(text_page: Any) -> str:
    """Return the text of the page, with exactly one character for each of PDFium's."""
    import pypdfium2.raw as pdfium

    count = max(0, pdfium.FPDFText_CountChars(text_page))
    buffer = ctypes.create_string_buffer((2 * count + 2) * 2)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    text = buffer.raw[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Some of PDFium's have no Unicode, or take two units of it: ask for each one separately.
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
        for code in codes
    )


def _words(
    text_page: Any, text: str, quarters: int, width: float, height: float
) -> Iterator[PdfWord]:
    boxes = _Boxes(text_page)
    last_end = 0
    for line in _PDFIUM_LINE.finditer(text):
        start = line.start()
        begins_line = (
            start == 0 or "\n" in text[last_end:start] or text[last_end - 1] == LINE_END_HYPHEN
        )
        last_end = line.end()
        if quarters:
            for word in _line_words(boxes, line, begins_line):
                yield _rotated(word, quarters, width, height)
        elif whole_line := boxes.of_line(line, begins_line):
            yield whole_line
        else:
            yield from _line_words(boxes, line, begins_line)


def _line_words(boxes: "_Boxes", line: re.Match[str], begins_line: bool) -> Iterator[PdfWord]:
    """Yield the words of a line without footnote marks; the mark before a note is a word."""
    text = line.string
    last_bottom = last_size = 0.0  # of the word before
    for match in _WORD.finditer(text, *line.span()):
        start, end = match.span()
        if not (box := boxes.of_word(start, end)):
            continue
        left, bottom, right, top = box
        digit_first, digit_last = text[start].isdigit(), text[end - 1].isdigit()
        if begins_line and digit_first and (mark := _MARK_AND_WORD.match(text, start, end)):
            _, word_bottom, _, word_top = boxes.of_word(end - 1, end) or box
            if digits := boxes.raised_digits(mark, word_bottom, word_top - word_bottom):
                yield PdfWord(start, start + digits, left, bottom, left, top, begins_line)
                start, bottom, top, begins_line = start + digits, word_bottom, word_top, False
        elif digit_last and (mark := _WORD_AND_MARK.search(text, start, end)):
            if not _AREA_OR_VOLUME.match(text, start, end):
                end -= boxes.raised_digits(mark, bottom, top - bottom)
        elif digit_first and not begins_line and (mark := _MARK_ALONE.match(text, start, end)):
            start += boxes.raised_digits(mark, last_bottom, last_size)
        last_bottom, last_size = bottom, top - bottom
        if start < end:
            yield PdfWord(start, end, left, bottom, right, top, begins_line)
            begins_line = False


def _rotated(word: PdfWord, quarters: int, width: float, height: float) -> PdfWord:
    """Return a word with its box on the page as it is shown, rotated by quarter turns."""
    start, end, left, bottom, right, top, begins_line = word
    if quarters == 1:
        left, bottom, right, top = bottom, height - right, top, height - left
    elif quarters == 2:
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    else:
        left, bottom, right, top = width - top, left, width - bottom, right
    return PdfWord(start, end, left, bottom, right, top, begins_line)


class _Boxes:
    """The boxes of a text page's characters, as high as their font: left, bottom, right, top."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._page = text_page
        self._char_box = pdfium.FPDFText_GetLooseCharBox
        self._count_rects = pdfium.FPDFText_CountRects
        self._get_rect = pdfium.FPDFText_GetRect
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._to_first, self._to_last = ctypes.byref(self._first), ctypes.byref(self._last)
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]

    def of_word(self, start: int, end: int) -> tuple[float, float, float, float] | None:
        """Return the box of a word on one line, as high as its first character, if it has one."""
        char_box, first, last = self._char_box, self._first, self._last
        if not char_box(self._page, start, self._to_first) or not char_box(
            self._page, end - 1, self._to_last
        ):
            return None
        box = (
            min(first.left, last.left),
            min(first.bottom, first.top),
            max(first.right, last.right),
            max(first.bottom, first.top),
        )
        # A broken matrix gives coordinates that are not numbers.
        return box if math.isfinite(sum(box)) else None

    def raised_digits(self, mark: re.Match[str], bottom: float, size: float) -> int:
        """Return how many digits at the end of `mark` are a footnote's: small and raised.

        They are compared with the word that they mark, which is `size` high and begins at `bottom`.
        """
        digits = 0
        for index in reversed(range(*mark.span(1))):
            box = self.of_word(index, index + 1)
            if not box or box[3] - box[1] > 0.8 * size or box[1] < bottom + 0.1 * size:
                break
            digits += 1
        return digits

    def of_line(self, line: re.Match[str], begins_line: bool) -> PdfWord | None:
        """Return a line as one word, or None if it may have gaps, footnote marks or large letters.

        PDFium's rectangles show the gaps: there is one for each stretch that the file draws at
        once.
        """
        start, end = line.span()
        if _DIGIT.search(line.string, start, end) or not (box := self.of_word(start, end)):
            return None
        left, bottom, right, top = box
        size = top - bottom
        if right - left > _MAX_CHAR_WIDTH_HEIGHTS * size * (end - start):
            return None
        if abs(self._last.top - self._last.bottom - size) > 0.1 * size:
            return None
        last_right = left
        for index in range(self._count_rects(self._page, start, end - start)):
            self._get_rect(self._page, index, *self._to_sides)
            rect_left, rect_top, rect_right, rect_bottom = (side.value for side in self._sides)
            middle = (rect_top + rect_bottom) / 2
            if abs(rect_left - last_right) > size or not bottom < middle < top:
                return None
            last_right = rect_right
        return PdfWord(start, end, left, bottom, right, top, begins_line)


def _bold(text_page: Any, text: str, words: tuple[PdfWord, ...]) -> Iterator[int]:
    """Yield where the lines whose first letter and last character are bold begin."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    to_flags = ctypes.byref(flags)
    info = pdfium.FPDFText_GetFontInfo

    def is_bold(index: int) -> bool:
        size = info(text_page, index, name, 128, to_flags)
        return _is_name_of_bold(name.raw[: max(0, min(size, 128))])

    begins = [position for position, word in enumerate(words) if word.begins_line]
    for begin, end in pairwise([*begins, len(words)]):
        first, last = words[begin], words[end - 1]
        letter = _LETTER.search(text, first.start, last.end)
        if letter and is_bold(letter.start()) and is_bold(last.end - 1):
            yield first.start
            # Where the line begins without its printed number, or its bullet.
            yield next(word.start for word in words[begin:end] if word.end > letter.start())


@lru_cache(maxsize=256)
def _is_name_of_bold(font: bytes) -> bool:
    return bool(_BOLD.search(font))
