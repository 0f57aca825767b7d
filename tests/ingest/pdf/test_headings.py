"""Headings are found by their typography, in PDFs written here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import Heading, Page

TEXT = "Kommunen trenger flere boliger til dem som ikke klarer å skaffe seg en selv."
REGULAR, BOLD = ("Helvetica", 11), ("Helvetica-Bold", 11)


Font = tuple[str, float]
MakeHeadings = Callable[..., tuple[tuple[Heading, ...], tuple[Page, ...]]]


@pytest.fixture
def headings_of(tmp_path: Path) -> MakeHeadings:
    """A maker of a PDF from pages of (words, font) pairs, which returns its headings and pages."""

    def make(*pages: list[tuple[str, Font]]) -> tuple[tuple[Heading, ...], tuple[Page, ...]]:
        path = tmp_path / "rapport.pdf"
        canvas = Canvas(str(path), pagesize=(2400, 842))  # no line goes over its edge
        for lines in pages:
            top = 800
            for words, (name, size) in lines:
                canvas.setFont(name, size)
                canvas.drawString(72, top, words)
                top -= 40
            canvas.showPage()
        canvas.save()
        file_text = read_pdf(path, None, no_progress)
        return file_text.headings, file_text.pages

    return make


def section(title: str, font: Font, text: str = TEXT) -> list[tuple[str, Font]]:
    """Return a title in `font` over two paragraphs of `text`."""
    return [(title, font), (text, REGULAR), (text, REGULAR)]


def other(letter: str) -> str:
    """Return a text of its own for each letter, so that no line is repeated."""
    words = TEXT.split()
    turn = ord(letter) % len(words)
    return f"{letter.upper()}. {' '.join(words[turn:] + words[:turn])}"


def test_levels_follow_the_size_of_the_type(headings_of: MakeHeadings) -> None:
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


def test_numbers_give_the_level_and_bold_type_of_the_same_size_is_enough(
    headings_of: MakeHeadings,
) -> None:
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
def test_bold_type_alone_makes_no_heading(headings_of: MakeHeadings, words: str) -> None:
    """Sentences, list items, bare numbers, lower-case lines and long texts are not headings."""
    headings, _ = headings_of(
        section("Behov", BOLD) + section(words, BOLD),
        section("Tiltak", BOLD),
        section("Mer", BOLD, TEXT * 5),
    )
    assert [heading.title for heading in headings] == ["Behov", "Tiltak", "Mer"]


def test_a_label_that_is_often_repeated_is_not_a_heading(headings_of: MakeHeadings) -> None:
    pages = [
        section(f"Tiltak {letter}", BOLD, other(letter)) + section("Vi vil", BOLD, other(letter))
        for letter in "abcdefgh"
    ]
    headings, _ = headings_of(*pages)
    assert [heading.title for heading in headings] == [f"Tiltak {letter}" for letter in "abcdefgh"]


def test_the_title_of_a_longer_document_is_not_a_heading(headings_of: MakeHeadings) -> None:
    cover = section("Boligplan", ("Helvetica-Bold", 30))
    chapters = [section(f"Mål {letter}", BOLD, other(letter)) for letter in "abcd"]
    headings, _ = headings_of(cover, *chapters)
    assert [heading.title for heading in headings] == ["Mål a", "Mål b", "Mål c", "Mål d"]


@pytest.mark.parametrize(("chapters", "titles"), [("ab", ["Boligplan"] * 2), ("abc", [])])
def test_a_document_of_more_than_four_pages_has_a_title_page(
    headings_of: MakeHeadings, chapters: str, titles: list[str]
) -> None:
    """The title stands on the cover and on the page after it."""
    covers = [section("Boligplan", ("Helvetica-Bold", 30), other(letter)) for letter in "xy"]
    pages = [section(f"Mål {letter}", BOLD, other(letter)) for letter in chapters]
    headings, _ = headings_of(*covers, *pages)
    titles_of_chapters = [f"Mål {letter}" for letter in chapters]
    assert [heading.title for heading in headings] == [*titles, *titles_of_chapters]


def test_text_in_one_type_has_no_headings(headings_of: MakeHeadings) -> None:
    assert headings_of(section("Behov", REGULAR))[0] == ()
