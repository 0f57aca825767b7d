"""Columns and stretches that are drawn in another order are read in theirs."""

import itertools
import random
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import FileText, LeftOut

SENTENCES = [
    "Kommunen leier boliger av private eiere og leier dem videre til husholdninger som venter.",
    "Husbanken gir tilskudd til utleieboliger for vanskeligstilte på boligmarkedet i kommunen.",
    "Tiltaket kostet 12 millioner kroner og ga 21 nye boliger i løpet av tre år.",
    "Ungdom uten bolig får råd og veiledning av boligkontoret, og noen får startlån.",
    "Behovet for omsorgsboliger øker fram mot 2040, særlig i bydelene nær sentrum.",
]


def prose(name: str, sentences: int) -> str:
    """Return a text of its own for each name."""
    chosen = random.Random(name).choices(SENTENCES, k=sentences)  # noqa: S311 no secret
    return f"{name} begynner her. {' '.join(chosen)} {name} slutter her."


def page_text(path: Path) -> str:
    """Return the text of the first page as one line."""
    return " ".join(read_pdf(path, None, no_progress).pages[0].text.split())


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("shorter", [0, 3])
@pytest.mark.parametrize("size", [8, 10])
def test_columns_drawn_row_by_row_are_read_one_after_another(
    tmp_path: Path, count: int, shorter: int, size: float
) -> None:
    """Each column may be shorter than the one before it."""
    path = tmp_path / "m.pdf"
    width = (495 - 18 * (count - 1)) / count
    columns = [
        textwrap.wrap(
            prose(f"Spalte {'ABCD'[number]}", 12 - shorter * number), int(width / size * 2)
        )
        for number in range(count)
    ]
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(50, 800, "En overskrift over hele siden")
    canvas.setFont("Times-Roman", size)
    for number, row in enumerate(itertools.zip_longest(*columns)):
        for column, line in enumerate(row):
            canvas.drawString(50 + column * (width + 18), 770 - 1.25 * size * number, line or "")
    canvas.save()
    assert page_text(path) == " ".join(
        ["En overskrift over hele siden", *itertools.chain(*columns)]
    )


def test_a_table_of_three_columns_stays_rows(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    canvas = Canvas(str(path))
    for row in range(10):
        for column, text in enumerate(("Kjøp av boliger", "Leie av boliger", "Bygging av boliger")):
            canvas.drawString(50 + 175 * column, 780 - 16 * row, f"{text} i år {row + 1}")
    canvas.save()
    text = page_text(path)
    assert "Kjøp av boliger i år 4 | Leie av boliger i år 4 | Bygging av boliger i år 4" in text


def draw_paragraphs(path: Path, order: Sequence[int], reverse_lines: bool) -> str:
    """Draw paragraphs in an order of the file, and return their text from above."""
    paragraphs = [textwrap.wrap(prose(f"Avsnitt {n + 1}", 3), 90) for n in range(len(order))]
    places: list[list[tuple[float, str]]] = []
    top = 780.0
    for lines in paragraphs:
        places.append([(top - 14 * number, line) for number, line in enumerate(lines)])
        top -= 14 * len(lines) + 10
    canvas = Canvas(str(path))
    for number in order:
        for bottom, line in reversed(places[number]) if reverse_lines else places[number]:
            canvas.drawString(60, bottom, line)
    canvas.save()
    return " ".join(itertools.chain(*paragraphs))


@pytest.mark.parametrize("seed", range(12))
def test_a_page_drawn_in_any_order_is_read_from_above(tmp_path: Path, seed: int) -> None:
    order = random.Random(seed).sample(range(6), 6)  # noqa: S311 no secret
    expected = draw_paragraphs(tmp_path / "m.pdf", order, reverse_lines=False)
    assert page_text(tmp_path / "m.pdf") == expected


def test_a_page_drawn_line_by_line_from_below_is_read_from_above(tmp_path: Path) -> None:
    expected = draw_paragraphs(tmp_path / "m.pdf", [3, 2, 1, 0], reverse_lines=True)
    assert page_text(tmp_path / "m.pdf") == expected


def read_with_side_text(path: Path, sides: Sequence[str]) -> FileText:
    """Return what is read of pages with turned text at the side, drawn amid their text."""
    canvas = Canvas(str(path))
    for number, side in enumerate(sides):
        for row in range(20):
            if row == 10:
                canvas.saveState()
                canvas.translate(30, 400)
                canvas.rotate(90)
                canvas.drawString(0, 0, side)
                canvas.restoreState()
            canvas.drawString(72, 760 - 14 * row, f"linje {row} på side {number} om boliger og")
        canvas.showPage()
    canvas.save()
    return read_pdf(path, None, no_progress)


def test_turned_text_stands_behind_the_text_of_its_page(tmp_path: Path) -> None:
    read = read_with_side_text(tmp_path / "m.pdf", ["Kapittel 2 Bolig til alle"])
    *_, last = lines = read.pages[0].text.splitlines()
    assert last == "Kapittel 2 Bolig til alle"
    assert "linje 9 på side 0 om boliger og linje 10 på side 0" in lines[0]


def test_turned_text_that_is_repeated_is_a_running_head(tmp_path: Path) -> None:
    read = read_with_side_text(tmp_path / "m.pdf", ["BOLIG TIL ALLE"] * 3)
    assert all("BOLIG TIL ALLE" not in page.text for page in read.pages)
    assert [stretch for stretch in read.left_out if stretch.text == "BOLIG TIL ALLE"] == [
        LeftOut(number, "running_head", "BOLIG TIL ALLE") for number in (1, 2, 3)
    ]


def test_a_page_whose_text_is_turned_is_read_as_its_reader_turns_it(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    canvas = Canvas(str(path))
    canvas.translate(560, 0)
    canvas.rotate(90)
    lines = textwrap.wrap(prose("Siden", 4), 90)
    for number, line in enumerate(lines):
        canvas.drawString(60, 500 - 14 * number, line)
    canvas.save()
    assert page_text(path) == " ".join(lines)
