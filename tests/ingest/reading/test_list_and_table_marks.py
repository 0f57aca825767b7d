"""Tests for rows of tables as every reader writes them."""

import pytest

from ingest.reading.list_and_table_marks import (
    cell_text,
    is_head_row,
    joined_head,
    row_text,
)


def test_every_column_has_a_place_in_a_row() -> None:
    assert row_text(["Nordre", "120", "", "14"]) == "Nordre | 120 | – | 14"
    assert row_text(["", "300", "60", ""]) == "– | 300 | 60 | –"
    assert row_text(["", ""]) == ""


def test_the_paragraphs_of_a_cell_stay_one() -> None:
    assert cell_text(["Boligkontoret", " Teknisk\n etat ", ""]) == "Boligkontoret; Teknisk etat"
    assert cell_text(["Kjøpe boliger.", "Leie boliger."]) == "Kjøpe boliger. Leie boliger."
    assert cell_text([]) == ""


@pytest.mark.parametrize(
    ("cells", "next_cells", "is_head"),
    [
        (["Bydel", "Boliger", "Venteliste"], ["Nordre", "120", ""], True),
        (["", "2019", "2020"], ["Nordre", "120", "14"], True),
        (["Nordre", "120", "14"], ["Søndre", "45", "9"], False),
        (["Bydel", "", "Venteliste"], ["Nordre", "120", "14"], False),
        (["Tiltak", "Ansvar"], ["Kjøpe boliger", "Boligkontoret"], False),
        (["Bare en celle"], ["120"], False),
    ],
)
def test_a_head_names_the_columns(cells: list[str], next_cells: list[str], is_head: bool) -> None:
    assert is_head_row(cells, next_cells) == is_head


def test_two_rows_that_head_the_columns_are_joined_by_column() -> None:
    upper, lower = "Bydel | 2020 | 2020 | –", "Bydel | Boliger | Leide | Sum"
    assert joined_head(upper, lower) == "Bydel | 2020 Boliger | 2020 Leide | Sum"
    assert joined_head("", lower) == lower
    assert joined_head("Bydel | 2020", lower) == lower
