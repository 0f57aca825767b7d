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


FULL = tuple(
    f"Dette er linje {letter} av en side som er full av tekst om boliger" for letter in "abcdefghij"
)


def full_page(*lines: PdfLine, number: int = 0) -> tuple[PdfLine, ...]:
    """Return a page with lines at its edges and lines of text that no other page has."""
    body = tuple(line(f"{text} {LETTERS[number]}", 740 - 15 * n) for n, text in enumerate(FULL))
    return (*body, *lines)


def left(pages: Sequence[tuple[PdfLine, ...]]) -> set[str]:
    """Return the texts that are left, but for those of `FULL`."""
    return {text for page in texts(pages) for text in page if not text.startswith("Dette er linje")}


def test_one_sheet_a_page_stays_whole() -> None:
    """Titles that count up with the pages, fields that are the same, costs that differ."""
    costs = (3, 12, 4, 20, 7, 9)
    sheets = [
        (
            made_line(f"Tiltak {n}", 72, 786, size=16, bold=True),
            line("Ansvarlig: Boligkontoret", 762),
            line("Frist: 1. juni 2027", 747),
            *(line(f"Tekst {LETTERS[n]} {row}", 712 - 15 * row) for row in range(3)),
            line(f"Kostnaden er beregnet til {cost} millioner kroner.", 650),
            line("Status: Ikke begynt", 600),
        )
        for n, cost in enumerate(costs, start=1)
    ]
    assert texts(sheets) == [[one.text for one in sheet] for sheet in sheets]


@pytest.mark.parametrize("last", ["Tiltaket kostet {} millioner.", "Tiltak {}", "Eksempel nr. {}"])
def test_a_last_line_whose_number_counts_up_stays(last: str) -> None:
    pages = [full_page(line(last.format(n), 60), number=n) for n in range(1, 6)]
    assert left(pages) == {last.format(n) for n in range(1, 6)}


@pytest.mark.parametrize("bold", [True, False])
def test_titles_at_the_top_of_pages_that_count_up_stay(bold: bool) -> None:
    size = 10 if bold else 16
    pages = [
        full_page(made_line(f"Eksempel {n}", 72, 800, size, bold), number=n) for n in range(1, 6)
    ]
    assert left(pages) == {f"Eksempel {n}" for n in range(1, 6)}


def test_the_first_of_a_title_that_is_repeated_on_its_pages_stays() -> None:
    """Unless the text says it as well: then it is the header of a chapter."""
    titles = ["Kjøpe boliger"] * 3 + ["Leie boliger"] * 3
    pages = [full_page(made_line(title, 72, 800, 16), number=n) for n, title in enumerate(titles)]
    firsts = [page[-1] for page in texts(pages) if len(page) > len(FULL)]
    assert firsts == ["Kjøpe boliger", "Leie boliger"]
    chapter = [full_page(line("Kjøpe boliger", 450), number=7), *pages]
    assert [page[-1] for page in texts(chapter) if len(page) > len(FULL)] == [
        "Kjøpe boliger",
        "Leie boliger",
    ]
    assert [len(page) - len(FULL) for page in texts(chapter)] == [1, 0, 0, 0, 1, 0, 0]


def test_a_last_line_that_is_the_same_on_all_pages_stays_if_it_is_not_set_off() -> None:
    same = "Rapporten er utarbeidet av kommunen"
    assert left([full_page(line(same, 590), number=n) for n in range(5)]) == {same}
    assert left([full_page(line(same, 60), number=n) for n in range(5)]) == set()


def test_a_line_that_stands_at_other_heights_stays() -> None:
    same = "Rapporten er utarbeidet av kommunen"
    pages = [full_page(line(same, 60 + 9 * n), number=n) for n in range(5)]
    assert left(pages) == {same}


def test_numbers_run_with_the_page_and_others_do_not() -> None:
    running = [full_page(line(str(n + 11), 60), number=n) for n in range(5)]
    assert left(running) == set()
    others = [full_page(line(str(n), 60), number=k) for k, n in enumerate((17, 3, 245, 61, 9))]
    assert left(others) == {"17", "3", "245", "61", "9"}


