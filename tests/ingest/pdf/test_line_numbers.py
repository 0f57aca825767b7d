"""Numbers printed before the lines are removed, in PDFs written here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress

Line = tuple[int | None, str]
MakePdf = Callable[..., Path]


@pytest.fixture
def numbered(tmp_path: Path) -> MakePdf:
    """A maker of a PDF from pages of (number, line) pairs; a line may lack its number."""

    def make(*pages: list[Line]) -> Path:
        path = tmp_path / "programutkast.pdf"
        canvas = Canvas(str(path))
        for lines in pages:
            for position, (number, line) in enumerate(lines):
                if number:
                    canvas.drawRightString(60, 800 - 14 * position, str(number))
                canvas.drawString(80, 800 - 14 * position, line)
            canvas.showPage()
        canvas.save()
        return path

    return make


def lines_of(first: int, *lines: str) -> list[Line]:
    """Return the lines with their numbers, which begin with `first`."""
    return [(first + position, line) for position, line in enumerate(lines)]


PAGE = (
    "Kommunen skal gi",
    "hjelp til dem som",
    "trenger en bolig,",
    "og følge dem opp",
    "over tid.",
)


def test_numbers_that_go_on_from_page_to_page_are_left_out(numbered: MakePdf) -> None:
    path = numbered(lines_of(1, *PAGE), lines_of(6, *PAGE), lines_of(11, "Slutt."))
    assert [page.text for page in read_pdf(path, None, no_progress).pages] == [
        "Kommunen skal gi hjelp til dem som trenger en bolig, og følge dem opp over tid.",
        "Kommunen skal gi hjelp til dem som trenger en bolig, og følge dem opp over tid.",
        "Slutt.",
    ]


def test_numbers_that_begin_at_one_on_each_page_are_left_out(numbered: MakePdf) -> None:
    path = numbered(lines_of(1, *PAGE), lines_of(1, *PAGE))
    assert {page.text for page in read_pdf(path, None, no_progress).pages} == {
        "Kommunen skal gi hjelp til dem som trenger en bolig, og følge dem opp over tid."
    }


def test_the_numbers_of_one_table_stay(numbered: MakePdf) -> None:
    prose: list[Line] = [(None, line) for line in PAGE]
    table = lines_of(1, "Oslo", "Bergen", "Ringsaker", "Bømlo", "Frogn", "Gjøvik", "Vegårshei")
    pages = read_pdf(numbered(prose, table, prose, prose), None, no_progress).pages
    assert pages[1].text.startswith("1 | Oslo\n2 | Bergen\n3 | Ringsaker")


def test_a_year_that_begins_a_line_stays(numbered: MakePdf) -> None:
    pages = [lines_of(1, *PAGE[:4], "2030 boliger."), lines_of(6, *PAGE)]
    assert (
        read_pdf(numbered(*pages), None, no_progress)
        .pages[0]
        .text.endswith("dem opp 2030 boliger.")
    )
