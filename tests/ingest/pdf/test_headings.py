"""Headings told by their typography, in PDFs written here."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.read_pdf import read_pdf
from ingest.reading.file_text import Heading

TEXT = "Kommunen trenger flere boliger til dem som ikke klarer å skaffe seg en selv."
REGULAR, BOLD = ("Helvetica", 11), ("Helvetica-Bold", 11)


def nobody(_done, _total):
    pass


@pytest.fixture
def headings_of(tmp_path):
    """A maker of a PDF from pages of (words, font) pairs, which returns its headings and pages."""

    def make(*pages):
        path = tmp_path / "rapport.pdf"
        canvas = Canvas(str(path))
        for lines in pages:
            top = 800
            for words, (name, size) in lines:
                canvas.setFont(name, size)
                canvas.drawString(72, top, words)
                top -= 40
            canvas.showPage()
        canvas.save()
        reading = read_pdf(path, None, nobody)
        return reading.headings, reading.pages

    return make


def section(title, font, text=TEXT):
    return [(title, font), (text, REGULAR), (text, REGULAR)]


def other(letter):
    return f"{letter.upper()}. {TEXT}".replace("e", letter)


def test_levels_follow_the_size_of_the_type(headings_of):
    large, small = ("Helvetica-Bold", 18), ("Helvetica-Bold", 14)
    headings, pages = headings_of(
        section("Behov", large) + section("Leieboliger", small),
        section("Tiltak", large) + section("Tilvisning", small),
    )
    assert headings == (
        Heading(1, 0, 1, "Behov"),
        Heading(1, len(f"Behov\n{TEXT}\n{TEXT}\n"), 2, "Leieboliger"),
        Heading(2, 0, 1, "Tiltak"),
        Heading(2, len(f"Tiltak\n{TEXT}\n{TEXT}\n"), 2, "Tilvisning"),
    )
    for heading in headings:
        text = pages[heading.page - 1].text
        assert text[heading.start :].startswith(f"{heading.title}\n")


def test_numbers_tell_the_level_and_bold_type_of_the_same_size_is_enough(headings_of):
    headings, _ = headings_of(
        section("1 Behov", BOLD) + section("1.1 Leieboliger", BOLD),
        section("2 Tiltak", BOLD) + section("2.1.1 Tilvisning", BOLD),
    )
    assert [(heading.level, heading.title) for heading in headings] == [
        (1, "1 Behov"),
        (2, "1.1 Leieboliger"),
        (1, "2 Tiltak"),
        (3, "2.1.1 Tilvisning"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Kommunen skal ha en plan.",
        "• et punkt",
        "2030",
        "og videre",
        "En setning som står i fet skrift og er for lang til å være en overskrift " * 2,
    ],
)
def test_bold_type_alone_makes_no_heading(headings_of, words):
    headings, _ = headings_of(
        section("Behov", BOLD) + section(words, BOLD),
        section("Tiltak", BOLD),
        section("Mer", BOLD, TEXT * 5),
    )
    assert [heading.title for heading in headings] == ["Behov", "Tiltak", "Mer"]


def test_a_label_that_comes_again_and_again_is_no_heading(headings_of):
    pages = [
        section(f"Tiltak {letter}", BOLD, other(letter)) + section("Vi vil", BOLD, other(letter))
        for letter in "abcdefgh"
    ]
    headings, _ = headings_of(*pages)
    assert [heading.title for heading in headings] == [f"Tiltak {letter}" for letter in "abcdefgh"]


def test_the_title_of_a_longer_document_is_no_heading(headings_of):
    cover = section("Boligplan", ("Helvetica-Bold", 30))
    chapters = [section(f"Mål {letter}", BOLD, other(letter)) for letter in "abcd"]
    headings, _ = headings_of(cover, *chapters)
    assert [heading.title for heading in headings] == ["Mål a", "Mål b", "Mål c", "Mål d"]


def test_text_in_one_type_has_no_headings(headings_of):
    assert headings_of(section("Behov", REGULAR))[0] == ()
