"""Rows of tables have one place for each column, and tables that arrange a page are prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.block_text import LINE_BREAK
from ingest.formats.table_grid import Cell, Row, table_lines
from ingest.formats.unpaged import TextLine
from ingest.reading.list_and_table_marks import CELL


def cell(*lines: str, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of lines."""
    return Cell(tuple(map(TextLine, lines)), columns, rows)


def row(*cells: str | Cell, is_head: bool = False) -> Row:
    """Return a row; a text is a cell of one line, or of none if it is empty."""
    return Row(
        tuple(c if isinstance(c, Cell) else cell(*filter(None, [c])) for c in cells), is_head
    )


def texts(*rows: Row, is_marked: bool = False) -> list[str]:
    """Return the lines of a table."""
    return [line.text for line in table_lines(rows, 1, is_marked)]


def heads(*rows: Row, is_marked: bool = False) -> list[str]:
    """Return the lines of a table that name its columns."""
    return [line.text for line in table_lines(rows, 1, is_marked) if line.is_head]


BYDEL = row("Bydel", "Boliger", "Omsorg", "Venteliste")


def test_empty_cells_keep_their_places() -> None:
    assert texts(BYDEL, row("Nordre", "120", "", "14"), row("", "300", "", ""), row("Søndre")) == [
        "Bydel | Boliger | Omsorg | Venteliste",
        "Nordre | 120 | – | 14",
        "– | 300 | – | –",
        "Søndre | – | – | –",
    ]


def test_merged_cells_are_written_in_each_column_and_row() -> None:
    upper = row(cell("Bydel", rows=2), cell("2020", columns=2), cell("2021", columns=2))
    lower = row("Boliger", "Leide", "Boliger", "Leide")
    assert texts(
        upper, lower, row(cell("Nordre", rows=2), "1", "2", "3", "4"), row("5", "", "7", "8")
    ) == [
        "Bydel | 2020 | 2020 | 2021 | 2021",
        "Bydel | Boliger | Leide | Boliger | Leide",
        "Nordre | 1 | 2 | 3 | 4",
        "Nordre | 5 | – | 7 | 8",
    ]


def test_a_long_text_is_written_out_once() -> None:
    long = "Kommunen leier boliger av private eiere og leier dem videre til husholdninger. " * 3
    lines = texts(BYDEL, row(cell(long, rows=2), "1", "2", "3"), row("4", "5", "6"))
    assert lines[1] == f"{long.strip()} | 1 | 2 | 3"
    assert lines[2].startswith("Kommunen leier boliger")
    assert lines[2].endswith(" … | 4 | 5 | 6")


def test_a_cell_over_all_columns_is_a_line_of_its_own() -> None:
    lines = texts(BYDEL, row(cell("Søndre distrikt", columns=4)), row("Østre", "1", "2", "3"))
    assert lines[1:] == ["Søndre distrikt", "Østre | 1 | 2 | 3"]


def test_columns_that_no_cell_begins_in_are_not_there() -> None:
    assert texts(row(cell("a", columns=1000), "b"), row("1", "2")) == ["a | a | b", "1 | 2 | –"]
    assert texts(row(cell("a", columns=9), cell("b", columns=9)), row(cell("1", columns=9), "2"))[
        1
    ] == ("1 | 2")


def test_a_form_has_rows_and_no_columns() -> None:
    rows = [
        row("Navn", cell("Folke", columns=2), "Danser"),
        row("Nummer", cell("131169 00216", columns=3)),
        row("Postnummer", "3602", cell("Kongsberg", columns=2)),
    ]
    assert texts(*rows) == [
        "Navn | Folke | Danser",
        "Nummer | 131169 00216",
        "Postnummer | 3602 | Kongsberg",
    ]
    assert heads(*rows) == []


