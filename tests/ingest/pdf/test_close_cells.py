"""Cells that were read as one line are taken apart at the edges of the table's columns."""

from ingest.pdf.layout import lay_out
from tests.ingest.pdf.made_page import made_page


def test_cells_so_close_that_they_are_one_line_are_taken_apart() -> None:
    """If a word of each row begins at the edge of the head's cell."""
    page = made_page("""
        Nr.     Navn                 Forek.
        M500  restriksjon            1
        M501  hjemmel
        M503  skjerming              0-1
        """)
    (made,) = lay_out([page], [None]).pages
    assert made.text.splitlines()[0] == "Nr. | Navn | Forek."


def test_a_line_without_a_word_at_the_edge_stays_one_cell() -> None:
    page = made_page("""
        Nr.     Navn                 Forek.
        M500  restriksjon            1
        Merkostnader                 2
        M503  skjerming              0-1
        """)
    (made,) = lay_out([page], [None]).pages
    assert "Merkostnader" in made.text
    assert "Mer |" not in made.text
