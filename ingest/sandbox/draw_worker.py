"""The process that draws a page: `python -m ingest.sandbox.draw_worker`.

Its standard input is a JSON object that names the file, the page and the characters to box. It
writes the image, a PNG, to its standard output, or exits with EXIT_LOCKED or EXIT_TOO_HUNGRY.
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

EXIT_LOCKED, EXIT_TOO_HUNGRY = 3, 4
"""The exit status if the file needs a password, and if it needs more memory than is allowed."""

MAX_WIDTH_PX, MAX_HEIGHT_PX = 1100, 1600
"""Sharp at the width of a card on the page (828 px), and 100 to 400 kB a page."""

TINT_RGB = (255, 226, 138)
EDGE_RGB = (122, 66, 0)
"""The print shines through the tint; the edge has a contrast of 8:1 to white paper."""

_PADDING_PX = 2  # between a word and the edge of its box
_EDGE_PX = 2

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def draw_page(path: Path, number: int, spans: Sequence[tuple[int, int]]) -> bytes:
    """Return page `number` of the PDF at `path` as a PNG.

    `spans` are the characters to box: for each stretch the first of PDFium's and how many.

    Raises:
        pypdfium2.PdfiumError: the file or the page cannot be read.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(MAX_WIDTH_PX / max(1.0, width), MAX_HEIGHT_PX / max(1.0, height))
        image = page.render(scale=scale).to_pil().convert("RGB")
        boxes = list(_joined(_boxes(page.raw, spans, image.size)))
    _draw_boxes(image, boxes)
    png = io.BytesIO()
    image.save(png, "PNG")
    return png.getvalue()


def _boxes(raw_page: Any, spans: Iterable[tuple[int, int]], size: tuple[int, int]) -> Iterator[Box]:
    """Yield the boxes of `spans` in an image of `size` pixels: one for each line of the page."""
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
    """Return whether two boxes are on one line and less than their height apart."""
    height = min(one[3] - one[1], other[3] - other[1])
    on_one_line = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
    return on_one_line and max(one[0], other[0]) - min(one[2], other[2]) < height


def _draw_boxes(image: "Image", boxes: Sequence[Box]) -> None:
    from PIL import Image, ImageChops, ImageDraw

    if not boxes:
        return
    pad = _PADDING_PX
    padded = [(b[0] - pad, b[1] - pad, b[2] + pad, b[3] + pad) for b in boxes]
    tint = Image.new("RGB", image.size, "white")
    paint = ImageDraw.Draw(tint)
    for box in padded:
        paint.rectangle(box, fill=TINT_RGB)
    image.paste(ImageChops.multiply(image, tint))
    paint = ImageDraw.Draw(image)
    for left, top, right, bottom in padded:
        # On dark paper it is the white line that can be seen.
        paint.rectangle((left - 3, top - 3, right + 3, bottom + 3), outline="white")
        edge = (left - 2, top - 2, right + 2, bottom + 2)
        paint.rectangle(edge, outline=EDGE_RGB, width=_EDGE_PX)


def main() -> None:
    """Draw the page that standard input names."""
    request = json.load(sys.stdin)
    limit_resources(request["cpu"], request["memory"])
    forbid()
    import pypdfium2
    import pypdfium2.raw as pdfium

    spans = [(first, length) for first, length in request["spans"]]
    try:
        png = draw_page(Path(request["path"]), request["page"], spans)
    except MemoryError:
        sys.exit(EXIT_TOO_HUNGRY)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        sys.stderr.write(str(error))
        sys.exit(EXIT_LOCKED if locked else 1)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
