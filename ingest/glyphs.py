"""Ask PDFium for the words of a page and the places where they stand.

PDFium numbers the characters of a page; everything above keeps those numbers, so that a passage
can be boxed on the page's image. Coordinates are points with the origin below, to the left, as the
page is turned when it is shown.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

LINE_END_HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen at the end of a line, with the line break left out."""

# A word ends at a space and after a line-end hyphen: what follows it stands on the next line.
_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
_MARKED = re.compile(r"[^\W\d_][.,;:!?)»”\"]*(\d{1,3})$")
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
    """Starts of the words that begin a line, or follow a number that does, and are set in bold."""
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
    for match in _WORD.finditer(text):
        start, end = match.span()
        breaks = start == 0 or "\n" in text[before:start] or text[before - 1] == LINE_END_HYPHEN
        before = end
        if not box(text_page, start, to_first) or not box(text_page, end - 1, to_last):
            continue
        if _MARKED.search(text, start, end):
            end -= _mark(text_page, text, start, end, first.top - first.bottom)
        left, right = min(first.left, last.left), max(first.right, last.right)
        bottom, top = min(first.bottom, first.top), max(first.bottom, first.top)
        if turn == 1:
            left, bottom, right, top = bottom, height - right, top, height - left
        elif turn == 2:
            left, bottom, right, top = width - right, height - top, width - left, height - bottom
        elif turn == 3:
            left, bottom, right, top = width - top, left, width - bottom, right
        yield Word(start, end, left, bottom, right, top, breaks)


def _mark(text_page: Any, text: str, start: int, end: int, height: float) -> int:
    """Return how many digits at the end of the word are a footnote's mark: smaller and raised."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    digits = 0
    while end - digits > start and text[end - digits - 1].isdigit():
        pdfium.FPDFText_GetLooseCharBox(text_page, end - digits - 1, ctypes.byref(rect))
        if rect.top - rect.bottom > 0.8 * height:
            break
        digits += 1
    return digits


def _bold(text_page: Any, text: str, words: tuple[Word, ...]) -> Iterator[int]:
    after_number = False
    for word in words:
        if (word.breaks or after_number) and _is_bold(text_page, word.start):
            yield word.start
        # Once the line's printed number is left out, the line begins here.
        after_number = word.breaks and text[word.start : word.end].isdecimal()


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    return bool(_BOLD.search(name.raw[: max(0, min(size, 128))]))
