"""Ask PDFium for the words of a page and their boxes.

Asking takes time, so words that certainly stand on one line without gaps are asked about together.
Raised figures are told from the text here, and what nobody sees is left out.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from ingest.pdf.bold_words import bold_words
from ingest.pdf.char_boxes import Box, CharBoxes, Frame, page_frame
from ingest.pdf.page_words import LINE_END_HYPHEN, PageWords, PdfWord
from ingest.pdf.raised_figures import split_raised
from ingest.reading.file_text import LeftOutReason

MIN_SHOWN_POINTS = 0.5
"""Type that is lower than this cannot be seen."""

MAX_TOUCHING_HEIGHTS = 0.08
"""In heights of a word: a space is wider, at least 0.15."""

_PDFIUM_LINE = re.compile(r"[^\s\x00\ufffe](?:[^\r\n\x00\ufffe]*[^\s\x00\ufffe])?\ufffe?|\ufffe")
# A word ends at a space and after a line-end hyphen: what follows it stands on the next line.
_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
# A figure may be raised inside a word, or before the punctuation at its end.
_MAY_BE_RAISED = re.compile(r"(?<=\S)[\d*†‡§¶\u204e(\[]|\w(?=[.,;:!?)»”’\"']+$)")
_CLOSING = ".,;:!?)]»”’\"'…%"

IsHidden = Callable[[Any, int], bool]
"""Says of a text page and the number of a character whether it belongs to a layer that is off."""


def read_page_words(raw_page: Any, is_hidden: IsHidden | None = None) -> PageWords:
    """Return the words of the page, in the order in which the file draws them."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    if not text_page:
        return PageWords("", (), frozenset(), *page_frame(raw_page).size)
    try:
        text = _characters(text_page)
        page = _Page(text_page, text, page_frame(raw_page), is_hidden)
        page.read()
        words = tuple(page.words)
        return PageWords(
            page.mended_text(),
            words,
            frozenset(bold_words(text_page, text, words)),
            *page.boxes.frame.size,
            tuple(page.turned),
            tuple((reason, " ".join(texts)) for reason, texts in page.left_out.items()),
        )
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


