"""Words become lines in reading order; a test is the picture of a page (`made_page`)."""

from dataclasses import replace

import pytest

from ingest.pdf.lines import PdfLine, read_lines, same_row
from ingest.pdf.page_words import LINE_END_HYPHEN, PageWords, PdfWord
from ingest.reading.characters import TracedText, from_pdf
from ingest.reading.file_text import Run
from tests.ingest.pdf.made_page import HEIGHT, WIDTH, made_line, made_lines, made_page


def texts(picture: str) -> list[str]:
    """Return the texts of the lines in a picture, in reading order."""
    return [line.text for line in made_lines(picture)]


def page_of(text: str, *words: PdfWord) -> PageWords:
    """Return a page with these words of `text`."""
    return PageWords(text, words, frozenset(), WIDTH, HEIGHT)


def test_words_beside_each_other_are_a_line_with_one_box() -> None:
    assert made_lines("""
        Kommunen eier boliger
          i sentrum.
        """) == (
        PdfLine(from_pdf("Kommunen eier boliger", 0), 0, 800, 105, 810),
        PdfLine(from_pdf("i sentrum.", 23), 10, 788, 60, 798),
    )


def test_a_wide_gap_separates_cells_and_a_narrow_one_does_not() -> None:
    assert texts("""
        Oslo  kommune   120
        Bergen          80
        """) == ["Oslo kommune", "120", "Bergen", "80"]


def test_columns_of_prose_drawn_across_the_page_are_read_one_after_the_other() -> None:
    """Lines before and after the columns stay where they are."""
    assert texts("""
        Boliger i Norge og i nabokommunene våre, slik de er i dag

        Kommunen eier ti boliger i             I nabokommunen er det helt
        sentrum, og den leier tjue             motsatt, for der eier de i
        av private utleiere som er             alt tjue og leier bare ti.
        glade for avtalen. Den ble             De vurderer å kjøpe tre av
        fornyet i fjor, og gjelder             dem i år. Økonomien er god
        i fem år til for de fleste             og behovet er stort der nå
        """) == [
        "Boliger i Norge og i nabokommunene våre, slik de er i dag",
        "Kommunen eier ti boliger i",
        "sentrum, og den leier tjue",
        "av private utleiere som er",
        "glade for avtalen. Den ble",
        "fornyet i fjor, og gjelder",
        "i fem år til for de fleste",
        "I nabokommunen er det helt",
        "motsatt, for der eier de i",
        "alt tjue og leier bare ti.",
        "De vurderer å kjøpe tre av",
        "dem i år. Økonomien er god",
        "og behovet er stort der nå",
    ]


@pytest.mark.parametrize(
    "picture",
    [
        # five rows are too few
        "Kommunen eier ti boliger i             I nabokommunen er det helt\n" * 5,
        # 25 characters are a cell
        "Kommunen eier ti boliger.              I nabokommunen er det helt\n" * 6,
        # a line goes across the gutter
        "Kommunen eier ti boliger i             I nabokommunen er det helt\n" * 5
        + "Boliger i Norge og i nabokommunene våre, slik de er i dag\n"
        + "Kommunen eier ti boliger i             I nabokommunen er det helt\n",
    ],
    ids=["few rows", "cells", "no gutter"],
)
def test_what_is_not_columns_of_prose_is_read_across_the_page(picture: str) -> None:
    lines = texts(picture)
    assert lines[:2] == [lines[0], "I nabokommunen er det helt"]
    assert lines[-2:] == [lines[0], "I nabokommunen er det helt"]


@pytest.mark.parametrize("marker", ["•", "–", "1.", "a)", "(iv)", "2.8", "2.8.1."])
def test_the_marker_of_a_list_item_is_joined_with_its_line(marker: str) -> None:
    assert texts(f"{marker}      Kommunen eier boliger") == [f"{marker} Kommunen eier boliger"]


@pytest.mark.parametrize("cell", ["12", "2.8.12a", "Nei", "15.04.2019"])
def test_a_cell_that_is_not_a_marker_stays_apart(cell: str) -> None:
    assert texts(f"{cell}      Kommunen eier boliger") == [cell, "Kommunen eier boliger"]


def test_the_item_and_not_its_marker_gives_the_line_its_height_and_type() -> None:
    page = page_of(
        "• Kommunen", PdfWord(0, 1, 0, 802, 5, 806, True), PdfWord(2, 10, 40, 800, 80, 810, False)
    )
    assert read_lines(replace(page, bold=frozenset({2}))) == (
        PdfLine(TracedText("• Kommunen", (Run(0, 0, 1), Run(2, 2, 8))), 0, 800, 80, 810, bold=True),
    )