def test_a_cell_stays_one_and_breaks_in_a_head_only_fit_its_column() -> None:
    first = row(f"Omsorgs-{LINE_BREAK}boliger", f"Antall{LINE_BREAK}i alt", is_head=True)
    second = row(f"120{LINE_BREAK}14", cell("Boligkontoret", "Teknisk etat"))
    assert texts(first, second, is_marked=True) == [
        "Omsorgsboliger | Antall i alt",
        "120; 14 | Boligkontoret; Teknisk etat",
    ]


def test_a_table_in_a_cell_is_flattened() -> None:
    inner = Cell((TextLine("a | 1", table=2), TextLine("b | –", table=2)))
    assert texts(row("Nordre", inner, "14"), row("Søndre", "45", "9"))[0] == (
        "Nordre | a, 1; b, – | 14"
    )


def test_the_head_is_what_the_file_marks_else_what_looks_like_one() -> None:
    words, numbers = row("Nordre", "Ja", "Nei", "Ja"), row("Nordre", "1", "2", "3")
    assert heads(row("A", "B", is_head=True), row("C", "D", is_head=True), row("1", "2")) == [
        "A | B",
        "C | D",
    ]
    assert heads(BYDEL, numbers) == ["Bydel | Boliger | Omsorg | Venteliste"]
    assert heads(BYDEL, words) == []
    assert heads(row(cell("Tabell 1", columns=4)), BYDEL, numbers)[0].startswith("Bydel")
    upper, lower = row("Bydel", cell("2020", columns=2)), row("Bydel", "Boliger", "Leide")
    assert heads(upper, lower, row("Nordre", "1", "2")) == [
        "Bydel | 2020 | 2020",
        "Bydel | Boliger | Leide",
    ]


PAGE = ("Første avsnitt, " + "med ord " * 40, "Andre avsnitt.", "Tredje avsnitt.")


@pytest.mark.parametrize(
    "rows",
    [
        [row("Bare"), row("en"), row("kolonne")],
        [row(cell("Avsnitt en.", "Avsnitt to."), "Ved siden av.")],
        [row("", cell(*PAGE)), row("Meny", "")],
        [row("Logo", cell("x", "y")), row("Meny", cell(*PAGE))],
        [
            row("Logo", "Søk"),
            row("Meny", Cell((TextLine("Tittel", 1), *map(TextLine, PAGE)))),
        ],
    ],
)
def test_a_table_that_arranges_a_page_is_prose(rows: list[Row]) -> None:
    lines = [line for row in rows for cell in row.cells for line in cell.lines]
    assert list(table_lines(rows, 1, is_marked=False)) == lines


@pytest.mark.parametrize(
    "rows",
    [
        [row("Tiltak", "Omtale"), row("Kjøpe", cell(*PAGE))],
        [row("Tiltak", cell("Ett", "To")), row("Kjøpe", cell("Tre", "Fire"))],
        [row(Cell((TextLine("Tiltak", 3),)), Cell((TextLine("Frist", 3),))), row("Kjøpe", "2027")],
    ],
)
def test_a_table_with_prose_in_its_cells_keeps_its_columns(rows: list[Row]) -> None:
    assert all(CELL in text for text in texts(*rows))


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["", "1", "a"]), st.integers(1, 4), st.integers(1, 4)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_row_has_the_same_columns_and_nothing_is_lost(
    table: list[list[tuple[str, int, int]]],
) -> None:
    rows = [
        row(*(cell(*filter(None, [t]), columns=c, rows=r) for t, c, r in cells)) for cells in table
    ]
    head = row(*map(str, range(7, 10)), is_head=True)
    lines = texts(head, *rows, is_marked=True)
    assert len({line.count(CELL) for line in lines if CELL in line}) <= 1
    filled = sum(bool(text) for cells in table for text, _, _ in cells)
    assert sum(line.count("1") + line.count("a") for line in lines) >= filled


def test_a_table_that_would_be_too_large_is_written_without_its_merged_cells() -> None:
    wide = [row(*(cell("x", columns=1000, rows=1000) for _ in range(60))) for _ in range(60)]
    lines = texts(*wide)
    assert (len(lines), lines[0].count("x")) == (60, 60)
