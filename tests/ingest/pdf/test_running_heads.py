"""Running headers and footers are found by proof, from lines written here."""

from collections.abc import Sequence

import pytest

from ingest.pdf.lines import PdfLine
from ingest.pdf.page_rows import read_page_rows
from ingest.pdf.running_heads import find_running_heads
from tests.ingest.pdf.made_page import HEIGHT, made_line


def line(text: str, bottom: float, left: float = 72) -> PdfLine:
    """Return a line in the text's own column."""
    return made_line(text, left, bottom)


def page(number: int, head: str | None, *body: str) -> tuple[PdfLine, ...]:
    """Return the lines of a page; if it has a header, its number is beside it."""
    header = (line(head, 800), line(str(number), 800, 500)) if head else ()
    return (*header, *(line(text, 760 - 12 * row) for row, text in enumerate(body)))


def texts(pages: Sequence[tuple[PdfLine, ...]]) -> list[list[str]]:
    """Return the texts of the lines that are left on each page."""
    rows = [read_page_rows(lines) for lines in pages]
    heads = find_running_heads(rows, [HEIGHT] * len(pages))
    return [
        [line.text for position, line in enumerate(lines) if position not in positions]
        for lines, positions in zip(pages, heads.positions, strict=True)
    ]


LETTERS = "abcdefghij"


def test_a_header_of_every_page_is_left_out() -> None:
    pages = [page(n, "Boligplan", f"Avsnitt {LETTERS[n]}", f"Slutt {LETTERS[n]}") for n in range(4)]
    assert texts(pages) == [[f"Avsnitt {LETTERS[n]}", f"Slutt {LETTERS[n]}"] for n in range(4)]


def test_a_header_that_changes_by_chapter_is_left_out_and_one_of_a_single_page_too() -> None:
    chapters = ["Innledning"] * 3 + ["Behov"] * 2 + ["Metode"] + ["Tiltak"] * 4
    pages = [
        page(n, head, f"Dette er {LETTERS[n]}.", f"Mer om {LETTERS[n]}.")
        for n, head in enumerate(chapters)
    ]
    assert texts(pages) == [[f"Dette er {letter}.", f"Mer om {letter}."] for letter in LETTERS]


def test_the_head_of_a_table_that_continues_on_the_next_page_stays() -> None:
    heads = ["Kommune | Boliger"] * 3 + ["Leiere | Eiere"] * 3 + ["År | Tall"] * 3
    pages = [
        page(n, None, head, f"Rad {LETTERS[n]}", f"Sum {LETTERS[n]}")
        for n, head in enumerate(heads)
    ]
    assert texts(pages) == [
        [head, f"Rad {LETTERS[n]}", f"Sum {LETTERS[n]}"] for n, head in enumerate(heads)
    ]


def test_a_cover_keeps_the_words_of_the_headers_and_a_year_at_its_foot() -> None:
    """The title is repeated over every page, and a year is not a page number."""
    cover = (line("Eldres boligsituasjon", 500), line("2016", 60))
    inner = [
        (line("Eldres boligsituasjon", 800), line(f"Avsnitt {LETTERS[n]}", 700), line(str(n), 60))
        for n in range(1, 5)
    ]
    assert texts([cover, *inner]) == [
        ["Eldres boligsituasjon", "2016"],
        *([f"Avsnitt {LETTERS[n]}"] for n in range(1, 5)),
    ]


def test_a_header_of_the_first_page_is_left_out_if_its_number_is_not_printed() -> None:
    """The other pages have a number beside the same header."""
    first = (line("Boligplan", 800), line("Avsnitt a", 700))
    inner = [page(n, "Boligplan", f"Avsnitt {LETTERS[n]}") for n in range(1, 5)]
    assert texts([first, *inner]) == [[f"Avsnitt {LETTERS[n]}"] for n in range(5)]


@pytest.mark.parametrize("number", ["1", "Side 1 av 5", "- 1 -"])
def test_a_page_number_of_the_first_page_is_left_out(number: str) -> None:
    pages = [
        (line(f"Avsnitt {LETTERS[n]}", 700), line(number.replace("1", str(n)), 60))
        for n in range(1, 6)
    ]
    assert texts(pages) == [[f"Avsnitt {LETTERS[n]}"] for n in range(1, 6)]
