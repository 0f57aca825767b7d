"""The boxes of characters on a page of a PDF, and the part of the page that they stand in."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

CONTEXT_LINES = 5
"""Heights of a line of print that are shown above and below a passage: three or four lines, since
these have room between them."""

MIN_CROP_SHARE = 0.4
"""Of the width of the page that a crop has at least: a passage may be one short line."""


def character_boxes(
    raw_page: Any, spans: Iterable[tuple[int, int]], size: tuple[int, int]
) -> Iterator[Box]:
    """Yield the boxes of `spans` in an image of `size` pixels: one for each line of the page.

    A span is the first of PDFium's characters and how many; -1 stands for all that follow.
    """
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    if not text_page:
        return
    corners = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_int(), ctypes.c_int()
    try:
        for first, length in spans:
            for index in range(max(0, pdfium.FPDFText_CountRects(text_page, first, length))):
                if not pdfium.FPDFText_GetRect(text_page, index, *map(ctypes.byref, corners)):
                    continue
                left, top, right, bottom = (corner.value for corner in corners)
                points = []
                # PDFium knows how the page is turned and cropped.
                for page_x, page_y in ((left, top), (right, bottom)):
                    pdfium.FPDF_PageToDevice(raw_page, 0, 0, *size, 0, page_x, page_y, x, y)
                    points.append((x.value, y.value))
                (x1, y1), (x2, y2) = points
                yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def joined(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join boxes that follow each other on one line: a match of two words is one match."""
    last: Box | None = None
    for box in boxes:
        if last is not None and _touch(last, box):
            last = around((last, box))
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def columns(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield a box around the lines of a passage in each column that it stands in.

    The lines come in the order of the text: where the next one stands wholly beside the lines
    before it, another column begins.
    """
    column: list[Box] = []
    for box in boxes:
        if column and _is_beside(around(column), box):
            yield around(column)
            column = []
        column.append(box)
    if column:
        yield around(column)


def crop_around(passage: Sequence[Box], lines: Sequence[Box], size: tuple[int, int]) -> Box:
    """Return the part of a page of `size` pixels to show of a passage, with lines around it.

    `passage` are the boxes of its lines, of which there is at least one, `lines` those of the
    whole page. No line of the passage's columns is cut through.
    """
    if sum(_height(box) - _width(box) for box in passage) > 0:
        # The lines of a page that was turned go downwards.
        across = [_turned(box) for box in passage], [_turned(box) for box in lines]
        return _turned(crop_around(*across, size[::-1]))
    left, top, right, bottom = around(passage)
    line = max(1, round(median(map(_height, passage))))
    top, bottom = top - CONTEXT_LINES * line, bottom + CONTEXT_LINES * line
    shown = [b for b in lines if b[0] < right and b[2] > left and b[1] < bottom and b[3] > top]
    left, top, right, bottom = around([*shown, (left, top, right, bottom)])
    missing = max(0, round(MIN_CROP_SHARE * size[0]) - (right - left))
    left, right = left - line, right + line + missing
    if right > size[0]:
        left, right = left - (right - size[0]), size[0]
    return max(0, left), max(0, top), right, min(size[1], bottom)


def _width(box: Box) -> int:
    return box[2] - box[0]


def _height(box: Box) -> int:
    return box[3] - box[1]


def _turned(box: Box) -> Box:
    """Return a box with across and down changed for each other."""
    return box[1], box[0], box[3], box[2]


def _touch(one: Box, other: Box) -> bool:
    """Return whether two boxes are on one line and less than their height apart."""
    height = min(one[3] - one[1], other[3] - other[1])
    on_one_line = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
    return on_one_line and max(one[0], other[0]) - min(one[2], other[2]) < height


def _is_beside(column: Box, box: Box) -> bool:
    """Return whether a line goes on beside a column, and above its foot."""
    return (box[0] >= column[2] or box[2] <= column[0]) and box[1] < column[1]
