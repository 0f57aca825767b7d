"""Running headers and footers, told from lines written here."""

import pytest

from ingest.pdf.lines import PdfLine
from ingest.pdf.running_heads import without_running_heads
from ingest.reading.characters import not_from_pdf


def line(text, bottom, left=72.0):
    return PdfLine(not_from_pdf(text), left, bottom, left + 5 * len(text), bottom + 10)


def page(number, head, *body):
    lines = [line(head, 800), line(str(number), 800, 500)] if head else []
    top = 760
    return (*lines, *(line(text, top - 12 * place) for place, text in enumerate(body)))


def texts(pages):
    return [[line.text for line in page] for page in without_running_heads(pages)]


LETTERS = "abcdefghij"


def test_a_header_of_every_page_is_left_out():
    pages = [page(n, "Boligplan", f"Avsnitt {LETTERS[n]}", f"Slutt {LETTERS[n]}") for n in range(4)]
    assert texts(pages) == [[f"Avsnitt {LETTERS[n]}", f"Slutt {LETTERS[n]}"] for n in range(4)]


def test_a_header_that_changes_by_chapter_is_left_out_and_one_of_a_single_page_too():
    chapters = ["Innledning"] * 3 + ["Behov"] * 2 + ["Metode"] + ["Tiltak"] * 4
    pages = [
        page(n, head, f"Dette er {LETTERS[n]}.", f"Mer om {LETTERS[n]}.")
        for n, head in enumerate(chapters)
    ]
    assert texts(pages) == [[f"Dette er {letter}.", f"Mer om {letter}."] for letter in LETTERS]


def test_the_head_of_a_table_that_goes_on_stays():
    heads = ["Kommune | Boliger"] * 3 + ["Leiere | Eiere"] * 3 + ["År | Tall"] * 3
    pages = [
        page(n, None, head, f"Rad {LETTERS[n]}", f"Sum {LETTERS[n]}")
        for n, head in enumerate(heads)
    ]
    assert texts(pages) == [
        [head, f"Rad {LETTERS[n]}", f"Sum {LETTERS[n]}"] for n, head in enumerate(heads)
    ]


@pytest.mark.parametrize("leaders", ["Innledning ..... 5", "Innledning . . . . . . 5", "Mål …… 7"])
def test_lines_of_contents_are_left_out(leaders):
    assert texts([page(1, None, "Innhold", leaders)]) == [["Innhold"]]


def test_a_page_of_contents_without_leaders_is_left_out_and_a_table_stays():
    titles = ("Mål", "Behov", "Tiltak", "Kostnader", "Kilder")
    entries = [f"{title} {number}" for number, title in enumerate(titles, start=4)]
    contents = page(1, None, "Innhold", *entries, "Om planen og arbeidet")
    table = page(2, None, "Boliger", *entries, "Tallene er fra i fjor")
    assert texts([contents, table]) == [[], ["Boliger", *entries, "Tallene er fra i fjor"]]


def test_a_cover_keeps_what_the_headers_repeat_and_a_year_at_its_foot():
    """The title runs on over every page, and a year is no page number."""
    cover = (line("Eldres boligsituasjon", 500), line("2016", 60))
    inner = [
        (line("Eldres boligsituasjon", 800), line(f"Avsnitt {LETTERS[n]}", 700), line(str(n), 60))
        for n in range(1, 5)
    ]
    assert texts([cover, *inner]) == [
        ["Eldres boligsituasjon", "2016"],
        *([f"Avsnitt {LETTERS[n]}"] for n in range(1, 5)),
    ]


def test_a_header_of_the_first_page_is_left_out_where_its_number_is_not_printed():
    """The other pages have a number beside the same header."""
    first = (line("Boligplan", 800), line("Avsnitt a", 700))
    inner = [page(n, "Boligplan", f"Avsnitt {LETTERS[n]}") for n in range(1, 5)]
    assert texts([first, *inner]) == [[f"Avsnitt {LETTERS[n]}"] for n in range(5)]


@pytest.mark.parametrize("number", ["1", "Side 1 av 5", "- 1 -"])
def test_a_page_number_of_the_first_page_is_left_out(number):
    pages = [
        (line(f"Avsnitt {LETTERS[n]}", 700), line(number.replace("1", str(n)), 60))
        for n in range(1, 6)
    ]
    assert texts(pages) == [[f"Avsnitt {LETTERS[n]}"] for n in range(1, 6)]
