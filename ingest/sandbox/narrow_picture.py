"""Make a picture of print narrower without making the print smaller: its lines are parted in two.

On a phone a line of a report is three times as long as the window is wide. A reader who checks a
quote there wants to read the print; how the page looks is shown by the picture of all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from ingest.sandbox.page_boxes import Box, around

if TYPE_CHECKING:
    from PIL.Image import Image

MIN_PARTED_POINTS = 280
"""Width of the lines, in points, from which they are parted; a narrow column of a page has 250."""

EDGE_POINTS = 8
"""Room beside the print, in which the box around a passage is drawn."""

SEARCHED_SHARE = 0.2
"""The part of a line, around its middle, in which the gap is looked for that parts it."""

WORD_GAP_SHARE = 0.6
"""How wide the gap between two words is at least, beside the widest in the row."""

GAP_REST_PX = 2

MIN_LINE_SHARE = 0.5
"""How high the box of a line of print is at least, beside the others of the page."""

PAPER = 235
"""The shade, 0 to 255, from which a pixel is taken for paper."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an image, and the place of its left upper corner in the narrow one."""

    source: Box
    left: int
    top: int

    def moved(self, box: Box) -> Box | None:
        """Return the part of a box that is in the piece as one in the narrow image, or None."""
        left, top = max(box[0], self.source[0]), max(box[1], self.source[1])
        right, bottom = min(box[2], self.source[2]), min(box[3], self.source[3])
        if left >= right or top >= bottom:
            return None
        across, down = self.left - self.source[0], self.top - self.source[1]
        return left + across, top + down, right + across, bottom + down


@dataclass(frozen=True, slots=True, eq=False)
class NarrowPicture:
    """A picture whose lines were parted, and the pieces that it is made of."""

    image: "Image"
    pieces: tuple[Piece, ...]

    def moved(self, boxes: Sequence[Box]) -> list[Box]:
        """Return boxes of the wide image as boxes of the narrow one; one on a gap gives two."""
        found = (piece.moved(box) for box in boxes for piece in self.pieces)
        return [box for box in found if box is not None]


def narrow(image: "Image", lines: Sequence[Box], scale: float) -> NarrowPicture:
    """Return an image of print with each line in two, the second half under the first.

    `lines` are the boxes of the lines, in pixels, `scale` the pixels to a point. What is between
    the lines, such as a drawing, is left out. Print that is narrow already stays as it is.
    """
    from PIL import Image

    shown = [box for box in lines if _is_inside(box, image)]
    left, _, right, _ = around(shown) if shown else (0, 0, 0, 0)
    left, right = max(0, left), min(image.width, right)
    if right - left < MIN_PARTED_POINTS * scale:
        whole = Piece((0, 0, *image.size), 0, 0)
        return NarrowPicture(image, (whole,))
    edge = round(EDGE_POINTS * scale)
    pieces: list[Piece] = []
    height = 0
    for top, bottom in _rows(shown, image.height):
        gap = _gap(image, (left, top, right, bottom))
        for first, last in ((left, gap[0]), (gap[1], right)):
            # A line that ends before the middle has nothing behind it.
            if any(b[0] < last and b[2] > first and b[1] < bottom and b[3] > top for b in shown):
                pieces.append(Piece((first, top, last, bottom), edge, height))
                height += bottom - top
    width = max(piece.source[2] - piece.source[0] for piece in pieces) + 2 * edge
    narrowed = Image.new("RGB", (width, height), "white")
    for piece in pieces:
        narrowed.paste(image.crop(piece.source), (piece.left, piece.top))
    return NarrowPicture(narrowed, tuple(pieces))


def _is_inside(box: Box, image: "Image") -> bool:
    return box[0] < image.width and box[1] < image.height and box[2] > 0 and box[3] > 0


def _rows(lines: Sequence[Box], height: int) -> Iterator[tuple[int, int]]:
    """Yield the heads and feet of the rows of print, with half the room between them each."""
    rows: list[tuple[int, int]] = []
    # The box of a full stop or a space may lie at the foot of its line, or below it.
    least = MIN_LINE_SHARE * median(box[3] - box[1] for box in lines)
    high = [box for box in lines if box[3] - box[1] >= least]
    for box in sorted(high, key=lambda line: line[1]):
        top, bottom = max(0, box[1]), min(height, box[3])
        if rows and top < (rows[-1][0] + rows[-1][1]) / 2:
            rows[-1] = rows[-1][0], max(rows[-1][1], bottom)
        else:
            rows.append((top, bottom))
    for place, (top, bottom) in enumerate(rows):
        room = bottom - top
        before = rows[place - 1][1] if place else 0
        after = rows[place + 1][0] if place + 1 < len(rows) else height
        yield (
            min(top, max((before + top) // 2, top - room)),
            max(bottom, min((bottom + after) // 2, bottom + room)),
        )


def _gap(image: "Image", row: Box) -> tuple[int, int]:
    """Return where the gap between two words begins and ends that is nearest the middle of a row.

    A row without any is parted in its middle.
    """
    left, top, right, bottom = row
    middle, reach = (left + right) // 2, round((right - left) * SEARCHED_SHARE / 2)
    first, width = middle - reach, 2 * reach
    shades = image.crop((first, top, first + width, bottom)).convert("L").tobytes()
    # Each column of pixels is as dark as the darkest in it.
    is_paper = [min(shades[x::width]) >= PAPER for x in range(width)]
    stretches = groupby(range(width), key=is_paper.__getitem__)
    gaps = [[*columns] for paper, columns in stretches if paper]
    if not gaps:
        return middle, middle
    # Letters have gaps between them too.
    least = WORD_GAP_SHARE * max(map(len, gaps))
    nearest = min(
        (gap for gap in gaps if len(gap) >= least), key=lambda gap: abs(gap[len(gap) // 2] - reach)
    )
    # A little paper stays on either side of it.
    rest = min(len(nearest) // 2, GAP_REST_PX)
    return first + nearest[0] + rest, first + nearest[-1] + 1 - rest
