"""Ask PDFium for the words of a page and the places where they stand.

PDFium numbers the characters of a page; everything above keeps those numbers, so that a passage
can be boxed on the page's image. Coordinates are points with the origin below, to the left, as the
page is turned when it is shown.

Asking takes time, so words that plainly stand on one line without gaps are asked about together.
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
"""What PDFium writes for a hyphen at the end of a line, with the line break left out."""

_LINE = re.compile(r"[^\s\x00\ufffe](?:[^\r\n\x00\ufffe]*[^\s\x00\ufffe])?\ufffe?|\ufffe")
# A word ends at a space and after a line-end hyphen: what follows it stands on the next line.
_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
_MARKED = re.compile(r"[^\W\d_][.,;:!?)»”\"]*(\d{1,3})$")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LEADING = re.compile(r"(\d{1,3})[^\W\d]")
_MARK = re.compile(r"(\d{1,3})[.,;:)]*$")
_POWER = re.compile(r"[kcdm]?m[23]$")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi|-bd", re.IGNORECASE)


_WIDEST = 0.52
"""Line heights for each character: in a wider line there may be a gap. Prose has 0.42."""


class PdfWord(NamedTuple):
    """Characters `start` to `end` of a page and their box: a word, or a line that has no gaps.

    A tuple, as a report has 50,000.
    """

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    breaks: bool
    """Whether PDFium begins a line here."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """Hold one page as PDFium knows it: one character of `text` for each of its characters."""

    text: str
    words: tuple[PdfWord, ...]
    bold: frozenset[int]
    """Starts of the words that begin a line, or would but for a number or bullet, set in bold."""
    width: float
    height: float


NO_WORDS = PageWords("", (), frozenset(), 0.0, 0.0)
"""A page on which nothing stands."""


def read_page_words(raw_page: Any) -> PageWords:
    """Return the words of the page, in the order in which the file draws them."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    width, height = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    if not text_page:
        return PageWords("", (), frozenset(), width, height)
    try:
        text = _characters(text_page)
        turn = pdfium.FPDFPage_GetRotation(raw_page)
        words = tuple(_words(text_page, text, turn, width, height))
        bold = frozenset(_bold(text_page, text, words))
        return PageWords(text, words, bold, width, height)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _characters(text_page: Any) -> str:
    """Return one character for each of PDFium's."""
    import pypdfium2.raw as pdfium

    count = max(0, pdfium.FPDFText_CountChars(text_page))
    buffer = ctypes.create_string_buffer((2 * count + 2) * 2)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    text = buffer.raw[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Some have no Unicode, or two units of it: then the text does not count as PDFium does.
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
        for code in codes
    )


def _words(text_page: Any, text: str, turn: int, width: float, height: float) -> Iterator[PdfWord]:
    boxes = _Boxes(text_page)
    before = 0
    for line in _LINE.finditer(text):
        start = line.start()
        breaks = start == 0 or "\n" in text[before:start] or text[before - 1] == LINE_END_HYPHEN
        before = line.end()
        if turn:
            for word in _line_words(boxes, line, breaks):
                yield _turned(word, turn, width, height)
        elif whole := boxes.line(line, breaks):
            yield whole
        else:
            yield from _line_words(boxes, line, breaks)


def _line_words(boxes: "_Boxes", line: re.Match[str], breaks: bool) -> Iterator[PdfWord]:
    """Yield the words of a line, without footnote marks; a note's own mark is a word."""
    text = line.string
    foot = size = 0.0  # of the word before
    for match in _WORD.finditer(text, *line.span()):
        start, end = match.span()
        if not (box := boxes.around(start, end)):
            continue
        left, bottom, right, top = box
        if breaks and text[start].isdigit() and (mark := _LEADING.match(text, start, end)):
            _, foot, _, head = boxes.around(end - 1, end) or box
            if over := boxes.raised(mark, foot, head - foot):
                yield PdfWord(start, start + over, left, bottom, left, top, breaks)
                start, bottom, top, breaks = start + over, foot, head, False
        elif text[end - 1].isdigit() and (mark := _MARKED.search(text, start, end)):
            if not _POWER.match(text, start, end):
                end -= boxes.raised(mark, bottom, top - bottom)
        elif text[start].isdigit() and not breaks and (mark := _MARK.match(text, start, end)):
            start += boxes.raised(mark, foot, size)
        foot, size = bottom, top - bottom
        if start < end:
            yield PdfWord(start, end, left, bottom, right, top, breaks)
            breaks = False


