"""Citations: Norwegian and English, with and without what may be missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.show.citation import cite, quoted, written_date
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Document, Language
from tests.assistant.show.examples import EXAMPLE, REPORT, TODAY, hit

REPORT_IN = (
    "Folkehelse og sosial bærekraft: En analyse av planlegging. By- og regionforskingsinstituttet "
    "(NIBR). Hege Hofstad {} Heidi Bergsli. 2017. NIBR-rapport 2017:15."
)


@pytest.mark.parametrize(
    ("language", "conjunction", "rest"),
    [
        (
            "nb",
            "og",
            (
                "Side 12 (side 14 i PDF-en). «Planlegging virker.» "
                "https://veiviseren.no/folkehelse (lest 03.11.2026)"
            ),
        ),
        (
            "nn",
            "og",
            (
                "Side 12 (side 14 i PDF-en). «Planlegging virker.» "
                "https://veiviseren.no/folkehelse (lesen 03.11.2026)"
            ),
        ),
        (
            "en",
            "and",
            (
                "P. 12 (p. 14 of the PDF). “Planlegging virker.” "
                "https://veiviseren.no/folkehelse (accessed 3 November 2026)"
            ),
        ),
    ],
)
def test_a_report_is_cited_with_page_and_quote(
    language: Language, conjunction: str, rest: str
) -> None:
    found = hit(REPORT, "Planlegging virker.", page=14, page_label="12")
    cited = cite(REPORT, found, texts_in(language), TODAY)
    assert cited == f"{REPORT_IN.format(conjunction)} {rest}"


def test_an_address_nobody_opened_may_be_archived() -> None:
    assert cite(EXAMPLE, hit(EXAMPLE, EXAMPLE.text), texts_in("nb"), TODAY) == (
        "Utleieboliger med tilvisningsavtale. Ringsaker kommune. «Kommunen leier. Den eier ikke.» "
        "https://veiviseren.no/ringsaker "
        "(funnet i Eksempelfinner 25.11.2026; adressen kan være arkivert)"
    )


def test_a_source_without_an_address_is_cited_as_found_here() -> None:
    bare = replace(EXAMPLE, url=None, title="Hvordan lage en god prosessplan?")
    assert cite(bare, None, texts_in("en"), TODAY) == (
        "Hvordan lage en god prosessplan? Ringsaker municipality. "
        "Found in Eksempelfinner on 25 November 2026."
    )


def test_a_maker_that_the_title_names_is_not_repeated() -> None:
    plan = replace(
        EXAMPLE, kind="plan", municipality="Asker", title="Asker kommune: plan", url=None
    )
    assert cite(plan, None, texts_in("nb"), TODAY) == (
        "Asker kommune: plan. Funnet i Eksempelfinner 25.11.2026."
    )


def test_a_title_is_not_quoted() -> None:
    found = hit(REPORT, f"{REPORT.text}\nMer.")
    assert quoted(REPORT, found.passage) == "Mer."
    assert "«" not in cite(REPORT, hit(REPORT, REPORT.text), texts_in("nb"), TODAY)


def test_three_authors_and_a_date_that_is_none() -> None:
    many = replace(REPORT, authors=("A", "B", "C"), accessed="i fjor")
    cited = cite(many, None, texts_in("nb"), TODAY)
    assert " A, B og C. " in cited
    assert cited.endswith("(lest i fjor)")


def test_dates() -> None:
    day = date(2026, 1, 5)
    assert [written_date(day, texts_in(each)) for each in LANGUAGES] == [
        "05.01.2026",
        "05.01.2026",
        "5 January 2026",
    ]


@given(text=st.text(), title=st.text(min_size=1), url=st.none() | st.text())
def test_any_citation_is_one_line(text: str, title: str, url: str | None) -> None:
    wild = replace(EXAMPLE, title=title, url=url)
    cited = cite(wild, hit(wild, text), texts_in("nn"), TODAY)
    assert cited == " ".join(cited.split())
    assert cited.isprintable() or not (title + text + (url or "")).isprintable()


def test_every_document_can_be_cited(documents: tuple[Document, ...]) -> None:
    for document in documents:
        cited = cite(document, None, texts_in("nb"), TODAY)
        assert cited.startswith(document.title)
        assert ".." not in cited
        assert "None" not in cited


def test_the_head_of_a_table_is_quoted_with_its_rows() -> None:
    found = hit(REPORT, "Nordre | 120 | 14")
    found = replace(
        found, passage=replace(found.passage, table_head="Bydel | Boliger | Venteliste")
    )
    told = "Bydel | Boliger | Venteliste […] Nordre | 120 | 14"
    assert quoted(REPORT, found.passage) == told
    assert f"«{told}»" in cite(REPORT, found, texts_in("nb"), TODAY)
