"""Dots that lead to a number become one sign, in text that is not contents."""

import pytest

from ingest.pdf.dot_leaders import with_short_leaders
from ingest.pdf.layout import lay_out
from ingest.reading.file_text import Run
from tests.ingest.pdf.made_page import made_line, made_page


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("Boliger i alt ........... 245", "Boliger i alt … 245"),
        ("Boliger i alt...........245", "Boliger i alt … 245"),
        ("Boliger i alt . . . . . . 245", "Boliger i alt … 245"),
        ("Boliger i alt ………… 245", "Boliger i alt … 245"),
        ("Navn: ...............", "Navn: …"),
        ("Og så videre ... 245", "Og så videre ... 245"),
        ("Kommunen eier 1.200 boliger.", "Kommunen eier 1.200 boliger."),
    ],
)
def test_a_run_of_dots_becomes_one_sign(text: str, shortened: str) -> None:
    (line,) = with_short_leaders([made_line(text, 72, 700)])
    assert line.text == shortened


def test_a_row_that_the_dots_take_apart_is_one_line() -> None:
    lines = [made_line("Boliger", 72, 700), made_line("......", 200, 700)]
    assert [line.text for line in with_short_leaders([*lines, made_line("245", 300, 700)])] == [
        "Boliger … 245"
    ]


def test_each_row_is_a_paragraph_and_its_characters_are_traced() -> None:
    page = made_page("""
        Tallene gjelder 2023.
        Boliger .......... 245
        Omsorgsboliger ... .. 61
        Boligkontoret har ansvaret.
        """)
    (made,) = lay_out([page], [None]).pages
    assert made.text == (
        "Tallene gjelder 2023.\nBoliger … 245\nOmsorgsboliger … 61\nBoligkontoret har ansvaret."
    )
    number = made.text.index("245")
    assert Run(number, page.text.index("245"), 3) in made.runs
