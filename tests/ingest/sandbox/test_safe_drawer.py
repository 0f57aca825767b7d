"""Pages as images, with words boxed where they are printed."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import (
    FileDamaged,
    FileLocked,
    FileTooHungry,
    FileTooLarge,
    FileTooSlow,
)
from ingest.reading.file_text import Page, Run, Spans, spans_of
from ingest.sandbox import safe_drawer as module
from ingest.sandbox.draw_worker import EDGE_RGB, MAX_HEIGHT_PX, MAX_WIDTH_PX, TINT_RGB
from ingest.sandbox.safe_drawer import DRAW_LIMITS, page_image
from ingest.sandbox.safe_reader import read_safely

SIZE = (500, 500)
LINES = ("Kommunen leier ut bolig og har et sam-", "arbeid om barnevern.")
LEFT, BASE, LEADING, TYPE = 100, 400, 15, 12


def write_pdf(
    path: Path, turn: int = 0, crop: tuple[int, int, int, int] | None = None, **options: str
) -> Path:
    """Write a page of two lines; `turn` and `crop` (left, bottom, right, top) are how it is shown.

    Inside the crop the lines stand as they do on a whole page.
    """
    canvas = Canvas(str(path), pagesize=SIZE, **options)
    canvas.setFont("Helvetica", TYPE)
    for number, line in enumerate(LINES):
        canvas.drawString(LEFT, BASE - LEADING * number, line)
    canvas.setPageRotation(turn)
    if crop:
        canvas.setCropBox(crop)
    canvas.showPage()
    canvas.save()
    return path


def spans_for(path: Path, words: str) -> Spans:
    """Return the characters of PDFium that `words` were read from."""
    (page,) = read_safely(path).pages
    start = page.text.index(words)
    return spans_of(page, [(start, start + len(words))])


def open_image(png: bytes) -> Image.Image:
    """Return a PNG as an image."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def changed(
    path: Path, words: str, rows: tuple[int, int] = (0, MAX_HEIGHT_PX)
) -> tuple[int, ...] | None:
    """Return the part of the image, in pixels, that boxing `words` changes between two rows."""
    plain, boxed = (
        open_image(page_image(path, 1, spans, "x.pdf")) for spans in ((), spans_for(path, words))
    )
    keep = (0, rows[0], plain.width, rows[1])
    return ImageChops.difference(plain.crop(keep), boxed.crop(keep)).getbbox()


def test_a_page_is_drawn(tmp_path: Path) -> None:
    """As wide as may be, print on white."""
    image = open_image(page_image(write_pdf(tmp_path / "a.pdf"), 1, (), "a.pdf"))
    assert image.size == (MAX_WIDTH_PX, MAX_WIDTH_PX)
    assert image.getextrema() == ((0, 255), (0, 255), (0, 255))


