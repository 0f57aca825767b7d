"""Footnote marks and units are told apart, in PDFs written here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from tests.made_report import write_pieces

Piece = tuple[str, float, float]
MakeText = Callable[..., str]


@pytest.fixture
def text_of(tmp_path: Path) -> MakeText:
    """A maker of a page from lines of (words, size, rise) pieces, which returns its text."""

    def make(*lines: list[Piece]) -> str:
        path = write_pieces(tmp_path / "rapport.pdf", *lines)
        return read_pdf(path, None, no_progress).pages[0].text

    return make


def test_a_footnote_mark_is_left_out_of_the_text_and_separated_from_its_note(
    text_of: MakeText,
) -> None:
    text = text_of(
        [("Kommunen eier boliger", 11, 0), ("12", 7, 4), (" i sentrum (SSB)", 11, 0)],
        [("og utenfor (SSB) ", 11, 0), ("13", 7, 4), (", og leier noen.", 11, 0)],
        [("12", 6, 3), ("Se tabell 4.", 9, 0)],
        [("13", 6, 3), ("Se tabell 5.", 9, 0)],
    )
    assert text.splitlines() == [
        "Kommunen eier boliger i sentrum (SSB) og utenfor (SSB), og leier noen.",
        "12 Se tabell 4.",
        "13 Se tabell 5.",
    ]


@pytest.mark.parametrize("unit", ["m", "km"])
def test_a_square_metre_keeps_its_two(text_of: MakeText, unit: str) -> None:
    pieces: list[Piece] = [(f"Boligen er på 70 {unit}", 11, 0), ("2", 7, 4), (" i alt.", 11, 0)]
    assert text_of(pieces) == f"Boligen er på 70 {unit}² i alt."


def test_a_lowered_digit_is_not_a_mark(text_of: MakeText) -> None:
    assert text_of([("Mindre CO", 11, 0), ("2", 7, -2), (" fra bygg.", 11, 0)]) == (
        "Mindre CO2 fra bygg."
    )


def test_a_digit_as_large_as_the_word_is_not_a_mark(text_of: MakeText) -> None:
    assert text_of([("Vedlegg A12 gjelder.", 11, 0)]) == "Vedlegg A12 gjelder."


def test_text_without_a_place_is_left_out(tmp_path: Path) -> None:
    """PDFium gives NaN for text that is moved beyond the range of numbers; found by fuzzing."""
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Kommunen eier boliger i sentrum.")
    text = canvas.beginText(72, 680)
    text._code.append(f"1 0 0 1 {'9' * 45}.5 680 Tm")
    text.textOut(" Dette er borte. ")
    canvas.drawText(text)
    canvas.drawString(72, 600, "Kommunen leier ut boliger.")
    canvas.save()
    pages = read_pdf(path, None, no_progress).pages
    assert pages[0].text.splitlines() == [
        "Kommunen eier boliger i sentrum.",
        "Kommunen leier ut boliger.",
    ]
