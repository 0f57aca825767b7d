"""Ask PDFium for the words of a page and the places where they stand.

PDFium numbers the characters of a page; everything above keeps those numbers, so that a passage
can be boxed on the page's image. Coordinates are points with the origin below, to the left, as the
page is turned when it is shown.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

LINE_END_HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen at the end of a line, with the line break left out."""

# A word ends at a space and after a line-end hyphen: what follows it stands on the next line.
_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
_MARKED = re.compile(r"[^\W\d_][.,;:!?)»”\"]*(\d{1,3})$")
_LETTER = re.compile(r"[^\W\d_]")
_LEADING = re.compile(r"(\d{1,3})[^\W\d]")
_MARK = re.compile(r"(\d{1,3})[.,;:)]*$")
_POWER = re.compile(r"[kcdm]?m[23]$")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi|-bd", re.IGNORECASE)


class Word(NamedTuple):
    """Characters `start` to `end` of a page and their box; a tuple, as a report has 50,000."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    breaks: bool
    """Whether PDFium begins a line here."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Hold one page as PDFium knows it: one character of `text` for each of its characters."""

    text: str
    words: tuple[Word, ...]
    bold: frozenset[int]
    """Starts of the words that begin a line, or would but for a number or bullet, set in bold."""
    width: float
    height: float


NO_GLYPHS = Glyphs("", (), frozenset(), 0.0, 0.0)
"""A page on which nothing stands."""


def read_glyphs(raw_page: Any) -> Glyphs:
    """Return the words of the page, in the order in which the file draws them."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    width, height = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    if not text_page:
        return Glyphs("", (), frozenset(), width, height)
    try:
        text = _characters(text_page)
        turn = pdfium.FPDFPage_GetRotation(raw_page)
        words = tuple(_words(text_page, text, turn, width, height))
        bold = frozenset(_bold(text_page, text, words))
        return Glyphs(text, words, bold, width, height)
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


def _words(text_page: Any, text: str, turn: int, width: float, height: float) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    box = pdfium.FPDFText_GetLooseCharBox
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    to_first, to_last = ctypes.byref(first), ctypes.byref(last)
    before = 0
    foot = size = 0.0  # of the word before
    for match in _WORD.finditer(text):
        start, end = match.span()
        breaks = start == 0 or "\n" in text[before:start] or text[before - 1] == LINE_END_HYPHEN
        before = end
        if not box(text_page, start, to_first) or not box(text_page, end - 1, to_last):
            continue
        left, right = min(first.left, last.left), max(first.right, last.right)
        bottom, top = min(first.bottom, first.top), max(first.bottom, first.top)
        if text[end - 1].isdigit() and (mark := _MARKED.search(text, start, end)):
            if not _POWER.match(text, start, end):
                end -= _raised(text_page, mark, bottom, top - bottom)
        elif text[start].isdigit() and not breaks and (mark := _MARK.match(text, start, end)):
            start += _raised(text_page, mark, foot, size)
            if start == end:
                continue
        foot, size = bottom, top - bottom
        if turn == 1:
            left, bottom, right, top = bottom, height - right, top, height - left
        elif turn == 2:
            left, bottom, right, top = width - right, height - top, width - left, height - bottom
        elif turn == 3:
            left, bottom, right, top = width - top, left, width - bottom, right
        if breaks and text[start].isdigit() and (mark := _LEADING.match(text, start, end)):
            over = _raised(text_page, mark, last.bottom, last.top - last.bottom)
            if over:
                yield Word(start, start + over, left, bottom, left, top, breaks)
                start, breaks = start + over, False
        yield Word(start, end, left, bottom, right, top, breaks)


def _raised(text_page: Any, mark: re.Match[str], foot: float, size: float) -> int:
    """Return how many of the digits are a footnote's mark: smaller than `size`, over `foot`."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    digits = 0
    for index in reversed(range(*mark.span(1))):
        pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect))
        if rect.top - rect.bottom > 0.8 * size or rect.bottom < foot + 0.1 * size:
            break
        digits += 1
    return digits


def _bold(text_page: Any, text: str, words: tuple[Word, ...]) -> Iterator[int]:
    """Yield the first words of lines whose first word with a letter and last word are bold."""
    begins = [number for number, word in enumerate(words) if word.breaks]
    for begin, end in pairwise([*begins, len(words)]):
        line = words[begin:end]
        lettered = next((word for word in line if _LETTER.search(text, word.start, word.end)), None)
        if lettered and _is_bold(text_page, lettered.start) and _is_bold(text_page, line[-1].start):
            yield line[0].start
            # Where a line begins once its printed number, or its bullet, is left out.
            yield lettered.start


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    return bool(_BOLD.search(name.raw[: max(0, min(size, 128))]))
