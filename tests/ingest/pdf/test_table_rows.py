"""Every row of a table has a place for each column, from lines written here."""

from collections.abc import Sequence

import pytest

from ingest.pdf.layout import lay_out_lines
from ingest.pdf.lines import PdfLine
from ingest.pdf.paragraphs import read_paragraphs
from tests.ingest.pdf.made_page import made_line

LEFTS = (72.0, 180.0, 300.0, 420.0)
WIDTH = 90.0


def table(rows: Sequence[Sequence[str]], align: str = "left", pitch: float = 18) -> list[PdfLine]:
    """Return the lines of a table; an empty cell has none."""
    lines: list[PdfLine] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            spare = WIDTH - 5 * len(text)
            shift = {"left": 0.0, "centre": spare / 2, "right": spare}[align if column else "left"]
            if text:
                lines.append(made_line(text, LEFTS[column] + shift, 700 - pitch * number))
    return lines


def read(lines: Sequence[PdfLine]) -> list[str]:
    """Return the texts of a page."""
    return [paragraph.text for paragraph in read_paragraphs(lines)]


ROWS = (
    ("Bydel", "Kommunale", "Omsorgsboliger", "Venteliste"),
    ("Nordre", "120", "", "14"),
    ("Søndre", "", "45", ""),
    ("Østre", "300", "60", "9"),
    ("", "", "", "Sum 23"),
    ("Vestre", "", "", "7"),
    ("", "12", "3", ""),
)


@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize("pitch", [12.0, 15.0, 18.0, 24.0])
def test_an_empty_cell_keeps_its_place(align: str, pitch: float) -> None:
    assert read(table(ROWS, align, pitch)) == [
        "Bydel | Kommunale | Omsorgsboliger | Venteliste",
        "Nordre | 120 | – | 14",
        "Søndre | – | 45 | –",
        "Østre | 300 | 60 | 9",
        "– | – | – | Sum 23",
        "Vestre | – | – | 7",
        "– | 12 | 3 | –",
    ]


def test_a_table_without_a_full_row_has_all_columns() -> None:
    rows = (("Nordre", "120", "", "14"), ("Søndre", "", "45", "6"), ("Østre", "3", "60", ""))
    assert read(table(rows)) == [
        "Nordre | 120 | – | 14",
        "Søndre | – | 45 | 6",
        "Østre | 3 | 60 | –",
    ]


def test_prose_around_a_table_is_not_part_of_it() -> None:
    above = made_line("Tallene under gjelder utgangen av året 2023 i alle bydeler.", 72, 730)
    below = made_line("Boligkontoret har ansvaret for tallene og oppdaterer dem ofte.", 72, 550)
    read_rows = read([above, *table(ROWS), below])
    assert (read_rows[0], read_rows[-1]) == (above.text, below.text)


def test_a_name_over_several_columns_moves_none_of_them() -> None:
    """It stays a line of its own, for it is not certain which columns it is over."""
    lines = [
        made_line("Boliger", 255, 718),
        *table((("Bydel", "Eide", "Leide", "Ventende"), ("Nordre", "120", "30", "14")), "centre"),
    ]
    assert read(lines) == [
        "Boliger",
        "Bydel | Eide | Leide | Ventende",
        "Nordre | 120 | 30 | 14",
    ]


def test_a_list_in_a_cell_stays_in_it() -> None:
    lines = [
        made_line("3.2.1", 72, 700),
        made_line("Det skal ikke være mulig å endre:", 120, 700),
        made_line("• tittel", 140, 680),
        made_line("• medium", 140, 660),
        made_line("O", 400, 680),
        made_line("3.2.2", 72, 630),
        made_line("Det skal finnes en tjeneste for å avslutte.", 120, 630),
        made_line("B", 400, 630),
    ]
    assert read(lines) == [
        "3.2.1 | Det skal ikke være mulig å endre: • tittel • medium | O",
        "3.2.2 | Det skal finnes en tjeneste for å avslutte. | B",
    ]


def heads(*pages: list[PdfLine]) -> list[str]:
    """Return the head of each table."""
    layout = lay_out_lines([tuple(page) for page in pages], [None] * len(pages))
    return [found.head for found in layout.tables]


HEAD = "Bydel | Kommunale | Omsorgsboliger | Venteliste"


def test_the_head_of_a_table_is_told_with_its_place() -> None:
    page = (made_line("Boligtall i kommunen", 72, 740), *table(ROWS))
    layout = lay_out_lines([page], [None])
    (found,) = layout.tables
    assert found.head == HEAD
    text = layout.pages[0].text
    assert text[found.start : found.end].splitlines()[0] == HEAD
    assert text[found.start : found.end].splitlines()[-1] == "– | 12 | 3 | –"


def test_a_table_that_goes_on_has_the_head_of_the_page_before() -> None:
    more = table((("Ytre", "1", "2", "3"), ("Indre", "4", "5", "6")))
    assert heads(table(ROWS), more) == [HEAD, HEAD]
    continued = made_line("Tabell 3.4: (fra forrige side)", 72, 740)
    assert heads(table(ROWS), [continued, *more]) == [HEAD, HEAD]
    other = made_line("Leide boliger etter bydel", 72, 740)
    assert heads(table(ROWS), [other, *more]) == [HEAD, ""]


def test_a_row_that_the_next_page_repeats_is_a_head() -> None:
    head = ("Tiltak", "Ansvarlig", "Frist", "Merknad")
    first = table((head, ("Kjøpe", "Kontoret", "Snart", "Haster")))
    second = table((head, ("Leie", "Etaten", "Senere", "Haster ikke")))
    assert heads(first, second)[0] == "Tiltak | Ansvarlig | Frist | Merknad"
