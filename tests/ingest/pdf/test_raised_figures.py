"""A raised figure goes from the end of what it marks, whatever stands before it.

Every line is drawn in each of the ways in which programs draw raised figures.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import Page
from tests.made_report import write_pieces

SIZE = 11.0
LINES_ON_PAGE = 40
WORDS = [
    "bolig", "leie", "plan", "kommune", "tiltak", "behov", "eldre", "ungdom", "familie", "vedtak",
    "bydel", "tomt", "hjem", "nabolag", "penger", "bygg", "eie", "barn", "skole", "vei",
]  # fmt: skip
Line = tuple[str, str, str]
"""What stands before a raised figure, the figure, and what stands behind it."""

BEFORE = [
    "bolig", "bolig.", "bolig,", "bolig)", "bolig]", "bolig»", "bolig”", 'bolig"', "bolig’",
    "bolig:", "bolig;", "bolig!", "bolig?", "77%", "77 %", "1,5", "4.2", "1 500 000", "B12",
    "boliger2020", "2", "12", "123", "2020",
]  # fmt: skip
MARKS = ["1", "9", "12", "45", "*", "**", "†", "a", "1)", "[1]", "1,2", "1, 2", "3–5"]
BEHIND = [" boliger", ", og", ").", ". Ny", " 2030 er", ": en", "”.", "; vi", ""]
LINES = [*itertools.product(BEFORE, MARKS, BEHIND)][::3]


class Drawing:
    """A page on which text is drawn as some program does."""

    def __init__(self, canvas: Canvas, way: str, size: float, rise: float) -> None:
        self.canvas, self.way, self.size, self.rise = canvas, way, size, rise

    def draw(self, x: float, y: float, line: Line, lead: str) -> None:
        """Draw a line, its raised figure in the way of the program."""
        before, figure, behind = line
        pieces = [
            (lead + before, SIZE, 0.0),
            (figure, self.size, self.rise),
            (behind + " slutt", SIZE, 0.0),
        ]
        text = self.canvas.beginText(x, y)
        for words, size, rise in pieces:
            if self.way == "rise":
                text.setFont("Times-Roman", size)
                text.setRise(rise)
                text.textOut(words)
            else:
                self.canvas.setFont("Times-Roman", size)
                parts = words if self.way == "letters" else [words]
                for part in parts:
                    self.canvas.drawString(x, y + rise, part)
                    x += self.canvas.stringWidth(part, "Times-Roman", size)
        if self.way == "rise":
            self.canvas.drawText(text)


def pages_of(path: Path, drawing: Callable[[Canvas], Drawing], turn: int) -> tuple[Page, ...]:
    """Return the pages of a PDF with all lines, each page turned by `turn` degrees."""
    canvas = Canvas(str(path))
    for first in range(0, len(LINES), LINES_ON_PAGE):
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(842, 0)
            canvas.rotate(90)
        elif turn == 180:
            canvas.translate(595, 842)
            canvas.rotate(180)
        elif turn == 270:
            canvas.translate(0, 595)
            canvas.rotate(-90)
        for position, line in enumerate(LINES[first : first + LINES_ON_PAGE]):
            lead = f"{WORDS[first // LINES_ON_PAGE % 20]} {WORDS[position % 20]} BEGYNN "
            drawing(canvas).draw(60, 780 - 18 * position, line, lead)
        canvas.showPage()
    canvas.save()
    return read_pdf(path, None, no_progress).pages


def read_lines(pages: tuple[Page, ...]) -> Iterator[str]:
    """Yield what was read of each line."""
    for page in pages:
        text = page.text.replace("\n", " ")
        yield from (part.strip() for part in re.split(r"\w+ \w+ BEGYNN ", text)[1:])


@pytest.mark.parametrize(
    ("way", "size", "rise", "turn"),
    [
        ("rise", 7, 4, 0),  # reportlab
        ("moved", 7.2, 3.6, 0),  # Word
        ("moved", 8, 4, 0),  # LaTeX
        ("moved", 9.2, 3, 0),  # browsers
        ("letters", 7, 3.7, 0),
        ("rise", 6.4, 3.7, 90),
        ("moved", 7, 4, 180),
        ("moved", 7, 4, 270),
    ],
)
def test_the_mark_of_a_note_goes_whatever_stands_before_it(
    tmp_path: Path, way: str, size: float, rise: float, turn: int
) -> None:
    pages = pages_of(
        tmp_path / "rapport.pdf", lambda canvas: Drawing(canvas, way, size, rise), turn
    )
    expected = [f"{before}{behind} slutt" for before, _, behind in LINES]
    found = list(read_lines(pages))
    assert len(expected) == 936
    assert found == expected


def text_of(path: Path, *lines: list[tuple[str, float, float]]) -> Page:
    """Return a page with lines of (words, size, rise) pieces."""
    return read_pdf(write_pieces(path, *lines), None, no_progress).pages[0]


@pytest.mark.parametrize(
    ("before", "figure", "behind", "read"),
    [
        ("Boligen er på 70 m", "2", " i alt.", "Boligen er på 70 m² i alt."),
        ("Bygget er på 900 m", "3", ", og stort.", "Bygget er på 900 m³, og stort."),
        ("Det koster 10", "6", " kroner.", "Det koster 10⁶ kroner."),
        ("Boligen har 3", "1", "/2 rom.", "Boligen har 3 1/2 rom."),
        ("Det er den 2", "nd", " plan.", "Det er den 2nd plan."),
        ("Tall fra 2019", "1", "2020 er med.", "Tall fra 2019 2020 er med."),
        ("Kommunen", "1", "/bydelen har bolig.", "Kommunen/bydelen har bolig."),
    ],
)
def test_what_is_no_mark_stays(
    tmp_path: Path, before: str, figure: str, behind: str, read: str
) -> None:
    page = text_of(tmp_path / "m.pdf", [(before, 11, 0), (figure, 7, 4), (behind, 11, 0)])
    assert page.text == read


def test_a_superscript_that_the_file_has_as_a_character_stays(tmp_path: Path) -> None:
    page = text_of(tmp_path / "m.pdf", [("Boligen er 70 m² og står ved vannet¹, sier de.", 11, 0)])
    assert page.text == "Boligen er 70 m² og står ved vannet¹, sier de."


def test_the_number_of_a_note_is_a_word_of_its_own(tmp_path: Path) -> None:
    page = text_of(
        tmp_path / "m.pdf",
        [("Kommunen eier boliger", 11, 0), ("1", 7, 4), (" og leier noen.", 11, 0)],
        [("1", 6, 3), ("Se Hagen 2019.", 9, 0)],
        [("*", 6, 3), ("Se også tabell 4.", 9, 0)],
        [("[2]", 6, 3), ("Se tabell 5.", 9, 0)],
    )
    assert page.text.splitlines()[0] == "Kommunen eier boliger og leier noen."
    assert (
        " ".join(page.text.splitlines()[1:])
        == "1 Se Hagen 2019. * Se også tabell 4. [2] Se tabell 5."
    )


@pytest.mark.parametrize("size", [22, 33])
def test_a_drop_cap_raises_nothing(tmp_path: Path, size: float) -> None:
    page = text_of(tmp_path / "m.pdf", [("K", size, 0), ("ommunen eier boliger.", 11, size - 11)])
    assert page.text == "K ommunen eier boliger."


def test_exponents_are_traced_to_the_characters_of_pdfium(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    page = text_of(
        path, [("Boligen er 70 m", 11, 0), ("2", 7, 4), (" og billig", 11, 0), ("12", 7, 4)]
    )
    assert page.text == "Boligen er 70 m² og billig"
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    traced = "".join(text[run.char : run.char + run.length] for run in page.runs)
    assert traced.split() == ["Boligen", "er", "70", "m2", "og", "billig"]


def test_the_numbered_notes_of_a_real_report_mark_no_number() -> None:
    path = Path(__file__).parents[2] / "data" / "pdf" / "noark-5-v5.pdf"
    text = read_pdf(path, None, no_progress).pages[97].text
    assert "XML Schema 1.0 og benytte tegnsettet UTF-8" in text.replace("\n", " ")
