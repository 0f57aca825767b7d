"""Ask PDFium where the characters of a page stand.

Coordinates are points from the lower left corner of the visible page, turned so that its text is
upright. Asking takes time, so a line that certainly has no gaps and no raised figures is asked
about as a whole.
"""

import ctypes
import math
import re
from math import isfinite
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""

MAX_CHAR_WIDTH_HEIGHTS = 0.52
"""In heights of the line, on average: a line with wider characters may have a gap. Prose has 0.42.
"""

MIN_TURN_DEGREES = 30.0
"""Text that is turned by less is upright: to PDFium, a slanted font is turned by up to 20."""

_MAX_FIGURE_HEIGHTS = 3.0
"""In heights of the line: what is wider is not a raised figure. A quotation mark or a dash that is
drawn separately may be taken for one; the line is then read word by word."""

_USUAL_DESCENT_HEIGHTS = 0.27
"""In heights of the line: fonts have their baseline at 0.2 to 0.25, raised figures stand higher."""

_MAX_DIFFERENCE_HEIGHTS = 0.05
"""In heights of a word: characters that differ by less stand beside each other in one type."""

_CLEAR_RISE_HEIGHTS = 0.05
"""In heights of the line: ink that begins this much above the baseline may be a raised figure."""

# The last digit of each group that follows other characters directly: a note's mark may be it.
_LAST_DIGIT = re.compile(r"(?<=\S)\d(?!\d)")


class Glyph(NamedTuple):
    """A character as it is drawn, in points: its baseline, its size of type and its ink."""

    baseline: float
    size: float
    ink_bottom: float
    ink_top: float