class _Page:
    """The words of one page while they are read."""

    def __init__(self, text_page: Any, text: str, frame: Frame, is_hidden: IsHidden | None) -> None:
        self.text = text
        self.boxes = CharBoxes(text_page, frame)
        self.words: list[PdfWord] = []
        self.turned: list[tuple[PdfWord, ...]] = []
        self.left_out: dict[LeftOutReason, list[str]] = {}
        self.replaced: dict[int, str] = {}  # characters of the text, by their numbers
        self._text_page, self._is_hidden = text_page, is_hidden
        self._size = frame.size
        self._lines = list(_PDFIUM_LINE.finditer(text))
        # Of the word before, whether or not it was left out, and its last character on the line.
        self._last_box: Box | None = None
        self._last_char = 0
        self._after_figure = False

    def read(self) -> None:
        """Read the words of the page."""
        turned = self._turned_lines()
        self._size = self.boxes.frame.size
        last_end = 0
        for number, line in enumerate(self._lines):
            start, end = line.span()
            begins_line = (
                start == 0
                or "\n" in self.text[last_end:start]
                or self.text[last_end - 1] == LINE_END_HYPHEN
            )
            last_end = end
            if number in turned:
                self._read_turned(line)
                continue
            box, may_be_raised = self.boxes.of_line(line)
            if box and self._is_certain(box):
                self.words.append(PdfWord(start, end, *box, begins_line))
                self._last_box, self._last_char, self._after_figure = box, end - 1, False
            else:
                self._read_words(line, begins_line, may_be_raised)

    def mended_text(self) -> str:
        """Return the text of the page, with exponents in superscript digits."""
        if not self.replaced:
            return self.text
        return "".join(self.replaced.get(index, letter) for index, letter in enumerate(self.text))

    def _is_certain(self, box: Box) -> bool:
        """Return whether a line is shown as a whole and begins where no other ends."""
        left, bottom, right, top = box
        width, height = self._size
        return (
            not self._is_hidden
            and top - bottom > MIN_SHOWN_POINTS
            and left >= 0 <= bottom
            and right <= width
            and top <= height
            and not self._is_beside(box)
        )

    def _turned_lines(self) -> frozenset[int]:
        """Return the numbers of the lines that are turned against the text of the page.

        If most of the text is turned, a reader turns the page, and so does this.
        """
        quarters = self.boxes.frame.quarters
        turned = self._lines_turned_against(quarters)
        if not turned:
            return turned
        chars: Counter[int] = Counter()
        for number, line in enumerate(self._lines):
            upright_at = (
                round(-self.boxes.degrees(line.start()) / 90) % 4 if number in turned else quarters
            )
            chars[upright_at] += line.end() - line.start()
        usual, _ = chars.most_common(1)[0]
        if usual == quarters:
            return turned
        self.boxes = CharBoxes(self._text_page, self.boxes.frame._replace(quarters=usual))
        return self._lines_turned_against(usual)

    def _lines_turned_against(self, quarters: int) -> frozenset[int]:
        is_upright = self.boxes.is_upright
        return frozenset(
            number
            for number, line in enumerate(self._lines)
            if not is_upright(line.start(), quarters)
        )

    def _read_turned(self, line: re.Match[str]) -> None:
        words: list[PdfWord] = []
        for match in _WORD.finditer(self.text, *line.span()):
            box = self.boxes.of_word(*match.span())
            if box and self._is_shown(*match.span(), box):
                words.append(PdfWord(*match.span(), *box, begins_line=not words))
        if words:
            self.turned.append(tuple(words))

    def _read_words(self, line: re.Match[str], begins_line: bool, may_be_raised: bool) -> None:
        """Read the words of a line without footnote marks; the mark before a note is a word."""
        for match in _WORD.finditer(self.text, *line.span()):
            start, end = match.span()
            box = self.boxes.of_word(start, end)
            if not box or not self._is_shown(start, end, box):
                continue
            beside = (may_be_raised or begins_line) and self._is_beside(box)
            if (may_be_raised or beside) and self._may_be_raised(match, box, beside):
                begins_line = self._read_raised(start, end, box, (begins_line, beside))
            else:
                touches = beside and self._touches(start, box)
                self.words.append(PdfWord(start, end, *box, begins_line, touches))
                self._last_char, self._after_figure = end - 1, False
                begins_line = False
            self._last_box = box

    def _read_raised(self, start: int, end: int, box: Box, begins: tuple[bool, bool]) -> bool:
        """Read a word that may have raised figures; return whether the next word begins a line.

        `begins` says whether the word begins a line, and whether it stands beside the word before.
        """
        begins_line, beside = begins
        left, bottom, _, top = box
        before = self.boxes.glyph(self._last_char) if beside else None
        stretches = split_raised(self.boxes, self.text, start, end, before)
        is_note = not beside and len(stretches) > 1 and stretches[0].is_raised
        touches = beside and self._touches(start, box)
        for number, stretch in enumerate(stretches):
            own = self.boxes.of_word(stretch.start, stretch.end) or box
            self._after_figure = stretch.is_raised
            if not stretch.text:
                if beside or number:
                    # What stands behind the mark is as far from the word as from its mark.
                    self.words[-1] = self.words[-1]._replace(
                        right=max(own[2], self.words[-1].right)
                    )
                continue
            for index, letter in enumerate(stretch.text, start=stretch.start):
                if letter != self.text[index]:
                    self.replaced[index] = letter
            if not stretch.is_raised:
                self._last_char = stretch.end - 1
            if is_note and not number:
                # The mark of a note is as wide as nothing.
                own, touches = (left, bottom, left, top), False
            elif number:
                is_fraction = stretch.is_raised and stretch.text.isdecimal()
                touches = not is_fraction and not (is_note and number == 1)
                touches = touches and not self._are_two_numbers(stretch.text[0])
                if touches and self.words[-1].end == stretch.start:
                    self.words[-1] = self.words[-1]._replace(end=stretch.end, right=own[2])
                    continue
            self.words.append(PdfWord(stretch.start, stretch.end, *own, begins_line, touches))
            begins_line = False
        return begins_line

    def _may_be_raised(self, match: re.Match[str], box: Box, beside: bool) -> bool:
        """Return whether a word on a line with raised figures may have one, at a first look."""
        if self.boxes.ends_otherwise():
            return True
        if beside and self._last_box:
            size = self._last_box[3] - self._last_box[1]
            if box[3] - box[1] < 0.95 * size or (match[0][0].isdecimal() and len(match[0]) < 4):
                return True
        return any(
            self.boxes.goes_on_otherwise(found.start())
            for found in _MAY_BE_RAISED.finditer(self.text, *match.span())
        )

    def _is_beside(self, box: Box) -> bool:
        """Return whether a word begins close to where the word before it ends, as marks do."""
        if not (last := self._last_box):
            return False
        size = last[3] - last[1]
        if not -0.3 * size < box[0] - last[2] < 0.5 * size:
            return False
        return min(last[3], box[3]) - max(last[1], box[1]) > 0.3 * min(size, box[3] - box[1])

    def _touches(self, start: int, box: Box) -> bool:
        """Return whether no space is between a word and the one beside it, or its mark."""
        last = self._last_box
        if last is None or box[0] - last[2] > MAX_TOUCHING_HEIGHTS * (last[3] - last[1]):
            return False
        if self._after_figure:
            return not self._are_two_numbers(self.text[start])
        return self.text[start] in _CLOSING

    def _are_two_numbers(self, letter: str) -> bool:
        """Return whether a word that begins with `letter` would become one number with the last."""
        return letter.isdecimal() and self.text[self.words[-1].end - 1].isdecimal()

    def _is_shown(self, start: int, end: int, box: Box) -> bool:
        """Return whether a word can be seen; if not, it is among those left out."""
        left, bottom, right, top = box
        width, height = self._size
        reason: LeftOutReason
        if top - bottom < MIN_SHOWN_POINTS or (
            self._is_hidden and self._is_hidden(self._text_page, start)
        ):
            reason = "hidden"
        elif not (0 <= left + right <= 2 * width and 0 <= bottom + top <= 2 * height):
            reason = "outside_page"
        else:
            return True
        self.left_out.setdefault(reason, []).append(self.text[start:end])
        return False