def test_roman_and_arabic_numbers_are_found_and_told() -> None:
    printed = ["i", "1", "2", "3", "4"]
    pages = [full_page(line(text, 60), number=n) for n, text in enumerate(printed)]
    assert left(pages) == set()
    rows = [read_page_rows(lines) for lines in pages]
    heads = find_running_heads(rows, [HEIGHT] * len(pages))
    assert [number.text for number in heads.numbers if number] == printed


def test_two_printed_pages_on_one_page_of_the_file_are_numbered() -> None:
    pages = [
        full_page(line(str(2 * n), 60), line(str(2 * n + 1), 60, 500), number=n)
        for n in range(1, 6)
    ]
    assert left(pages) == set()
    rows = [read_page_rows(lines) for lines in pages]
    heads = find_running_heads(rows, [HEIGHT] * len(pages))
    assert [number.text for number in heads.numbers if number] == [
        f"{2 * n}–{2 * n + 1}" for n in range(1, 6)
    ]


def test_the_head_of_a_table_stays_below_a_header() -> None:
    def table_page(number: int) -> tuple[PdfLine, ...]:
        rows = [("Krav nr.", "Krav", "Type"), *((f"{number}.{n}", "Det", "O") for n in range(8))]
        return (
            line("Kravspesifikasjon", 800),
            line(str(number), 800, 500),
            *(
                line(cell, 760 - 20 * n, left)
                for n, row in enumerate(rows)
                for cell, left in zip(row, (72, 150, 400), strict=True)
            ),
        )

    for page_texts in texts([table_page(number) for number in range(1, 6)]):
        assert page_texts[:3] == ["Krav nr.", "Krav", "Type"]


def test_left_and_right_pages_have_their_own_headers() -> None:
    pages = [
        full_page(
            line("Boligplan" if n % 2 else "Testvik kommune", 800, 72 if n % 2 else 300), number=n
        )
        for n in range(8)
    ]
    assert left(pages) == set()


@pytest.mark.parametrize("beside", ["Overflatesår", "Tekst langs kanten"])
def test_a_footer_is_found_on_a_page_that_has_turned_text(beside: str) -> None:
    """Turned text is put below its page, and so below the footer."""
    pages = [full_page(line(f"Side {n} av 6", 41), number=n) for n in range(1, 6)]
    pages.append(full_page(line("Side 6 av 6", 41), line(beside, -22), number=6))
    assert left(pages) == {beside}


@pytest.mark.parametrize(("headed", "expected"), [(6, set()), (2, {"HIS 1001:2010"})])
def test_turned_text_that_says_what_headers_say_is_left_out(
    headed: int, expected: set[str]
) -> None:
    title = (line("Identifikatorer for personer", 400), line("HIS 1001:2010", -22))
    pages = [full_page(number=n) for n in range(6 - headed)]
    pages += [full_page(line("HIS 1001:2010", 800), number=9 - n) for n in range(headed)]
    found = left([title, *pages])
    assert found == {"Identifikatorer for personer"} | expected


def slide(number: int, title: str) -> tuple[PdfLine, ...]:
    """Return a slide with a title below tiny names of chapters, and lines that are far apart."""
    body = (f"Punkt {LETTERS[number]} {LETTERS[row]} om boliger" for row in range(8))
    return (
        made_line("Innledning   Behov   Tiltak", 20, 822, size=5),
        made_line(title, 20, 800, size=12),
        *(made_line(text, 30, 700 - 22 * row, size=12) for row, text in enumerate(body)),
    )


def test_the_title_of_slides_stays_once_and_the_names_above_it_go() -> None:
    titles = ["Metode"] * 4 + ["Tiltak i kommunen", "Behov", "Økonomi", "Veien videre", "Takk"]
    kept = [
        [text for text in page if not text.startswith("Punkt")]
        for page in texts([slide(n, title) for n, title in enumerate(titles)])
    ]
    assert kept == [["Metode"], [], [], [], *([title] for title in titles[4:])]
