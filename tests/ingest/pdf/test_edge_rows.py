"""The rows at the edges of pages know how far the text is, and whether a table begins below."""

from collections.abc import Sequence

from ingest.pdf.edge_rows import EdgeRow, edge_rows
from ingest.pdf.lines import PdfLine
from ingest.pdf.page_rows import read_page_rows
from tests.ingest.pdf.made_page import made_line


def edges(pages: Sequence[Sequence[PdfLine]], from_top: bool = True) -> list[list[EdgeRow]]:
    """Return the rows at an edge of each page."""
    return edge_rows([read_page_rows(lines) for lines in pages], from_top)


def page(number: int) -> list[PdfLine]:
    """Return a page with a header of two rows, five lines of text and a number at its foot."""
    header = [made_line("Boligplan", 72, 800), made_line("Testvik kommune", 72, 786)]
    body = [made_line(f"Linje {number} {row}", 72, 740 - 12 * row) for row in range(5)]
    return [*header, *body, made_line(f"{number}", 300, 40)]


def test_rows_come_from_the_outermost_with_their_distances() -> None:
    for edge in edges([page(number) for number in range(1, 5)]):
        assert [one.row.text for one in edge[:2]] == ["Boligplan", "Testvik kommune"]
        # Behind the other row of the header, not to it.
        assert [one.gap for one in edge] == [46.0, 46.0, 12.0, 0.0]
        assert [one.outer for one in edge] == [0.0, 14.0, 46.0, 12.0]
        assert [one.outer_size for one in edge] == [0.0, 10.0, 10.0, 10.0]
        assert [one.index for one in edge] == [0, 1, 2, 3]


def test_the_lower_edge_begins_with_the_footer() -> None:
    (edge,) = edges([page(7)], from_top=False)
    first = edge[0]
    assert (first.row.text, first.index, first.gap) == ("7", 7, 652.0)
    assert first.is_number
    assert first.words == []
    assert [number.value for number in first.printed_numbers] == [7]


def test_a_page_with_nothing_else_has_its_rows_set_off() -> None:
    (edge,) = edges([[made_line("Vedlegg", 72, 800)]])
    assert edge[0].gap > 842


def test_a_row_with_cells_below_its_own_heads_a_table() -> None:
    rows = [("Bydel", "Boliger"), ("Nordre", "12")]
    lines = [
        made_line(cell, left, 800 - 14 * n)
        for n, row in enumerate(rows)
        for cell, left in zip(row, (72, 300), strict=True)
    ]
    (edge,) = edges([lines])
    assert [one.heads_table for one in edge] == [True, False]
