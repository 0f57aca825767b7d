"""Cells go to the columns that they stand in line with, from lines written here."""

from collections.abc import Sequence

import pytest

from ingest.pdf.cell_places import placed_cells
from ingest.pdf.table_columns import Column
from ingest.pdf.tables import Row
from tests.ingest.pdf.made_page import made_line

EDGES = ((72.0, 130.0), (200.0, 240.0), (300.0, 340.0))


def columns() -> list[Column]:
    """Return three columns."""
    made: list[Column] = []
    for left, right in EDGES:
        column = Column()
        column.add(left, right)
        made.append(column)
    return made


def row(cells: Sequence[tuple[str, float]]) -> Row:
    """Return a row of cells with their left edges."""
    return [[made_line(text, left, 700)] for text, left in cells]


@pytest.mark.parametrize(
    ("cells", "may_span", "expected"),
    [
        ([("Nordre", 72), ("14", 300)], False, ["Nordre", "", "14"]),
        ([("12", 230)], False, ["", "12", ""]),
        ([("12", 215)], False, ["", "12", ""]),
        ([("Nordre", 72), ("Boliger i alt i år", 225)], True, ["Nordre", "Boliger i alt i år"]),
        ([("Fjernt fra alle", 500)], False, None),
    ],
)
def test_a_cell_is_in_line_with_its_column(
    cells: Sequence[tuple[str, float]], may_span: bool, expected: list[str] | None
) -> None:
    if expected and may_span:
        expected = [*expected, expected[-1]]  # it fills both columns
    placed = placed_cells(row(cells), columns(), may_span)
    texts = None if placed is None else ["".join(line.text for line in cell) for cell in placed]
    assert texts == expected