class Frame(NamedTuple):
    """The visible part of a page in PDFium's coordinates, and by how many quarters it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Return the width and the height of the page, turned."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    @property
    def is_plain(self) -> bool:
        """Return whether PDFium's coordinates are those of the visible page already."""
        return not (self.quarters or self.left or self.bottom)

    def turned(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of PDFium's on the visible page."""
        if self.quarters == 1:
            return bottom - self.bottom, self.right - right, top - self.bottom, self.right - left
        if self.quarters == 2:
            return self.right - right, self.top - top, self.right - left, self.top - bottom
        if self.quarters == 3:
            return self.top - top, left - self.left, self.top - bottom, right - self.left
        return left - self.left, bottom - self.bottom, right - self.left, top - self.bottom


def page_frame(raw_page: Any) -> Frame:
    """Return the visible part of a page."""
    import pypdfium2.raw as pdfium

    quarters = pdfium.FPDFPage_GetRotation(raw_page)
    visible = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(raw_page, ctypes.byref(visible)):
        return Frame(visible.left, visible.bottom, visible.right, visible.top, quarters)
    width, height = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    return Frame(0.0, 0.0, *((height, width) if quarters % 2 else (width, height)), quarters)


class CharBoxes:
    """The boxes of a text page's characters, as high as their font."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        import pypdfium2.raw as pdfium

        self.frame = frame
        self._pdfium = pdfium
        self._page = text_page
        self._char_box = pdfium.FPDFText_GetLooseCharBox
        self._char_angle = pdfium.FPDFText_GetCharAngle
        self._char_ink = pdfium.FPDFText_GetCharBox
        self._count_rects = pdfium.FPDFText_CountRects
        self._get_rect = pdfium.FPDFText_GetRect
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._inner = pdfium.FS_RECTF()
        self._to_inner = ctypes.byref(self._inner)
        self._matrix = pdfium.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)
        self._to_first, self._to_last = ctypes.byref(self._first), ctypes.byref(self._last)
        # One array, which is read at once, and its four numbers, which PDFium writes.
        self._all_sides = (ctypes.c_double * 4)()
        self._sides = [ctypes.c_double.from_buffer(self._all_sides, 8 * n) for n in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]
        self._turned = None if frame.is_plain else frame.turned

    def of_word(self, start: int, end: int) -> Box | None:
        """Return the box of a word on one line, as high as its first character, if it has one."""
        char_box, first, last = self._char_box, self._first, self._last
        if not char_box(self._page, start, self._to_first) or not char_box(
            self._page, end - 1, self._to_last
        ):
            return None
        if self._turned:
            one = self._turned(first.left, first.bottom, first.right, first.top)
            other = self._turned(last.left, last.bottom, last.right, last.top)
            first.left, first.bottom, first.right, first.top = one
            last.left, last.bottom, last.right, last.top = other
        left, right, bottom, top = first.left, first.right, first.bottom, first.top
        if last.left < left:
            left = last.left
        if last.right > right:
            right = last.right
        if bottom > top:
            bottom, top = top, bottom
        # A broken matrix gives coordinates that are not numbers.
        return (left, bottom, right, top) if isfinite(left + bottom + right + top) else None

    def ends_otherwise(self) -> bool:
        """Return whether the last word asked about ends higher or smaller than it begins."""
        return _is_otherwise(self._first, self._last)

    def goes_on_otherwise(self, index: int) -> bool:
        """Return whether the last word asked about has a character that is higher or smaller."""
        inner, first = self._inner, self._first
        if not self._char_box(self._page, index, self._to_inner):
            return False
        if self._turned:
            inner.left, inner.bottom, inner.right, inner.top = self._turned(
                inner.left, inner.bottom, inner.right, inner.top
            )
        return _is_otherwise(first, inner) or self._is_ink_raised(
            index, first.bottom, abs(first.top - first.bottom)
        )

    def of_line(self, line: re.Match[str]) -> tuple[Box | None, bool]:
        """Return the box of a line if it has no gaps, and whether it may have raised figures.

        PDFium's rectangles show the gaps: there is one for each stretch that the file draws at
        once.
        """
        start, end = line.span()
        if not (box := self.of_word(start, end)):
            return None, True
        # The number of the line may stand before it.
        has_gaps = line.string[start].isdecimal()
        left, bottom, right, top = box
        size = top - bottom
        if abs(self._last.top - self._last.bottom - size) > 0.1 * size:
            return None, True
        has_gaps = has_gaps or right - left > MAX_CHAR_WIDTH_HEIGHTS * size * (end - start)
        last_right = left
        # Ink that begins lower begins on the baseline; only what does not is asked about further.
        clear, baseline = bottom + _USUAL_DESCENT_HEIGHTS * size, None
        get_rect, page, sides, to_sides = self._get_rect, self._page, self._sides, self._to_sides
        all_sides, turned = self._all_sides, self._turned
        for index in range(self._count_rects(page, start, end - start)):
            get_rect(page, index, *to_sides)
            rect_left, rect_top, rect_right, rect_bottom = all_sides
            if turned:
                rect_left, rect_bottom, rect_right, rect_top = turned(
                    rect_left, rect_bottom, rect_right, rect_top
                )
            if rect_bottom > clear and rect_right - rect_left < _MAX_FIGURE_HEIGHTS * size:
                baseline = self._baseline(start) if baseline is None else baseline
                if rect_bottom > baseline + _CLEAR_RISE_HEIGHTS * size:
                    return None, True
            middle = (rect_top + rect_bottom) / 2
            if abs(rect_left - last_right) > size or not bottom < middle < top:
                has_gaps = True
            last_right = rect_right
        char_ink, ink_bottom = self._char_ink, sides[2]
        for digit in _LAST_DIGIT.finditer(line.string, start, end):
            index = digit.start()
            char_ink(page, index, *to_sides)
            if (self._turned or ink_bottom.value > clear) and self._is_ink_raised(
                index, clear, size
            ):
                return None, True
        return None if has_gaps else box, False

    def glyph(self, index: int) -> Glyph | None:
        """Return how a character is drawn, or None if that is not known."""
        matrix = self._matrix
        known = self._pdfium.FPDFText_GetMatrix(self._page, index, self._to_matrix)
        ink = self._ink(index)
        if not known or not ink:
            return None
        size = self._pdfium.FPDFText_GetFontSize(self._page, index)
        glyph = Glyph(
            self._baseline(index), abs(size) * math.hypot(matrix.c, matrix.d), ink[1], ink[3]
        )
        return glyph if isfinite(sum(glyph)) else None

    def is_upright(self, index: int, quarters: int) -> bool:
        """Return whether a character is upright on a page that is turned by `quarters`."""
        angle = self._char_angle(self._page, index)
        if not angle and not quarters:
            return True
        degrees = math.degrees(angle) + 90 * quarters
        return abs((degrees + 180) % 360 - 180) < MIN_TURN_DEGREES

    def degrees(self, index: int) -> float:
        """Return the angle of a character, clockwise."""
        return math.degrees(self._char_angle(self._page, index))

    def _ink(self, index: int) -> Box | None:
        if not self._char_ink(self._page, index, *self._to_sides):
            return None
        left, right, bottom, top = self._sides
        if self._turned:
            return self._turned(left.value, bottom.value, right.value, top.value)
        return left.value, bottom.value, right.value, top.value

    def _baseline(self, index: int) -> float:
        x, y = self._sides[:2]
        self._pdfium.FPDFText_GetCharOrigin(self._page, index, *self._to_sides[:2])
        return self.frame.turned(x.value, y.value, x.value, y.value)[1]

    def _is_ink_raised(self, index: int, clear: float, size: float) -> bool:
        """Return whether a digit is a small one that its font raises itself."""
        ink = self._ink(index)
        if ink is None or ink[1] <= clear:
            return False
        return ink[1] > self._baseline(index) + 2 * _CLEAR_RISE_HEIGHTS * size


def _is_otherwise(one: Any, other: Any) -> bool:
    """Return whether two of PDFium's boxes have another height or another lower edge."""
    size = abs(one.top - one.bottom)
    rise = min(other.bottom, other.top) - min(one.bottom, one.top)
    return bool(
        abs(abs(other.top - other.bottom) - size) > _MAX_DIFFERENCE_HEIGHTS * size
        or abs(rise) > _MAX_DIFFERENCE_HEIGHTS * size
    )
