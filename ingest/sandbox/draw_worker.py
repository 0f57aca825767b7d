"""The process that draws a page: `python -m ingest.sandbox.draw_worker`.

It is told on its standard input which page of which file, and which stretches of its text to box;
it writes the image, a PNG, to its standard output, or ends with LOCKED or HUNGRY.
"""

import ctypes
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.sandbox.restrictions import forbid, limit_resources

if TYPE_CHECKING:
    from PIL.Image import Image

LOCKED, HUNGRY = 3, 4
"""The exit status where the file needs a password, and where it needs more memory than it may."""

WIDTH, HEIGHT = 1100, 1600
"""The most pixels of an image: sharp at the width of a card (828 px), 100 to 400 kB a page."""

TINT = (255, 226, 138)
EDGE = (122, 66, 0)
"""The tint lets what is printed shine through; the edge stands out by 8:1 from white paper."""

_ROOM = 2  # pixels between a word and its box
_EDGE_WIDTH = 2

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def draw_page(path: Path, number: int, spans: Sequence[tuple[int, int]]) -> bytes:
    """Return page `number` of the PDF at `path` as a PNG.

    `spans` are what is boxed: the first of PDFium's characters and how many.

    Raises:
        pypdfium2.PdfiumError: the file or the page cannot be read.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(1.0, width), HEIGHT / max(1.0, height))
        image = page.render(scale=scale).to_pil().convert("RGB")
        boxes = list(_joined(_boxes(page.raw, spans, image.size)))
    _draw_boxes(image, boxes)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _boxes(raw_page: Any, spans: Iterable[tuple[int, int]], size: tuple[int, int]) -> Iterator[Box]:
    """Yield the places of `spans` in an image of `size`, one a line of the page."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(raw_page)
    if not text_page:
        return
    corners = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_int(), ctypes.c_int()
    try:
        for first, length in spans:
            for place in range(max(0, pdfium.FPDFText_CountRects(text_page, first, length))):
                if not pdfium.FPDFText_GetRect(text_page, place, *map(ctypes.byref, corners)):
                    continue
                left, top, right, bottom = (corner.value for corner in corners)
                points = []
                # PDFium knows how the page is turned and cropped.
                for across, up in ((left, top), (right, bottom)):
                    pdfium.FPDF_PageToDevice(raw_page, 0, 0, *size, 0, across, up, x, y)
                    points.append((x.value, y.value))
                (x1, y1), (x2, y2) = points
                yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _joined(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join boxes that follow each other on one line: a match of two words is one match."""
    last: Box | None = None
    for box in boxes:
        if last is not None and _touch(last, box):
            left, top = min(last[0], box[0]), min(last[1], box[1])
            last = (left, top, max(last[2], box[2]), max(last[3], box[3]))
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


def _touch(one: Box, other: Box) -> bool:
    height = min(one[3] - one[1], other[3] - other[1])
    level = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
    return level and max(one[0], other[0]) - min(one[2], other[2]) < height


def _draw_boxes(image: "Image", boxes: Sequence[Box]) -> None:
    from PIL import Image, ImageChops, ImageDraw

    if not boxes:
        return
    around = [(b[0] - _ROOM, b[1] - _ROOM, b[2] + _ROOM, b[3] + _ROOM) for b in boxes]
    tint = Image.new("RGB", image.size, "white")
    paint = ImageDraw.Draw(tint)
    for box in around:
        paint.rectangle(box, fill=TINT)
    image.paste(ImageChops.multiply(image, tint))
    paint = ImageDraw.Draw(image)
    for left, top, right, bottom in around:
        # On dark paper the white line is what is seen.
        paint.rectangle((left - 3, top - 3, right + 3, bottom + 3), outline="white")
        paint.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline=EDGE, width=_EDGE_WIDTH)


def main() -> None:
    """Draw the page that standard input names."""
    asked = json.load(sys.stdin)
    limit_resources(asked["cpu"], asked["memory"])
    forbid()
    import pypdfium2
    import pypdfium2.raw as pdfium

    spans = [(first, length) for first, length in asked["spans"]]
    try:
        drawn = draw_page(Path(asked["path"]), asked["page"], spans)
    except MemoryError:
        sys.exit(HUNGRY)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        sys.stderr.write(str(error))
        sys.exit(LOCKED if locked else 1)
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
