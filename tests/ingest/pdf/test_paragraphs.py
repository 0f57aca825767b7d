"""Lines become paragraphs; a test is the picture of a page (`made_page`)."""

import pytest

from ingest.pdf.paragraphs import PdfParagraph, read_paragraphs
from ingest.reading.characters import TracedText, from_pdf, not_from_pdf
from ingest.reading.file_text import Run
from tests.ingest.pdf.made_page import made_line, made_lines


def texts(picture: str) -> list[str]:
    """Return the texts of the paragraphs in a picture."""
    return [paragraph.text for paragraph in read_paragraphs(made_lines(picture))]


def test_lines_are_joined_until_an_empty_one() -> None:
    """The space between two lines is not in the PDF."""
    first = from_pdf("Kommunen eier", 0) + not_from_pdf(" ") + from_pdf("boliger.", 15)
    assert read_paragraphs(
        made_lines("""
        Kommunen eier
        boliger.

        Den leier noen.
        """)
    ) == (
        PdfParagraph(first, size=10, bold=False, hyphen=False),
        PdfParagraph(from_pdf("Den leier noen.", 25), size=10, bold=False, hyphen=False),
    )


def test_a_row_of_a_table_is_a_paragraph_with_its_cells() -> None:
    """Its size and type are those of its first cell, its hyphen that of the last."""
    lines = (
        made_line("Andel", 0, 700, size=12, bold=True),
        made_line("76 prosent", 100, 700),
        made_line("av leie-", 200, 700),
    )
    assert read_paragraphs(lines) == (
        PdfParagraph(
            not_from_pdf("Andel | 76 prosent | av leie-"),
            size=12,
            bold=True,
            hyphen=True,
            cells=3,
        ),
    )


def test_hyphens_at_line_ends_follow_the_norwegian_rules() -> None:
    assert texts("""
        Kommunen har et sam-
        arbeid om barne-
        og ungdomsvern.
        """) == ["Kommunen har et samarbeid om barne- og ungdomsvern."]


def test_a_word_that_the_document_hyphenates_elsewhere_keeps_its_hyphen() -> None:
    lines = made_lines("""
        Samarbeid mellom skole-
        hjem er viktig.
        """)
    assert [
        paragraph.text
        for compounds in (frozenset[str](), frozenset({"skole-hjem"}))
        for paragraph in read_paragraphs(lines, compounds)
    ] == ["Samarbeid mellom skolehjem er viktig.", "Samarbeid mellom skole-hjem er viktig."]


def test_every_list_item_is_a_paragraph_and_bullets_become_one_sign() -> None:
    assert texts("""
        Kommunen skal
        ● eie boliger
          i sentrum
        ▪ leie boliger
        – bygge boliger
        1. kjøpe boliger
        a) selge boliger
        2.8 rive boliger
        """) == [
        "Kommunen skal",
        "• eie boliger i sentrum",
        "• leie boliger",
        "– bygge boliger",
        "1. kjøpe boliger",
        "a) selge boliger",
        "2.8 rive boliger",
    ]


def test_a_bullet_keeps_its_number_in_the_pdf() -> None:
    (paragraph,) = read_paragraphs(made_lines("●  Leie"))
    assert paragraph.traced == TracedText("• Leie", (Run(0, 0, 1), Run(2, 2, 4)))


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert texts("""
        •
          Kommunen eier boliger.
        """) == ["• Kommunen eier boliger."]


def test_a_number_that_begins_a_line_inside_a_sentence_is_not_a_marker() -> None:
    assert texts("""
        Kommunen eier
        12 boliger og leier
        2030 til.
        """) == ["Kommunen eier 12 boliger og leier 2030 til."]


def test_footnotes_that_count_up_are_paragraphs() -> None:
    """A footnote begins with a capital; another number than the next is part of its text."""
    assert texts("""
        12 Se tabell 4.
        13 Tallene er fra
        14 kommuner, jf. side
        30 NIBR.
        """) == ["12 Se tabell 4.", "13 Tallene er fra 14 kommuner, jf. side 30 NIBR."]


@pytest.mark.parametrize(
    ("text", "size", "bold", "joined"),
    [
        ("Den leier noen.", 10, False, True),
        ("Den leier noen.", 11, False, True),
        ("Den leier noen.", 11.5, False, False),
        ("Den leier noen.", 10, True, False),
        ("og leier noen.", 11.5, True, True),
    ],
)
def test_a_change_of_type_begins_a_paragraph_unless_the_sentence_runs_on(
    text: str, size: float, bold: bool, joined: bool
) -> None:
    """A sentence that runs on has a lower-case letter here and no full stop before it."""
    lines = (made_line("Kommunen eier boliger", 0, 700), made_line(text, 0, 688, size, bold))
    assert len(read_paragraphs(lines)) == (1 if joined else 2)


@pytest.mark.parametrize(("spacing", "joined"), [(19, True), (20, False)])
def test_a_wide_space_between_lines_begins_a_paragraph(spacing: float, joined: bool) -> None:
    """Wider than 1.9 times the height of a line."""
    lines = (made_line("Kommunen eier", 0, 700), made_line("boliger.", 0, 700 - spacing))
    assert len(read_paragraphs(lines)) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("text", "spacing", "joined"),
    [("Den leier noen.", 15, True), ("Den leier noen.", 16, False), ("og noen til", 16, True)],
)
def test_a_space_wider_than_the_one_before_begins_a_paragraph(
    text: str, spacing: float, joined: bool
) -> None:
    """Wider than 1.25 times that one, which is 12 points, unless the sentence runs on."""
    lines = (
        made_line("Kommunen eier boliger i", 0, 700),
        made_line("sentrum", 0, 688),
        made_line(text, 0, 688 - spacing),
    )
    assert len(read_paragraphs(lines)) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("text", "joined"), [("sentrum, og noen utenfor.", True), ("Den leier noen.", False)]
)
def test_a_sentence_runs_on_in_the_next_column(text: str, joined: bool) -> None:
    lines = (
        made_line("Kommunen eier mange av sine boliger i", 0, 700),
        made_line(text, 300, 800),
    )
    assert len(read_paragraphs(lines)) == (1 if joined else 2)


def test_a_page_without_lines_has_no_paragraphs() -> None:
    assert read_paragraphs(()) == ()
