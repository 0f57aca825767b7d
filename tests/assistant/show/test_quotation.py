"""A quote is cited by the page that its sentences stand on."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.search.answer import Hit
from assistant.show.citation import cite
from assistant.show.page_numbers import page_of
from assistant.show.quotation import answer_lines, quote_place
from assistant.show.texts import texts_in
from ingest.records import Document, PageStart, Passage, TableSpan
from tests.assistant.show.examples import REPORT

NB = texts_in("nb")
PAGES = (
    "Forside",
    "Forord om planen.",
    "Kommunen leier ut boligene.",
    "Folk får heis. Det haster.",
)
TEXT = "\n".join(PAGES)
STARTS = tuple(
    PageStart(TEXT.index(page), number, str(number - 2) if number > 2 else None)
    for number, page in enumerate(PAGES, start=1)
)
DOCUMENT = replace(REPORT, title="En plan", subtitle=None, text=TEXT, page_starts=STARTS)


def found(answer: str | None, document: Document = DOCUMENT) -> Hit:
    """Return a hit of the one passage, which runs over all pages."""
    passage = Passage("plan#0", TEXT, "", "", document.located(0, len(TEXT)))
    stretch = (TEXT.index(answer), TEXT.index(answer) + len(answer)) if answer else None
    return Hit(passage, 0.9, (), answer=stretch)


@pytest.mark.parametrize(
    ("answer", "pages"),
    [
        ("Kommunen leier ut boligene.", "side 1 (side 3 i PDF-en)"),
        ("Det haster.", "side 2 (side 4 i PDF-en)"),
        ("Kommunen leier ut boligene.\nFolk får heis.", "side 1–2 (side 3–4 i PDF-en)"),
        ("Forord om planen.", "side 2 i PDF-en"),
        (None, "side 1–4 i PDF-en"),
    ],
)
def test_a_quote_is_on_the_pages_of_its_sentences(answer: str | None, pages: str) -> None:
    """Its passage runs from a cover that prints no number to the fourth page."""
    assert page_of(quote_place(DOCUMENT, found(answer)), NB) == pages


def test_a_text_without_pages_has_none() -> None:
    """Its quotes stand where their passage does."""
    bare = replace(DOCUMENT, page_starts=())
    hit = found("Det haster.", bare)
    assert quote_place(bare, hit) == hit.passage.locator
    assert page_of(quote_place(bare, hit), NB) == ""


def test_a_citation_names_the_page_of_what_it_quotes() -> None:
    """Who looks it up finds it there."""
    cited = cite(DOCUMENT, found("Det haster."), NB, date(2026, 11, 27))
    quote, reference = cited.splitlines()
    assert quote == "«Det haster.»"
    assert "s. 2 (s. 4 i PDF-en)" in reference


TABLE = "Behov i Åmot\nÅr | Eldre | Unge\n2030 | 44 | 61\n2040 | 58 | 60"
"""A table whose first row says what it is of."""


@pytest.mark.parametrize(
    ("answer", "quoted"),
    [
        ("Behov i Åmot", ["Behov i Åmot", "År | Eldre | Unge", "2030 | 44 | 61", "2040 | 58 | 60"]),
        ("År | Eldre | Unge", ["År | Eldre | Unge", "2030 | 44 | 61", "2040 | 58 | 60"]),
        ("2040 | 58 | 60", ["År | Eldre | Unge […]", "2040 | 58 | 60"]),
    ],
)
def test_a_table_is_quoted_in_its_order(answer: str, quoted: list[str]) -> None:
    """What it is of and what heads it bring its rows; a row brings what names its columns."""
    table = TableSpan(0, len(TABLE), "År | Eldre | Unge")
    document = replace(REPORT, title="En plan", subtitle=None, text=TABLE, tables=(table,))
    passage = Passage("plan#0", TABLE, "", "", document.located(0, len(TABLE)))
    start = TABLE.index(answer)
    hit = Hit(passage, 0.9, (), answer=(start, start + len(answer)))
    assert [line.text for line in answer_lines(document, hit)] == quoted
