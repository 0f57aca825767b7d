"""Citations: Norwegian and English, with and without what may be missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.show.citation import cite, full_title, reference, written_date
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Document, HeadingStart, Language, Source, TableSpan
from tests.assistant.show.any_answer import WELL_FORMED
from tests.assistant.show.examples import EXAMPLE, REPORT, TODAY, hit

NB = texts_in("nb")
REPORT_IN = (
    "Hege Hofstad {} Heidi Bergsli (2017). Folkehelse og sosial bærekraft: En analyse av "
    "planlegging (NIBR-rapport 2017:15). By- og regionforskingsinstituttet (NIBR)"
)


@pytest.mark.parametrize(
    ("language", "conjunction", "quote", "rest"),
    [
        (
            "nb",
            "og",
            "«Planlegging virker.»",
            "s. 12 (s. 14 i PDF-en). https://veiviseren.no/folkehelse (lest 03.11.2026)",
        ),
        (
            "nn",
            "og",
            "«Planlegging virker.»",
            "s. 12 (s. 14 i PDF-en). https://veiviseren.no/folkehelse (lesen 03.11.2026)",
        ),
        (
            "en",
            "and",
            "“Planlegging virker.”",
            (
                "p. 12 (p. 14 of the PDF). "
                "https://veiviseren.no/folkehelse (accessed 3 November 2026)"
            ),
        ),
    ],
)
def test_a_report_is_cited_with_page_and_quote(
    language: Language, conjunction: str, quote: str, rest: str
) -> None:
    found = hit(REPORT, "Planlegging virker.", page=14, page_label="12")
    cited = cite(REPORT, found, texts_in(language), TODAY)
    assert cited == f"{quote}\n{REPORT_IN.format(conjunction)}, {rest}"


def test_the_source_alone_has_no_quote_and_no_page() -> None:
    assert cite(REPORT, None, NB, TODAY) == (
        f"{REPORT_IN.format('og')}. https://veiviseren.no/folkehelse (lest 03.11.2026)"
    )


def test_an_example_is_its_municipality_s_and_published_by_the_page_it_stands_on() -> None:
    """The year is not known; the address was not opened, so it is only read here."""
    source = replace(EXAMPLE, title="Utleieboliger i Ringsaker")
    assert cite(source, hit(source, source.text), NB, TODAY) == (
        "«Kommunen leier. Den eier ikke.»\n"
        "Ringsaker kommune (u.å.). Utleieboliger i Ringsaker. Husbanken (Veiviseren). "
        "https://veiviseren.no/ringsaker (lest i Eksempelfinner 25.11.2026)"
    )
    assert reference(source, texts_in("nn"), TODAY).endswith("(lesen i Eksempelfinner 25.11.2026)")
    added = replace(source, source=Source("eksempel.pdf", "0" * 64))
    assert "Veiviseren" not in reference(added, NB, TODAY)


def test_only_the_sentences_that_answer_are_quoted() -> None:
    found = replace(hit(EXAMPLE, EXAMPLE.text), answer=(16, 30))
    assert EXAMPLE.text[16:30] == "Den eier ikke."
    assert cite(EXAMPLE, found, NB, TODAY).startswith("«Den eier ikke.»\nRingsaker kommune")


def test_a_source_without_an_address_is_read_here() -> None:
    bare = replace(EXAMPLE, url=None, title="Hvordan lage en god prosessplan?")
    assert cite(bare, None, texts_in("en"), TODAY) == (
        "Ringsaker municipality (n.d.). Hvordan lage en god prosessplan? Husbanken (Veiviseren). "
        "Read in Eksempelfinner on 25 November 2026."
    )


def test_the_maker_is_not_said_twice() -> None:
    plan = replace(
        EXAMPLE, kind="plan", municipality="Asker", title="Asker kommune: plan", url=None
    )
    assert cite(plan, None, NB, TODAY) == (
        "Asker kommune (u.å.). Plan. Omtalt av Husbanken (Veiviseren). "
        "Lest i Eksempelfinner 25.11.2026."
    )
    own = replace(EXAMPLE, kind="guidance", municipality=None, publisher="Husbanken", url=None)
    assert cite(own, None, NB, TODAY) == (
        "Husbanken (u.å.). Utleieboliger med tilvisningsavtale. Lest i Eksempelfinner 25.11.2026."
    )


def test_without_a_maker_the_title_comes_first() -> None:
    nobody = replace(REPORT, authors=(), publisher=None, series=None, subtitle=None, title="Bo?")
    assert cite(nobody, None, NB, TODAY) == (
        "Bo? (2017). https://veiviseren.no/folkehelse (lest 03.11.2026)"
    )


def test_a_title_that_ends_its_sentence_has_no_colon_behind_it() -> None:
    asking = replace(REPORT, title="Planer for hvem?", subtitle="Bolig og tjenester.")
    assert full_title(asking) == "Planer for hvem? Bolig og tjenester."
    assert "Planer for hvem? Bolig og tjenester (NIBR-rapport 2017:15). By-" in reference(
        asking, NB, TODAY
    )


def test_a_title_is_not_quoted() -> None:
    found = hit(REPORT, f"{REPORT.text}\nMer.")
    assert cite(REPORT, found, NB, TODAY).startswith("«Mer.»\n")
    title_alone = cite(REPORT, hit(REPORT, REPORT.text), NB, TODAY)
    assert title_alone == cite(REPORT, None, NB, TODAY)


def test_a_heading_is_not_run_into_a_quote() -> None:
    """One in front is left out, one between is an omission; the rest stands word for word."""
    text = "3.2.1 Huskeliste\nVi har laget en.\nBruk\nDen er kort."
    listed = replace(
        REPORT,
        text=text,
        headings=(HeadingStart(0, 3, "3.2.1 Huskeliste"), HeadingStart(34, 3, "Bruk")),
    )
    cited = cite(listed, hit(listed, text), NB, TODAY)
    assert cited.startswith("«Vi har laget en. […] Den er kort.»\n")


def test_list_items_keep_lines_of_their_own() -> None:
    text = "Avtalen skal:\n• brukes av alle\n• med jevne mellomrom fornyes"
    found = hit(EXAMPLE, text)
    told = "«Avtalen skal:\n• brukes av alle\n• med jevne mellomrom fornyes»\n"
    assert cite(EXAMPLE, found, NB, TODAY).startswith(told)
    one = replace(found, answer=(text.index("brukes"), text.index("\n• med")))
    assert cite(EXAMPLE, one, NB, TODAY).startswith("«brukes av alle»\n")
    two = replace(found, answer=(text.index("brukes"), len(text)))
    assert cite(EXAMPLE, two, NB, TODAY).startswith("«• brukes av alle\n• med jevne")


def test_three_authors_and_a_date_that_is_none() -> None:
    many = replace(REPORT, authors=("A", "B", "C"), accessed="i fjor")
    cited = cite(many, None, NB, TODAY)
    assert cited.startswith("A, B og C (2017). ")
    assert cited.endswith("(lest i fjor)")


def test_dates() -> None:
    day = date(2026, 1, 5)
    assert [written_date(day, texts_in(each)) for each in LANGUAGES] == [
        "05.01.2026",
        "05.01.2026",
        "5 January 2026",
    ]


@given(text=st.text(), title=st.text(min_size=1), url=st.none() | st.text())
def test_any_reference_is_one_line(text: str, title: str, url: str | None) -> None:
    wild = replace(EXAMPLE, title=title, url=url)
    *_, cited = cite(wild, hit(wild, text), texts_in("nn"), TODAY).split("\n")
    assert cited == " ".join(cited.split())
    assert cited == reference(wild, texts_in("nn"), TODAY)
    assert cited.isprintable() or not (title + (url or "")).isprintable()


@given(lines=st.lists(st.text(WELL_FORMED.filter(str.isprintable), min_size=1), min_size=1))
def test_any_quote_is_word_for_word(lines: list[str]) -> None:
    """Without its marks of items and its line breaks, it is the text."""
    wild = replace(EXAMPLE, title="En tittel som ingen tekst begynner med", subtitle=None)
    quote, _ = (
        cite(wild, hit(wild, "\n".join(lines)), NB, TODAY).rsplit("\n", 1)
        if any(line.strip() for line in lines)
        else ("«»", "")
    )
    said = " ".join(quote[1:-1].replace("•", " ").split())
    assert said == " ".join(" ".join(lines).replace("•", " ").split())


def test_every_document_can_be_cited(documents: tuple[Document, ...]) -> None:
    for document in documents:
        cited = cite(document, None, NB, TODAY)
        known = (*document.authors, document.municipality or document.title, document.title)
        assert any(cited.startswith(name) for name in (*known, document.publisher or "?"))
        assert f"({document.year or 'u.å.'}). " in cited
        assert ".." not in cited
        assert "None" not in cited


def test_the_head_of_a_table_is_quoted_with_its_rows() -> None:
    found = hit(REPORT, "Nordre | 120 | 14")
    found = replace(
        found, passage=replace(found.passage, table_head="Bydel | Boliger | Venteliste")
    )
    told = "Bydel | Boliger | Venteliste […]\nNordre | 120 | 14"
    assert cite(REPORT, found, NB, TODAY).startswith(f"«{told}»\n")


def test_a_row_alone_brings_the_head_of_its_table() -> None:
    """Also if the passage has the whole table, of which one row answers."""
    text = "Tall:\nBydel | Boliger\nNordre | 120\nSøndre | 7"
    table = TableSpan(text.index("Bydel"), len(text), "Bydel | Boliger")
    document = replace(REPORT, text=text, tables=(table,))
    row = (text.index("Søndre"), len(text))
    cited = cite(document, replace(hit(document, text), answer=row), NB, TODAY)
    assert cited.startswith("«Bydel | Boliger […]\nSøndre | 7»\n")
    assert cite(document, hit(document, text), NB, TODAY).startswith(f"«{text}»\n")


def test_what_leads_to_a_list_or_heads_a_table_is_not_quoted_alone() -> None:
    """Nothing is quoted without what it says; what follows the list is not taken."""
    text = "Boden skal ha:\n• låsbar dør\n• stikkontakt\nSnøen legges ved elva. Den smelter."
    found = replace(hit(EXAMPLE, text), answer=(0, text.index("\n")))
    assert cite(EXAMPLE, found, NB, TODAY).startswith(
        "«Boden skal ha:\n• låsbar dør\n• stikkontakt»\n"
    )
    rows = "Type | Plasser\nRekkehus | 3\nBlokk | 2\nSnøen legges ved elva."
    table = TableSpan(0, rows.index("\nSnøen"), "Type | Plasser")
    tabled = replace(EXAMPLE, text=rows, tables=(table,))
    head = replace(hit(tabled, rows), answer=(0, rows.index("\n")))
    assert cite(tabled, head, NB, TODAY).startswith("«Type | Plasser\nRekkehus | 3\nBlokk | 2»\n")
    prose = "Kommunen sier:\nAlle skal bo godt.\nMer følger."
    leading = replace(hit(EXAMPLE, prose), answer=(0, 14))
    assert cite(EXAMPLE, leading, NB, TODAY).startswith("«Kommunen sier:\nAlle skal bo godt.»\n")