def _turned(word: PdfWord, turn: int, width: float, height: float) -> PdfWord:
    """Return a word with its box on the page as it is shown: turned by `turn` quarters."""
    start, end, left, bottom, right, top, breaks = word
    if turn == 1:
        left, bottom, right, top = bottom, height - right, top, height - left
    elif turn == 2:
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    else:
        left, bottom, right, top = width - top, left, width - bottom, right
    return PdfWord(start, end, left, bottom, right, top, breaks)


class _Boxes:
    """Ask for the boxes of characters, as high as their font: left, bottom, right, top."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._page = text_page
        self._loose = pdfium.FPDFText_GetLooseCharBox
        self._count = pdfium.FPDFText_CountRects
        self._rect = pdfium.FPDFText_GetRect
        self._one, self._two = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._to_one, self._to_two = ctypes.byref(self._one), ctypes.byref(self._two)
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]

    def around(self, start: int, end: int) -> tuple[float, float, float, float] | None:
        """Return the box of a word on one line, as high as its first character, if it has one."""
        loose, one, two = self._loose, self._one, self._two
        if not loose(self._page, start, self._to_one) or not loose(
            self._page, end - 1, self._to_two
        ):
            return None
        box = (
            min(one.left, two.left),
            min(one.bottom, one.top),
            max(one.right, two.right),
            max(one.bottom, one.top),
        )
        # A broken matrix puts characters nowhere.
        return box if math.isfinite(sum(box)) else None

    def raised(self, mark: re.Match[str], foot: float, size: float) -> int:
        """Return how many of the digits are a footnote's: smaller than `size`, over `foot`."""
        digits = 0
        for index in reversed(range(*mark.span(1))):
            box = self.around(index, index + 1)
            if not box or box[3] - box[1] > 0.8 * size or box[1] < foot + 0.1 * size:
                break
            digits += 1
        return digits

    def line(self, line: re.Match[str], breaks: bool) -> PdfWord | None:
        """Return a line as one word; None where it may have gaps, footnote marks or large letters.

        PDFium's own rectangles, one for each stretch that the file draws at once, tell.
        """
        start, end = line.span()
        if _DIGIT.search(line.string, start, end) or not (box := self.around(start, end)):
            return None
        left, bottom, right, top = box
        size = top - bottom
        if right - left > _WIDEST * size * (end - start):
            return None
        if abs(self._two.top - self._two.bottom - size) > 0.1 * size:
            return None
        last = left
        for index in range(self._count(self._page, start, end - start)):
            self._rect(self._page, index, *self._to_sides)
            at, over, to, under = (side.value for side in self._sides)
            if abs(at - last) > size or not bottom < (over + under) / 2 < top:
                return None
            last = to
        return PdfWord(start, end, left, bottom, right, top, breaks)


def _bold(text_page: Any, text: str, words: tuple[PdfWord, ...]) -> Iterator[int]:
    """Yield the first words of lines whose first letter and last character are bold."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    to_flags = ctypes.byref(flags)
    info = pdfium.FPDFText_GetFontInfo

    def is_bold(index: int) -> bool:
        size = info(text_page, index, name, 128, to_flags)
        return _says_bold(name.raw[: max(0, min(size, 128))])

    begins = [number for number, word in enumerate(words) if word.breaks]
    for begin, end in pairwise([*begins, len(words)]):
        first, last = words[begin], words[end - 1]
        letter = _LETTER.search(text, first.start, last.end)
        if letter and is_bold(letter.start()) and is_bold(last.end - 1):
            yield first.start
            # Where the line begins once its printed number, or its bullet, is left out.
            yield next(word.start for word in words[begin:end] if word.end > letter.start())


@lru_cache(maxsize=256)
def _says_bold(font: bytes) -> bool:
    return bool(_BOLD.search(font))
