"""The process that draws a page: `python -m ingest.sandbox.draw_worker`.

Its standard input is a JSON object that names the file and what is to be drawn of it. It writes
the image, a PNG, to its standard output, or exits with EXIT_LOCKED or EXIT_TOO_HUNGRY.
"""

import io
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.sandbox.narrow_picture import narrow
from ingest.sandbox.page_boxes import (
    Box,
    character_boxes,
    columns,
    crop_around,
    joined,
)
from ingest.sandbox.picture import Picture
from ingest.sandbox.restrictions import forbid, limit_resources

if TYPE_CHECKING:
    from PIL.Image import Image

EXIT_LOCKED, EXIT_TOO_HUNGRY = 3, 4
"""The exit status if the file needs a password, and if it needs more memory than is allowed."""

MAX_WIDTH_PX, MAX_HEIGHT_PX = 1100, 1600
"""Sharp at the width of a card on the page (828 px), and 100 to 400 kB a page."""

MAX_CROP_SCALE = 2.4
"""Pixels to a point of a crop: print of 11 points has at most 26 pixels, and is not blown up."""

LARGE_TIMES = 2
LOOKED_AT_PX = 2000
"""Width and height of the image that the place of a passage is looked up in; it is not drawn."""

TINT_RGB = (255, 226, 138)
EDGE_RGB = (122, 66, 0)
"""The print shines through the tint; the edge has a contrast of 8:1 to white paper."""

PASSAGE_RGB = (0, 92, 175)
"""The box around a passage; 6:1 to white paper."""

_PADDING_PX = 2  # between a word and the edge of its box
_EDGE_PX = 2
_PASSAGE_PADDING_PX = 9, 4  # across and down: lines of print are near each other
_PASSAGE_EDGE_PX = 3


def draw_page(path: Path, picture: Picture) -> bytes:
    """Return the picture of a page of the PDF at `path` as a PNG.

    Raises:
        pypdfium2.PdfiumError: the file or the page cannot be read.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[picture.page - 1]
        width, height = page.get_size()
        crop = _crop(page, picture)
        scale = _scale(crop, picture)
        # What is cut off: from the left, the foot, the right and the head of the page.
        edges = (crop[0], height - crop[3], width - crop[2], crop[1])
        image = page.render(scale=scale, crop=edges if picture.cropped else (0, 0, 0, 0))
        drawn = image.to_pil().convert("RGB")
        size = (math.ceil(width * scale), math.ceil(height * scale))
        # pypdfium2 cuts off whole pixels, and rounds them up.
        shift = (math.ceil(crop[0] * scale), math.ceil(crop[1] * scale))
        words, passage, lines = (
            [_moved(box, shift) for box in character_boxes(page.raw, spans, size)]
            for spans in (picture.words, picture.passage, [(0, -1)] if picture.narrow else [])
        )
    if picture.narrow:
        parted = narrow(drawn, lines, scale)
        drawn, words, passage = parted.image, parted.moved(words), parted.moved(passage)
    _draw_passage(drawn, list(columns(passage)))
    _draw_words(drawn, list(joined(words)))
    png = io.BytesIO()
    drawn.save(png, "PNG")
    return png.getvalue()


def _crop(page: Any, picture: Picture) -> tuple[float, float, float, float]:
    """Return the part of the page to draw in points: left, top, right and bottom."""
    width, height = page.get_size()
    scale = min(LOOKED_AT_PX / max(1.0, width), LOOKED_AT_PX / max(1.0, height))
    size = (math.ceil(width * scale), math.ceil(height * scale))
    passage = list(character_boxes(page.raw, picture.passage, size)) if picture.cropped else []
    if not passage:
        return 0, 0, width, height
    lines = list(character_boxes(page.raw, [(0, -1)], size))
    left, top, right, bottom = (edge / scale for edge in crop_around(passage, lines, size))
    return left, top, min(right, width), min(bottom, height)


def _scale(crop: tuple[float, float, float, float], picture: Picture) -> float:
    """Return how many pixels a point of the page has."""
    left, top, right, bottom = crop
    times = LARGE_TIMES if picture.large else 1
    scale = min(MAX_WIDTH_PX / max(1.0, right - left), MAX_HEIGHT_PX / max(1.0, bottom - top))
    return times * (min(scale, MAX_CROP_SCALE) if picture.cropped else scale)


def _moved(box: Box, shift: tuple[int, int]) -> Box:
    return box[0] - shift[0], box[1] - shift[1], box[2] - shift[0], box[3] - shift[1]


def _draw_passage(image: "Image", boxes: Sequence[Box]) -> None:
    from PIL import ImageDraw

    paint = ImageDraw.Draw(image)
    across, down = _PASSAGE_PADDING_PX
    for left, top, right, bottom in boxes:
        edge = (left - across, top - down, right + across, bottom + down)
        paint.rectangle(edge, outline=PASSAGE_RGB, width=_PASSAGE_EDGE_PX)


def _draw_words(image: "Image", boxes: Sequence[Box]) -> None:
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

    picture = Picture(**request["picture"])
    try:
        png = draw_page(Path(request["path"]), picture)
    except MemoryError:
        sys.exit(EXIT_TOO_HUNGRY)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        sys.stderr.write(str(error))
        sys.exit(EXIT_LOCKED if locked else 1)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
