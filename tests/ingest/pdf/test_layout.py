"""Pages become text with headings and joints; a test is the picture of a document (`made_page`)."""

import pytest

from ingest.pdf.layout import Layout, lay_out, lay_out_lines
from ingest.pdf.lines import PdfLine
from ingest.reading.file_text import Heading, Page, Run
from tests.ingest.pdf.made_page import made_line, made_lines, made_page


def joined(*pictures: str) -> list[tuple[str, str]]:
    """Return the text of each page in the pictures, and its joint."""
    layout = lay_out([made_page(picture) for picture in pictures], [None] * len(pictures))
    return [(page.text, page.joint) for page in layout.pages]


def test_a_page_has_its_paragraphs_label_and_runs() -> None:
    """What is not in the PDF, such as the line break between paragraphs, is in no run."""
    page = made_page("""
        Kommunen
        eier boliger.

        Den leier noen.
        """)
    assert lay_out([page], ["iv"]) == Layout(
        pages=(
            Page(
                1,
                "iv",
                "Kommunen eier boliger.\nDen leier noen.",
                (Run(0, 0, 8), Run(9, 10, 13), Run(23, 25, 15)),
                "\n",
            ),
        ),
        headings=(),
    )


def test_a_sentence_runs_on_with_a_space_and_a_word_with_nothing() -> None:
    """A hyphen that only marks the end of the line is left out with its run."""
    assert joined("Kommunen eier", "boliger i sen-", "trum.", "Den leier noen.") == [
        ("Kommunen eier", " "),
        ("boliger i sen", ""),
        ("trum.", "\n"),
        ("Den leier noen.", "\n"),
    ]
    layout = lay_out([made_page("boliger i sen-"), made_page("trum.")], [None, None])
    assert layout.pages[0].runs == (Run(0, 0, 13),)


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    """By the rules of Norwegian, or as the document writes the word inside a line elsewhere."""
    assert joined("Kommunens barne-", "og ungdomsvern.") == [
        ("Kommunens barne-", " "),
        ("og ungdomsvern.", "\n"),
    ]
    assert joined("Avtaler om hjem-", "skole. Et Hjem-Skole har vi.") == [
        ("Avtaler om hjem-", ""),
        ("skole. Et Hjem-Skole har vi.", "\n"),
    ]


@pytest.mark.parametrize("between", ["", "Kommunen:"])
def test_a_sentence_does_not_run_on_past_an_empty_page_or_a_full_stop(between: str) -> None:
    assert [joint for _, joint in joined("Kommunen eier.", between, "boliger")] == ["\n"] * 3


def test_a_sentence_does_not_run_on_in_type_of_another_size() -> None:
    """It may be a footnote or a caption."""
    layout = lay_out_lines(
        [(made_line("Kommunen eier", 0, 700),), (made_line("boliger", 0, 700, size=8),)],
        [None, None],
    )
    assert [page.joint for page in layout.pages] == ["\n", "\n"]


TEXT = "Kommunen trenger flere boliger til dem som ikke klarer å skaffe seg en selv."


def test_headings_begin_where_their_paragraphs_do() -> None:
    def page(title: str) -> tuple[PdfLine, ...]:
        return (
            made_line(TEXT, 0, 700),
            made_line(title, 0, 650, size=14),
            made_line(TEXT, 0, 600),
        )

    layout = lay_out_lines([page("Behov"), page("Tiltak")], ["1", "2"])
    assert [page.text for page in layout.pages] == [
        f"{TEXT}\nBehov\n{TEXT}",
        f"{TEXT}\nTiltak\n{TEXT}",
    ]
    assert layout.headings == (
        Heading(1, len(TEXT) + 1, 1, "Behov"),
        Heading(2, len(TEXT) + 1, 1, "Tiltak"),
    )


def test_line_numbers_and_running_heads_are_left_out() -> None:
    """They would stand between the lines of a sentence."""
    assert joined(
        """
                Boligplan

         1   Kommunen har en plan
         2   for boliger til dem som
         3   trenger hjelp til å skaffe
         4   seg en, og
        """,
        """
                Boligplan

         5   noen av dem er
         6   små, og alle er gode å bo
         7   i, slik at ingen
         8   flytter. Den er
        """,
        """
                Boligplan

         9   ny av året.
        10   Den gjelder
        11   til kommunestyret
        12   lager en annen.
        """,
    ) == [
        ("Kommunen har en plan for boliger til dem som trenger hjelp til å skaffe seg en, og", " "),
        ("noen av dem er små, og alle er gode å bo i, slik at ingen flytter. Den er", " "),
        ("ny av året. Den gjelder til kommunestyret lager en annen.", "\n"),
    ]


def test_a_document_without_pages_or_text_has_no_text() -> None:
    assert lay_out([], []) == Layout((), ())
    assert lay_out_lines([made_lines("")], [None]) == Layout((Page(1, None, ""),), ())
