"""Contents are left out if they lead to titles, and rows that only look like them stay."""

import pytest

from ingest.pdf.layout import lay_out
from ingest.reading.file_text import LeftOut
from tests.ingest.pdf.made_page import made_page

TITLES = ("Mål for arbeidet", "Behov for boliger", "Tiltak og kostnader", "Kilder vi har brukt")


def contents(*lines: str) -> str:
    """Return the picture of a page with the lines, each a paragraph."""
    return "\n\n".join(lines)


def chapters(count: int = 4) -> list[str]:
    """Return the pictures of the pages that the titles stand on, the first of them page 2."""
    return [contents(title, f"Her står det {number}.") for number, title in enumerate(TITLES)][
        :count
    ]


def read(*pictures: str) -> tuple[list[str], tuple[LeftOut, ...]]:
    """Return the text of each page, and what was left out."""
    layout = lay_out([made_page(picture) for picture in pictures], [None] * len(pictures))
    return [page.text for page in layout.pages], layout.left_out


@pytest.mark.parametrize("heading", ["Innhold", "INNHOLDSFORTEGNELSE", "Innhald", "Contents:"])
@pytest.mark.parametrize("leaders", [" ", " ..... ", " . . . . . . ", " ……… ", "      "])
def test_contents_are_left_out_and_told(heading: str, leaders: str) -> None:
    entries = [f"{title}{leaders}{number}" for number, title in enumerate(TITLES, start=2)]
    texts, left_out = read(contents(heading, *entries), *chapters())
    assert texts[0] == ""
    (stretch,) = left_out
    assert (stretch.page, stretch.reason) == (1, "contents")
    assert stretch.text.splitlines() == [
        heading,
        *(" ".join(entry.split()) for entry in entries),
    ]


def test_contents_without_a_heading_need_leaders() -> None:
    with_leaders = [f"{title} ....... {number}" for number, title in enumerate(TITLES, start=2)]
    without = [f"{title} {number}" for number, title in enumerate(TITLES, start=2)]
    assert read(contents(*with_leaders), *chapters())[0][0] == ""
    assert read(contents(*without), *chapters())[0][0] == "\n".join(without)


def test_sentences_on_a_page_of_contents_stay() -> None:
    entries = [f"{title} {number}" for number, title in enumerate(TITLES, start=2)]
    about = "Planen ble vedtatt i 2024, og gjelder til 2030."
    texts, _ = read(contents("Innhold", *entries, about), *chapters())
    assert texts[0] == about


def test_contents_run_over_several_pages() -> None:
    entries = [f"{title} ..... {number}" for number, title in enumerate(TITLES, start=3)]
    first, second = contents("Innhold", *entries[:2]), contents(*entries[2:], "Om planen her.")
    third = [f"Tillegg {letter} om boliger" for letter in "abc"]
    more = [f"{title} ..... 6" for title in third]
    texts, left_out = read(
        first, contents(*entries[2:], *more), *chapters(), contents(*third), second
    )
    assert texts[:2] == ["", ""]
    assert [stretch.page for stretch in left_out] == [1, 2]


def test_an_entry_of_two_lines_goes_with_both() -> None:
    long = ("Tiltak for dem som ikke klarer", "å skaffe seg en bolig selv")
    entries = [f"{title} ..... {number}" for number, title in enumerate(TITLES[:3], start=2)]
    page = contents("Innhold", *entries, f"{long[0]}\n{long[1]} ..... 5")
    texts, _ = read(page, *chapters(3), contents(f"{long[0]}\n{long[1]}", "Her står det mer."))
    assert texts[0] == ""


@pytest.mark.parametrize(
    "heading", ["Innhold i boligprogrammet", "Boligtall", "Innholdet i planen", "Innhold"]
)
@pytest.mark.parametrize("leaders", [" ", " ......... "])
def test_a_table_with_rising_numbers_stays(heading: str, leaders: str) -> None:
    """The numbers are higher than the document has pages, and lead nowhere."""
    rows = [
        f"{name}{leaders}{number}"
        for name, number in (("Nordre", 12), ("Søndre", 25), ("Østre", 33), ("Vestre", 48))
    ]
    texts, left_out = read(contents(heading, *rows), *chapters())
    shown = "\n".join(row.replace(leaders, " … " if "." in leaders else " ") for row in rows)
    assert texts[0] == f"{heading}\n{shown}"
    assert left_out == ()


def test_small_rising_numbers_that_lead_to_no_title_stay() -> None:
    rows = [f"{name} ..... {number}" for number, name in enumerate(("Nord", "Sør", "Øst"), 1)]
    texts, left_out = read(contents("Innhold", *rows), *chapters())
    assert texts[0] == "Innhold\nNord … 1\nSør … 2\nØst … 3"
    assert left_out == ()


def test_the_head_of_a_column_is_no_heading_of_contents() -> None:
    table = """
        Felt        Innhold      Merknad
        Mål for arbeidet   Tekst   2
        Behov for boliger  Tekst   3
        Tiltak og kostnader  Tekst   4
        """
    texts, left_out = read(table, *chapters())
    assert "Behov for boliger" in texts[0]
    assert left_out == ()


def test_two_columns_of_contents_are_left_out() -> None:
    page = """
        Innhold
        Mål for arbeidet       2          Tiltak og kostnader      4
        Behov for boliger      3          Kilder vi har brukt      5
        """
    assert read(page, *chapters())[0][0] == ""


def test_a_list_of_figures_is_left_out() -> None:
    captions = [f"Figur {number}: {title}" for number, title in enumerate(TITLES, start=1)]
    entries = [f"{caption} ..... {number}" for number, caption in enumerate(captions, start=2)]
    texts, _ = read(contents("Figuroversikt", *entries), *(contents(one) for one in captions))
    assert texts == ["", *captions]


def test_what_stands_beside_contents_is_neither_left_out_nor_told() -> None:
    rows = [
        f"{f'{title} ..... {number}':40}om planen {letter}"
        for letter, (number, title) in zip("abcd", enumerate(TITLES, start=2), strict=True)
    ]
    texts, left_out = read(contents("Innhold", *rows), *chapters())
    assert [letter in texts[0] for letter in ("planen a", "planen d", "Tiltak")] == [
        True,
        True,
        False,
    ]
    assert "om planen" not in left_out[0].text
    assert left_out[0].text.count(".....") == len(TITLES)
