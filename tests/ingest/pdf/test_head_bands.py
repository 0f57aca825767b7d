"""Rows at one height are running heads if they are proved to be, from lines written here."""

from collections.abc import Sequence

import pytest

from ingest.pdf.edge_rows import EdgeRow, edge_rows
from ingest.pdf.head_bands import HeadProof, bands_of
from ingest.pdf.lines import PdfLine
from ingest.pdf.page_rows import read_page_rows
from tests.ingest.pdf.made_page import HEIGHT, made_line

BODY = "Linje {} {} av en side som er full av tekst om boliger"


def page(number: int, first: PdfLine, leading: float = 15) -> list[PdfLine]:
    """Return a page with a first line and ten lines of text that no other page has."""
    body = (
        made_line(BODY.format(number, row), 72, 740 - leading * row, size=10) for row in range(10)
    )
    return [first, *body]


def outermost(pages: Sequence[Sequence[PdfLine]]) -> tuple[HeadProof, list[EdgeRow]]:
    """Return what judges the pages, and the uppermost row of each."""
    rows = [read_page_rows(lines) for lines in pages]
    proof = HeadProof(rows, [HEIGHT] * len(pages))
    return proof, [edge[0] for edge in edge_rows(rows, from_top=True)]


def judged(pages: Sequence[Sequence[PdfLine]]) -> list[bool]:
    """Return for the uppermost row of each page whether it is a running head."""
    proof, band = outermost(pages)
    return [is_head for _, is_head in proof.heads_in(band)]


def test_rows_of_another_height_or_size_are_another_band() -> None:
    lines = [(800, 10), (801, 10), (805, 10), (800, 14)]
    pages = [page(n, made_line("Plan", 72, *line)) for n, line in enumerate(lines)]
    _, rows = outermost(pages)
    assert sorted([one.page for one in band] for band in bands_of(rows)) == [[0, 1], [2], [3]]


@pytest.mark.parametrize("count", [2, 3, 6])
def test_words_at_one_place_are_a_head_from_three_pages_on(count: int) -> None:
    pages = [page(n, made_line("Boligplan", 72, 800)) for n in range(count)]
    assert judged(pages) == ([True] * count if count >= 3 else [])


@pytest.mark.parametrize("bottom", [650, 755])
def test_words_inside_the_page_or_close_to_the_text_are_none(bottom: float) -> None:
    pages = [
        [
            made_line("Boligplan", 72, bottom),
            *(made_line(BODY.format(n, row), 72, bottom - 15 * row - 15) for row in range(10)),
        ]
        for n in range(5)
    ]
    assert judged(pages) == []


@pytest.mark.parametrize(("size", "expected"), [(10, []), (5, [True] * 5)])
def test_tiny_type_needs_no_wide_gap_to_text_that_is_set_wide(
    size: float, expected: list[bool]
) -> None:
    pages = [page(n, made_line("Behov   Tiltak", 72, 757, size), leading=22) for n in range(5)]
    assert judged(pages) == expected


def test_the_first_of_a_large_title_stays_and_one_on_all_pages_goes() -> None:
    titles = ["Metode"] * 3 + ["Behov"] * 3
    pages = [page(n, made_line(title, 72, 800, 16)) for n, title in enumerate(titles)]
    assert judged(pages) == [False, True, True, False, True, True]
    pages = [page(n, made_line("Boligplan", 72, 800, 16)) for n in range(6)]
    assert judged(pages) == [True] * 6


def test_a_sentence_and_a_field_are_no_heads() -> None:
    for text in ("Kommunen eier alle boligene i denne bydelen.", "Ansvarlig: Boligkontoret"):
        pages = [page(n, made_line(text, 72, 800)) for n in range(5)]
        assert judged(pages) == [False] * 5
