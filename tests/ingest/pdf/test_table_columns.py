"""The columns of a table are found from the cells of its rows, from lines written here."""

from collections.abc import Sequence

from ingest.pdf.table_columns import Column, columns_of, sides_of
from ingest.pdf.tables import Row
from tests.ingest.pdf.made_page import made_line


def rows(*cells: Sequence[tuple[str, float]]) -> list[Row]:
    """Return rows of cells with their left edges."""
    return [
        [[made_line(text, left, 700 - 14 * n)] for text, left in row] for n, row in enumerate(cells)
    ]


def sides(block: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the edges of the columns of a table."""
    return [(column.left, column.right) for column in columns_of(block)]


def test_the_columns_are_those_of_the_fullest_rows() -> None:
    block = rows(
        [("Bydel", 72), ("Boliger", 200), ("Kø", 300)],
        [("Nordre", 72), ("7", 300)],
        [("Søndre", 72), ("12", 200), ("9", 300)],
    )
    assert sides(block) == [(72.0, 102.0), (200.0, 235.0), (300.0, 310.0)]


def test_a_single_row_has_no_columns() -> None:
    assert sides(rows([("Nordre", 72), ("7", 300)])) == []


def test_rows_that_each_have_another_empty_cell_have_columns_that_stand_apart() -> None:
    block = rows(
        [("Nordre", 72), ("12", 200)], [("Søndre", 72), ("9", 300)], [("45", 200), ("3", 300)]
    )
    assert sides(block) == [(72.0, 102.0), (200.0, 210.0), (300.0, 305.0)]


def test_a_cell_clear_of_all_columns_has_one_of_its_own() -> None:
    block = rows([("Nordre", 72), ("12", 200)], [("Søndre", 72), ("9", 200)], [("Merknad", 400)])
    assert sides(block) == [(72.0, 102.0), (200.0, 210.0), (400.0, 435.0)]


def test_the_distance_to_a_column_is_that_of_the_nearest_of_its_lines() -> None:
    column = Column()
    for left, right in ((100, 140), (104, 140), (100, 150)):
        column.add(left, right)
    assert (column.left, column.right) == (100, 150)
    assert column.distance(100, 180) == 0
    assert column.distance(115, 125) == 0  # in the middle
    assert column.distance(60, 141) == 1
    assert (column.overlap(145, 200), column.overlap(160, 200)) == (5, -10)


def test_the_sides_of_a_cell_are_those_of_its_widest_lines() -> None:
    assert sides_of([made_line("Omsorg", 72, 700), made_line("bolig", 60, 688)]) == (60.0, 102.0)
