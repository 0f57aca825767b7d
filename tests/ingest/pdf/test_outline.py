"""The entries of an outline are found in the text, and a worthless outline is not used."""

import pytest

from ingest.pdf.metadata import OutlineEntry
from ingest.pdf.outline import outline_headings
from ingest.reading.file_text import Heading, Page

PAGES = (
    Page(1, None, "Innhold"),
    Page(2, None, "1 Innledning\nUtleie av boliger er vanlig.\nA. Utleie\nav boliger"),
    Page(3, None, "UTLEIE AV BOLIGER\nSlik leier man ut.\n2.1 Mål: noe"),
)


def test_a_title_is_found_on_its_page_or_one_beside_it() -> None:
    """A whole line goes before the beginning of one; case and numbers are those of the text."""
    entries = (
        OutlineEntry(2, "Innledning", 3),
        OutlineEntry(2, "3. Utleie av boliger", 2),
        OutlineEntry(3, "Mål", 3),
        OutlineEntry(2, "Finnes ikke", 1),
    )
    assert outline_headings(entries, PAGES) == (
        Heading(2, 0, 1, "1 Innledning"),
        Heading(2, 42, 1, "A. Utleie av boliger"),
        Heading(3, 37, 2, "2.1 Mål"),
    )


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (OutlineEntry(1, "Innledning", 2), OutlineEntry(1, "Utleie av boliger", 2)),
        (
            *(OutlineEntry(1, title, 2) for title in ("Innledning", "Utleie av boliger", "Mål")),
            *(OutlineEntry(1, f"_{number}", 2) for number in range(9)),
        ),
        (*(OutlineEntry(1, title, 9) for title in ("Innledning", "Utleie av boliger", "Mål")),),
    ],
    ids=["none", "too few", "a program's marks", "other pages"],
)
def test_an_outline_of_another_text_gives_no_headings(entries: tuple[OutlineEntry, ...]) -> None:
    """Then the headings that typography suggests are kept."""
    assert outline_headings(entries, PAGES) == ()


def test_headings_that_the_outline_is_not_deep_enough_for_are_kept() -> None:
    """Their numbers continue that of the entry before them; headings without such a number go."""
    text = "1 Leie\n1.1 Krav\n1.1.1 Til leier\n1.1.2 Til eier\nViktig\n1.2 Pris\n2.1.3 Annet\n2 Eie"
    entries = (OutlineEntry(1, "Leie", 1), OutlineEntry(2, "Krav", 1), OutlineEntry(1, "Eie", 1))
    starts = {title: text.index(title) for title in text.split("\n")}
    guessed = [Heading(1, start, 3, title) for title, start in starts.items()]
    assert outline_headings(entries, (Page(1, None, text),), guessed) == (
        Heading(1, 0, 1, "1 Leie"),
        Heading(1, starts["1.1 Krav"], 2, "1.1 Krav"),
        Heading(1, starts["1.1.1 Til leier"], 3, "1.1.1 Til leier"),
        Heading(1, starts["1.1.2 Til eier"], 3, "1.1.2 Til eier"),
        Heading(1, starts["2 Eie"], 1, "2 Eie"),
    )
