"""Lines become rows of cells, in the order in which files draw them: cell by cell."""

from ingest.pdf.lines import PdfLine, read_lines
from ingest.pdf.page_words import PageWords, PdfWord
from ingest.pdf.paragraphs import read_paragraphs
from tests.ingest.pdf.made_page import made_line as line


def texts(*lines: PdfLine) -> list[tuple[str, int]]:
    """Return each row or paragraph of a page, with the number of its cells."""
    return [(paragraph.text, paragraph.cells) for paragraph in read_paragraphs(lines)]


def test_a_cell_of_several_lines_is_read_as_one() -> None:
    assert texts(
        line("2.8 Kommunen skal ha en plan", 72, 700),
        line("for utleieboliger.", 72, 688),
        line("B", 300, 700),
        line("Gjelder hvor det er bo-", 340, 700),
        line("ligmangel", 340, 688),
        line("2.9 Planen skal rulleres.", 72, 660),
        line("V", 300, 660),
    ) == [
        (
            "2.8 Kommunen skal ha en plan for utleieboliger. | B | Gjelder hvor det er boligmangel",
            3,
        ),
        ("2.9 Planen skal rulleres. | V | –", 2),
    ]


def test_prose_below_a_row_is_not_part_of_it() -> None:
    assert texts(
        line("Oslo", 72, 700),
        line("120 boliger", 300, 700),
        line("Tallene er fra i fjor, og gjelder hele byen.", 72, 680),
    ) == [("Oslo | 120 boliger", 2), ("Tallene er fra i fjor, og gjelder hele byen.", 1)]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ("Kommunen eier ti boliger i sentrum,", "og leier tjue av private utleiere.")
    right = ("I nabokommunen er det motsatt, for der", "eier de tjue og leier bare ti boliger.")
    assert texts(
        *(line(text, 72, 700 - 12 * row) for row, text in enumerate(left)),
        *(line(text, 320, 700 - 12 * row) for row, text in enumerate(right)),
    ) == [(" ".join(left), 1), (" ".join(right), 1)]


def test_a_row_whose_first_sentence_begins_higher_includes_all_of_it() -> None:
    assert texts(
        line("Andel som eier sin", 72, 700),
        line("egen bolig", 72, 688),
        line("76 prosent", 300, 688),
    ) == [("Andel som eier sin egen bolig | 76 prosent", 2)]


def test_a_number_at_half_the_height_of_its_row_begins_the_row() -> None:
    assert texts(
        line("2.9", 72, 688),
        line("Kommunen skal ha", 120, 700),
        line("en plan for flere", 120, 688),
        line("utleieboliger.", 120, 676),
        line("B", 300, 688),
        line("2.10", 72, 650),
        line("Planen skal rulleres.", 120, 650),
    ) == [
        ("2.9 | Kommunen skal ha en plan for flere utleieboliger. | B", 3),
        ("2.10 | Planen skal rulleres. | –", 2),
    ]


def test_a_date_is_a_cell_and_the_marker_of_a_list_is_not() -> None:
    page = PageWords(
        "2.8.12 Plan 15.04.2019 Plan",
        (
            PdfWord(0, 6, 72, 700, 100, 710, True),
            PdfWord(7, 11, 140, 700, 160, 710, False),
            PdfWord(12, 22, 72, 680, 120, 690, True),
            PdfWord(23, 27, 160, 680, 180, 690, False),
        ),
        frozenset(),
        595,
        842,
    )
    assert texts(*read_lines(page)) == [("2.8.12 Plan", 1), ("15.04.2019 | Plan", 2)]