def test_the_spread_letters_of_a_headline_are_joined() -> None:
    """The gap is wide beside the small letter, and not beside the large one."""
    page = page_of(
        "i Norge", PdfWord(0, 1, 0, 800, 5, 810, True), PdfWord(2, 7, 25, 800, 75, 820, False)
    )
    assert [line.text for line in read_lines(page)] == ["i Norge"]


def test_a_line_is_as_high_as_its_longest_word() -> None:
    """A drop cap reaches over it."""
    page = page_of(
        "K ommunen eier",
        PdfWord(0, 1, 0, 790, 15, 815, True),
        PdfWord(2, 9, 15, 800, 50, 810, False),
        PdfWord(10, 14, 55, 800, 75, 810, False),
    )
    assert read_lines(page) == (PdfLine(from_pdf("K ommunen eier", 0), 0, 800, 75, 810),)


@pytest.mark.parametrize("hyphen", ["-", LINE_END_HYPHEN, "\u00ad"])
def test_a_hyphen_at_the_end_of_a_line_is_reported(hyphen: str) -> None:
    """It keeps its number, whatever character the file or PDFium has for it."""
    page = page_of(f"et sam{hyphen}", PdfWord(0, 7, 0, 800, 35, 810, True))
    assert read_lines(page) == (PdfLine(from_pdf("et sam-", 0), 0, 800, 35, 810, hyphen=True),)


def test_a_dash_at_the_end_of_a_line_is_not_a_hyphen() -> None:
    page = page_of("sentrum -", PdfWord(0, 9, 0, 800, 45, 810, True))
    assert [line.hyphen for line in read_lines(page)] == [False]


def test_a_hyphen_that_pdfium_takes_for_one_at_the_end_of_a_line_stands_inside_it() -> None:
    page = page_of(
        f"barne{LINE_END_HYPHEN}og",
        PdfWord(0, 6, 0, 800, 30, 810, True),
        PdfWord(6, 8, 35, 800, 45, 810, False),
    )
    assert [(line.text, line.hyphen) for line in read_lines(page)] == [("barne- og", False)]


def test_a_hyphen_that_is_drawn_separately_has_no_space_before_it() -> None:
    page = page_of(
        "et sam\r\n-",
        PdfWord(0, 6, 0, 800, 30, 810, True),
        PdfWord(8, 9, 30, 800, 35, 810, True),
    )
    traced = TracedText("et sam-", (Run(0, 0, 6), Run(6, 8, 1)))
    assert read_lines(page) == (PdfLine(traced, 0, 800, 35, 810, hyphen=True),)


def test_words_around_a_footnote_mark_that_was_left_out_have_one_space_between_them() -> None:
    page = page_of(
        "boliger12 i by13 , og",
        PdfWord(0, 7, 0, 800, 35, 810, True),
        PdfWord(10, 11, 45, 800, 50, 810, False),
        PdfWord(12, 14, 55, 800, 65, 810, False),
        PdfWord(17, 18, 75, 800, 80, 810, False),
        PdfWord(19, 21, 85, 800, 95, 810, False),
    )
    (line,) = read_lines(page)
    assert line.traced == TracedText(
        "boliger i by, og",
        (Run(0, 0, 7), Run(8, 10, 1), Run(10, 12, 2), Run(12, 17, 1), Run(14, 19, 2)),
    )


def test_a_line_is_bold_if_its_first_word_is() -> None:
    page = replace(made_page("Mål   for 2030"), bold=frozenset({0}))
    assert [(line.text, line.bold) for line in read_lines(page)] == [
        ("Mål", True),
        ("for 2030", False),
    ]


def test_what_cannot_be_seen_makes_no_line() -> None:
    assert read_lines(page_of("\x02", PdfWord(0, 1, 0, 800, 5, 810, True))) == ()
    assert read_lines(page_of("")) == ()


@pytest.mark.parametrize(
    ("left", "bottom", "beside"),
    [(100, 700, True), (19, 700, False), (100, 705, False), (100, 704, True), (0, 700, False)],
)
def test_lines_are_on_one_row_if_half_of_the_lower_one_is(
    left: float, bottom: float, beside: bool
) -> None:
    assert same_row(made_line("Oslo", 0, 700), made_line("Bergen", left, bottom)) is beside
