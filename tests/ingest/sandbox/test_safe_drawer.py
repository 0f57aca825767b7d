"""Pages as images, with words boxed where they are printed."""

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
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
from ingest.sandbox.draw_worker import (
    EDGE_RGB,
    MAX_CROP_SCALE,
    MAX_HEIGHT_PX,
    MAX_WIDTH_PX,
    PASSAGE_RGB,
    TINT_RGB,
)
from ingest.sandbox.picture import Picture
from ingest.sandbox.safe_drawer import DRAW_LIMITS, page_image
from ingest.sandbox.safe_reader import read_safely

SIZE = (500, 500)
LINES = ("Kommunen leier ut bolig og har et sam-", "arbeid om barnevern.")
NOT_THERE = ((5000, 3), (0, 0), (9_999_999, 9_999_999))
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
        open_image(page_image(path, Picture(1, spans), "x.pdf"))
        for spans in ((), spans_for(path, words))
    )
    keep = (0, rows[0], plain.width, rows[1])
    return ImageChops.difference(plain.crop(keep), boxed.crop(keep)).getbbox()


def test_a_page_is_drawn(tmp_path: Path) -> None:
    """As wide as may be, print on white."""
    image = open_image(page_image(write_pdf(tmp_path / "a.pdf"), Picture(1), "a.pdf"))
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
    image = open_image(page_image(path, Picture(1, spans_for(path, "leier ut")), "a.pdf"))
    box = changed(path, "leier ut")
    assert box is not None
    middle = [image.getpixel((x, (box[1] + box[3]) // 2)) for x in range(box[0], box[2])]
    # On white paper the white line around the edge changes nothing.
    edges = [x for x, pixel in enumerate(middle) if pixel == EDGE_RGB]
    assert edges == [0, 1, len(middle) - 2, len(middle) - 1]
    assert TINT_RGB in middle


PARAGRAPH_LINES = 6


def write_paragraphs(path: Path, turn: int = 0, columns: int = 1) -> Path:
    """Write a page of nine paragraphs of six lines in each column, 100 points wide or 400."""
    canvas = Canvas(str(path), pagesize=(600, 840))
    canvas.setFont("Helvetica", 11)
    word = "leie" if columns > 1 else "kommunen leier ut boliger til familier og eldre som"
    for column in range(columns):
        for line in range(9 * PARAGRAPH_LINES):
            paragraph, number = divmod(line, PARAGRAPH_LINES)
            text = f"{'abc'[column]}{paragraph}{number} {word} {word}"
            canvas.drawString(50 + 180 * column, 790 - 14 * line, text)
    canvas.setPageRotation(turn)
    canvas.save()
    return path


def picture_of(path: Path, first: str, last: str, **options: bool) -> tuple[Picture, Page]:
    """Return the picture of the passage from the word `first` to the line of the word `last`."""
    (page,) = read_safely(path).pages
    start, end = page.text.index(first), page.text.index(last)
    words = spans_of(page, [(start, start + 3)])
    return Picture(1, words, spans_of(page, [(start, end + 3)]), **options), page


def with_colour(image: Image.Image, rgb: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return the box around all pixels of one colour."""
    width, height = image.size
    pixels = image.load()
    assert pixels is not None
    found = [(x, y) for x in range(width) for y in range(height) if pixels[x, y] == rgb]
    across, down = zip(*found, strict=True)
    return min(across), min(down), max(across), max(down)


def text_of(path: Path, box: tuple[float, float, float, float]) -> str:
    """Return the text of a page inside a box in points, from its head."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        left, top, right, bottom = box
        height = page.get_height()
        return str(page.get_textpage().get_text_bounded(left, height - bottom, right, height - top))


def test_a_crop_has_the_passage_and_some_lines(tmp_path: Path) -> None:
    """As wide as the column, whole lines above and below, and the print larger than on the page."""
    path = write_paragraphs(tmp_path / "a.pdf")
    picture, _ = picture_of(path, "a30", "a35", cropped=True)
    crop = open_image(page_image(path, picture, "a.pdf"))
    whole = open_image(page_image(path, replace(picture, cropped=False), "a.pdf"))
    assert crop.height < whole.height / 3
    boxes = [with_colour(image, PASSAGE_RGB) for image in (crop, whole)]
    # The lines are 520 of 600 points wide.
    assert crop.width == MAX_WIDTH_PX
    scale = (boxes[0][2] - boxes[0][0]) / (boxes[1][2] - boxes[1][0])
    assert 1.05 < scale < 1.2
    left, top, right, bottom = boxes[0]
    points = MAX_WIDTH_PX / 600 * scale
    # Three or four lines of 14 points above the box, and as many below it.
    for room in (top, crop.height - bottom):
        assert 3 * 14 * points <= room + 6 <= 4.6 * 14 * points
    assert left < 25
    assert right > crop.width - 25


def test_the_box_stands_around_the_lines_of_the_passage(tmp_path: Path) -> None:
    """And around no other; the words that matched are marked inside it."""
    path = write_paragraphs(tmp_path / "a.pdf")
    picture, _ = picture_of(path, "a30", "a35")
    whole = open_image(page_image(path, picture, "a.pdf"))
    scale = MAX_WIDTH_PX / 600
    left, top, right, bottom = (edge / scale for edge in with_colour(whole, PASSAGE_RGB))
    lines = text_of(path, (0, top, 600, bottom)).split("\r\n")
    assert [line[:3] for line in lines] == [f"a3{number}" for number in range(6)]
    assert (left, right) == pytest.approx((46, 50 + 14 + 520), abs=45)
    word = [edge / scale for edge in with_colour(whole, EDGE_RGB)]
    assert text_of(path, (word[0], word[1], word[2], word[3])).strip() == "a30"


def test_a_narrow_column_is_cropped_to_itself(tmp_path: Path) -> None:
    """Its neighbours are left out, and it is not blown up."""
    path = write_paragraphs(tmp_path / "a.pdf", columns=3)
    picture, _ = picture_of(path, "b30", "b35", cropped=True)
    crop = open_image(page_image(path, picture, "a.pdf"))
    # Forty per cent of the page and a line's height on each side.
    assert crop.width == pytest.approx(MAX_CROP_SCALE * (0.4 * 600 + 20), rel=0.05)


def test_a_passage_in_two_columns_has_two_boxes(tmp_path: Path) -> None:
    """One in each, and nothing boxed between them."""
    path = write_paragraphs(tmp_path / "a.pdf", columns=2)
    (page,) = read_safely(path).pages
    foot, head = (
        spans_of(page, [(page.text.index(first), page.text.index(last) + 3)])
        for first, last in (("a84", "a85"), ("b00", "b01"))
    )
    whole = open_image(page_image(path, Picture(1, passage=(*foot, *head)), "a.pdf"))
    scale = whole.width / 600
    left, right = (
        with_colour(whole.crop(part), PASSAGE_RGB)
        for part in (
            (0, 0, round(220 * scale), whole.height),
            (round(220 * scale), 0, whole.width, whole.height),
        )
    )
    # The first is at the foot of its column, the second at the head of the next.
    assert left[1] > 0.8 * whole.height
    assert right[3] < 0.15 * whole.height


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_cropped_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    """Along its lines, whichever way these go."""
    path = write_paragraphs(tmp_path / "a.pdf", turn)
    picture, _ = picture_of(path, "a30", "a35", cropped=True)
    crop = open_image(page_image(path, picture, "a.pdf"))
    assert (crop.width > crop.height) == (turn == 180)
    left, top, right, bottom = with_colour(crop, PASSAGE_RGB)
    assert left >= 0
    assert top >= 0
    assert (right - left > bottom - top) == (turn == 180)


@pytest.mark.parametrize("cropped", [False, True])
def test_a_large_picture_has_twice_the_pixels(tmp_path: Path, cropped: bool) -> None:
    """Each way."""
    path = write_paragraphs(tmp_path / "a.pdf")
    picture, _ = picture_of(path, "a30", "a35", cropped=cropped)
    small, large = (
        open_image(page_image(path, replace(picture, large=each), "a.pdf")).size
        for each in (False, True)
    )
    assert large == pytest.approx([2 * side for side in small], abs=2)


def test_a_narrow_picture_has_each_line_in_two(tmp_path: Path) -> None:
    """The print as large as in the crop, nothing lost, passage and words boxed where they are."""
    path = write_paragraphs(tmp_path / "a.pdf")
    picture, _ = picture_of(path, "a30", "a35", cropped=True)
    crop, parted = (
        open_image(page_image(path, replace(picture, narrow=each), "a.pdf"))
        for each in (False, True)
    )
    assert 0.5 * crop.width < parted.width < 0.6 * crop.width
    assert 1.8 * crop.height < parted.height < 2.1 * crop.height
    # Each line in full: as much ink as before, but for the boxes.
    plain = [
        open_image(page_image(path, replace(only_cropped(picture), narrow=each), "a.pdf"))
        for each in (False, True)
    ]
    ink = [sum(255 - shade for shade in image.convert("L").tobytes()) for image in plain]
    assert ink[1] == pytest.approx(ink[0], rel=0.06)
    for rgb, rows in ((PASSAGE_RGB, 2 * PARAGRAPH_LINES), (EDGE_RGB, 1)):
        wide, narrow = (with_colour(image, rgb) for image in (crop, parted))
        heights = (narrow[3] - narrow[1]) / (wide[3] - wide[1])
        assert heights == pytest.approx(1 if rows == 1 else 2, rel=0.12)


def only_cropped(picture: Picture) -> Picture:
    """Return the picture without marked words."""
    return replace(picture, words=())


def test_a_column_that_is_narrow_already_is_not_parted(tmp_path: Path) -> None:
    """Its lines fit a small window as they are."""
    path = write_paragraphs(tmp_path / "a.pdf", columns=3)
    picture, _ = picture_of(path, "b30", "b35", cropped=True)
    crop, narrow = (
        page_image(path, replace(picture, narrow=each), "a.pdf") for each in (False, True)
    )
    assert crop == narrow


def test_lines_are_parted_between_words(tmp_path: Path) -> None:
    """Whatever stands in them: long words, short lines, bold print, a table."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(600, 840))
    lines = (
        ("Helvetica-Bold", 16, "Boligsosial handlingsplan for kommunen 2026 til 2032"),
        ("Times-Roman", 11, "Ringsaker " + "boligsosialutviklingsprogramarbeid " * 3),
        ("Courier", 9, "kort linje"),
        ("Helvetica", 11, "2024      1 200 boliger      2025      1 340 boliger        2026"),
        ("Helvetica", 11, "x" * 80),
    )
    for number, (font, size, words) in enumerate(lines):
        canvas.setFont(font, size)
        canvas.drawString(60, 780 - 30 * number, words)
    canvas.save()
    picture = Picture(1, passage=((0, 400),), cropped=True)
    crop, narrow = (
        open_image(page_image(path, replace(picture, narrow=each), "a.pdf"))
        for each in (False, True)
    )
    assert narrow.width < 0.65 * crop.width
    assert narrow.height > 1.2 * (crop.height - 100)


@pytest.mark.parametrize("size", [(14_400, 14_400), (60, 14_400), (14_400, 60)])
def test_no_crop_makes_a_large_image(tmp_path: Path, size: tuple[float, float]) -> None:
    """However large or thin the page says that it is."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=size)
    canvas.drawString(20, 20, "Kommunen leier")
    canvas.save()
    picture = Picture(1, passage=((0, 14),), cropped=True, large=True, narrow=True)
    image = open_image(page_image(path, picture, "a.pdf"))
    assert 1 <= image.width <= 2 * MAX_WIDTH_PX
    assert 1 <= image.height <= 2 * MAX_HEIGHT_PX


def test_a_stretch_goes_by_the_characters_of_the_pdf() -> None:
    """What our text has and the PDF has not is left out; what is on another page too."""
    page = Page(1, None, "samarbeid om bolig", (Run(0, 10, 3), Run(3, 14, 6), Run(10, 21, 8)))
    assert spans_of(page, [(0, 9)]) == ((10, 3), (14, 6))
    assert spans_of(page, [(2, 4), (10, 12)]) == ((12, 1), (14, 1), (21, 2))
    assert spans_of(page, [(-30, -4), (18, 40), (9, 10)]) == ()


def test_characters_that_are_not_there_are_no_boxes(tmp_path: Path) -> None:
    """An address may ask for anything."""
    path = write_pdf(tmp_path / "a.pdf")
    plain = page_image(path, Picture(1), "a.pdf")
    assert page_image(path, Picture(1, NOT_THERE), "a.pdf") == plain
    # Where no passage is, there is nothing to crop to.
    assert page_image(path, Picture(1, passage=NOT_THERE, cropped=True), "a.pdf") == plain


def test_an_image_is_drawn_once(tmp_path: Path) -> None:
    """The last ones are kept: a file of the library never changes under its name."""
    path = write_pdf(tmp_path / "a.pdf")
    first = page_image(path, Picture(1), "a.pdf")
    path.unlink()
    assert page_image(path, Picture(1), "a.pdf") is first


@pytest.mark.parametrize("size", [(14_400, 14_400), (1, 14_400), (14_400, 1), (0.01, 0.01)])
def test_no_page_makes_a_large_image(tmp_path: Path, size: tuple[float, float]) -> None:
    """However large or thin it says that it is."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=size)
    canvas.showPage()
    canvas.save()
    image = open_image(page_image(path, Picture(1), "a.pdf"))
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
        page_image(write_pdf(tmp_path / "a.pdf"), Picture(1), "a.pdf")


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    """A file that is cut short, one that is locked, one that is gone, a page that is not there."""
    path = write_pdf(tmp_path / "a.pdf")
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(path.read_bytes()[:200])
    with pytest.raises(FileDamaged) as caught:
        page_image(cut, Picture(1), "rapport.pdf")
    assert caught.value.file == "rapport.pdf"
    with pytest.raises(FileLocked):
        page_image(write_pdf(tmp_path / "locked.pdf", encrypt="hemmelig"), Picture(1), "a.pdf")
    with pytest.raises(FileDamaged):
        page_image(tmp_path / "none.pdf", Picture(1), "a.pdf")
    with pytest.raises(FileDamaged):
        page_image(path, Picture(2), "a.pdf")