@pytest.mark.parametrize("crop", [None, (60, 300, 400, 500)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_stands_around_its_word(
    tmp_path: Path, turn: int, crop: tuple[int, int, int, int] | None
) -> None:
    """Within four pixels of what the font says, however the page is turned and cropped."""
    path = write_pdf(tmp_path / "a.pdf", turn, crop)
    left, bottom, right, top = crop or (0, 0, *SIZE)
    width, height = right - left, top - bottom
    x = LEFT + stringWidth("Kommunen leier ut ", "Helvetica", TYPE) - left
    across = (x, x + stringWidth("bolig", "Helvetica", TYPE))
    # From the foot of the g to the head of the b.
    up = (BASE - 0.21 * TYPE - bottom, BASE + 0.73 * TYPE - bottom)
    shown = {
        0: (across, (height - up[1], height - up[0])),
        90: (up, across),
        180: ((width - across[1], width - across[0]), up),
        270: ((height - up[1], height - up[0]), (width - across[1], width - across[0])),
    }[turn]
    wide, high = (width, height) if turn in (0, 180) else (height, width)
    scale = min(MAX_WIDTH_PX / wide, MAX_HEIGHT_PX / high)
    (x1, x2), (y1, y2) = shown
    # Two pixels of room and two of edge.
    expected = (scale * x1 - 4, scale * y1 - 4, scale * x2 + 4, scale * y2 + 4)
    assert changed(path, "bolig") == pytest.approx(expected, abs=4)


def test_a_word_over_two_lines_has_two_boxes(tmp_path: Path) -> None:
    """One on each line, and nothing between them."""
    path = write_pdf(tmp_path / "a.pdf")
    scale = MAX_WIDTH_PX / SIZE[0]
    between = round(scale * (SIZE[1] - BASE + 3))
    above = changed(path, "samarbeid", (0, between))
    below = changed(path, "samarbeid", (between, MAX_HEIGHT_PX))
    assert above is not None
    assert below is not None
    end = LEFT + stringWidth(LINES[0], "Helvetica", TYPE)
    # The hyphen is not a letter of the word.
    assert above[2] == pytest.approx(scale * end, abs=scale * stringWidth("-", "Helvetica", TYPE))
    assert below[0] == pytest.approx(scale * LEFT, abs=8)


def test_words_side_by_side_share_a_box(tmp_path: Path) -> None:
    """With an edge at each end and none between them."""
    path = write_pdf(tmp_path / "a.pdf")
    image = open_image(page_image(path, 1, spans_for(path, "leier ut"), "a.pdf"))
    box = changed(path, "leier ut")
    assert box is not None
    middle = [image.getpixel((x, (box[1] + box[3]) // 2)) for x in range(box[0], box[2])]
    # On white paper the white line around the edge changes nothing.
    edges = [x for x, pixel in enumerate(middle) if pixel == EDGE_RGB]
    assert edges == [0, 1, len(middle) - 2, len(middle) - 1]
    assert TINT_RGB in middle


def test_a_stretch_goes_by_the_characters_of_the_pdf() -> None:
    """What our text has and the PDF has not is left out; what is on another page too."""
    page = Page(1, None, "samarbeid om bolig", (Run(0, 10, 3), Run(3, 14, 6), Run(10, 21, 8)))
    assert spans_of(page, [(0, 9)]) == ((10, 3), (14, 6))
    assert spans_of(page, [(2, 4), (10, 12)]) == ((12, 1), (14, 1), (21, 2))
    assert spans_of(page, [(-30, -4), (18, 40), (9, 10)]) == ()


def test_characters_that_are_not_there_are_no_boxes(tmp_path: Path) -> None:
    """An address may ask for anything."""
    path = write_pdf(tmp_path / "a.pdf")
    plain = page_image(path, 1, (), "a.pdf")
    assert page_image(path, 1, ((5000, 3), (0, 0), (9_999_999, 9_999_999)), "a.pdf") == plain


def test_an_image_is_drawn_once(tmp_path: Path) -> None:
    """The last ones are kept: a file of the library never changes under its name."""
    path = write_pdf(tmp_path / "a.pdf")
    first = page_image(path, 1, (), "a.pdf")
    path.unlink()
    assert page_image(path, 1, (), "a.pdf") is first


@pytest.mark.parametrize("size", [(14_400, 14_400), (1, 14_400), (14_400, 1), (0.01, 0.01)])
def test_no_page_makes_a_large_image(tmp_path: Path, size: tuple[float, float]) -> None:
    """However large or thin it says that it is."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=size)
    canvas.showPage()
    canvas.save()
    image = open_image(page_image(path, 1, (), "a.pdf"))
    assert 1 <= image.width <= MAX_WIDTH_PX
    assert 1 <= image.height <= MAX_HEIGHT_PX


@pytest.mark.parametrize(
    ("limit", "value", "refusal"),
    [
        ("answer", 50, FileTooLarge),
        ("wall", 0, FileTooSlow),
        ("cpu", 0, FileTooSlow),
        ("memory", 1_000, FileTooHungry),
    ],
)
def test_each_limit_holds(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: int,
    refusal: type[Exception],
) -> None:
    """A page that asks too much is given up."""
    monkeypatch.setattr(module, "DRAW_LIMITS", replace(DRAW_LIMITS, **{limit: value}))
    with pytest.raises(refusal):
        page_image(write_pdf(tmp_path / "a.pdf"), 1, (), "a.pdf")


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    """A file that is cut short, one that is locked, one that is gone, a page that is not there."""
    path = write_pdf(tmp_path / "a.pdf")
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(path.read_bytes()[:200])
    with pytest.raises(FileDamaged) as caught:
        page_image(cut, 1, (), "rapport.pdf")
    assert caught.value.file == "rapport.pdf"
    with pytest.raises(FileLocked):
        page_image(write_pdf(tmp_path / "locked.pdf", encrypt="hemmelig"), 1, (), "a.pdf")
    with pytest.raises(FileDamaged):
        page_image(tmp_path / "none.pdf", 1, (), "a.pdf")
    with pytest.raises(FileDamaged):
        page_image(path, 2, (), "a.pdf")
