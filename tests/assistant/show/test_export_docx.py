"""Word: it opens, says what was found, and is the same file twice."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from assistant.search.answer import Answer
from assistant.show.export_content import Extent
from assistant.show.export_docx import LOCALES, export_docx, readable
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Language
from tests.assistant.show.any_answer import answers
from tests.assistant.show.examples import FOLKEHELSE, RINGSAKER, TODAY, answer, hit

NB = texts_in("nb")


def opened(raw: bytes) -> "docx.document.Document":
    """The document as Word's own reader would have it."""
    return docx.Document(io.BytesIO(raw))


def test_sources_stand_under_headings_with_quotes() -> None:
    found = replace(RINGSAKER, hits=(replace(RINGSAKER.hits[0], answer=(16, 30)),))
    word = opened(export_docx(answer(found, FOLKEHELSE), NB, TODAY))
    told = [(each.style.name, each.text) for each in word.paragraphs]
    assert told == [
        ("Heading 1", "Kilder fra Eksempelfinner"),
        ("Normal", "Spørsmål: hvem eier?"),
        ("Normal", "2 kilder svarer på spørsmålet."),
        ("Normal", "Dato: 25.11.2026"),
        ("Heading 2", "Kilder som svarer på spørsmålet"),
        ("Heading 3", "1. Utleieboliger med tilvisningsavtale"),
        ("Caption", "Eksempel · Ringsaker, Innlandet"),
        ("Quote", "«Kommunen leier."),
        ("Quote", "Den eier ikke.»"),
        (
            "Normal",
            (
                "Ringsaker kommune (u.å.). Utleieboliger med tilvisningsavtale. "
                "Husbanken (Veiviseren). "
                "https://veiviseren.no/ringsaker (lest i Eksempelfinner 25.11.2026)"
            ),
        ),
        ("Heading 3", "2. Folkehelse og sosial bærekraft"),
        (
            "Caption",
            (
                "Rapport · By- og regionforskingsinstituttet (NIBR) · Hege Hofstad, Heidi Bergsli "
                "· 2017 · NIBR-rapport 2017:15 · vi har bare tittelen"
            ),
        ),
        ("Quote", "«Planlegging virker.» (side 14 i PDF-en)"),
        (
            "Normal",
            (
                "Hege Hofstad og Heidi Bergsli (2017). "
                "Folkehelse og sosial bærekraft: En analyse av planlegging (NIBR-rapport 2017:15). "
                "By- og regionforskingsinstituttet (NIBR). "
                "https://veiviseren.no/folkehelse (lest 03.11.2026)"
            ),
        ),
    ]
    bold = [run.text for each in word.paragraphs[7:] for run in each.runs if run.bold]
    assert bold == ["Den eier ikke.", "Planlegg"]


def test_addresses_are_live_links_and_odd_ones_are_text() -> None:
    """Word takes a file with a link that is no address for damaged."""
    filed = replace(FOLKEHELSE.document, file_url="https://x.no/a.pdf", url="https://x y/")
    word = opened(export_docx(answer(RINGSAKER, replace(FOLKEHELSE, document=filed)), NB, TODAY))
    links = [(link.text, link.address) for each in word.paragraphs for link in each.hyperlinks]
    assert [link.url for each in word.paragraphs for link in each.hyperlinks] == [
        "https://veiviseren.no/ringsaker",
        "https://x.no/a.pdf#page=14",
    ]
    assert links[0] == ("https://veiviseren.no/ringsaker", "https://veiviseren.no/ringsaker")
    assert links[1][0] == "(side 14 i PDF-en)"
    assert "https://x y/ (lest" in "\n".join(each.text for each in word.paragraphs)


def test_list_items_of_a_quote_are_indented() -> None:
    text = "Avtalen skal:\n• brukes\n• fornyes"
    found = replace(RINGSAKER, hits=(hit(RINGSAKER.document, text),))
    word = opened(export_docx(answer(found), NB, TODAY))
    assert [(each.style.name, each.text) for each in word.paragraphs[7:10]] == [
        ("Quote", "«Avtalen skal:"),
        ("Quote List", "•\tbrukes"),
        ("Quote List", "•\tfornyes»"),
    ]
    assert word.styles["Quote List"].base_style.name == "Quote"


def test_the_paper_is_a4() -> None:
    (section,) = opened(export_docx(answer(RINGSAKER), NB, TODAY)).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_set(language: Language) -> None:
    nynorsk = replace(RINGSAKER, document=replace(RINGSAKER.document, language="nn"))
    word = opened(export_docx(answer(nynorsk), texts_in(language), TODAY))
    assert word.core_properties.language == LOCALES[language]
    told = word.styles.element.xpath("w:docDefaults//w:lang")[0]
    assert told.get(qn("w:val")) == LOCALES[language]
    quotes = {each.get(qn("w:val")) for each in word.element.body.xpath(".//w:lang")}
    assert quotes == {"nn-NO"}


def test_no_good_match_is_said_and_set_apart() -> None:
    none = replace(answer(replace(RINGSAKER, verdict="none")), verdict="none")
    told = [each.text for each in opened(export_docx(none, NB, TODAY)).paragraphs]
    assert told[2:] == [
        "Vi fant ikke noe svar.",
        "1 kilde til ligger nær, men svarer trolig ikke. Den er ikke tatt med.",
        "Dato: 25.11.2026",
    ]
    whole = opened(export_docx(none, NB, TODAY, Extent(everything=True))).paragraphs
    assert [each.text for each in whole if each.style.name == "Heading 2"] == [
        "De nærmeste kildene, som trolig ikke svarer"
    ]


def test_the_same_answer_gives_the_same_file() -> None:
    first = export_docx(answer(RINGSAKER), NB, TODAY)
    assert export_docx(answer(RINGSAKER), NB, TODAY) == first
    assert export_docx(answer(RINGSAKER), NB, date(2026, 11, 26)) != first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(first).core_properties
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 25)
    assert (properties.author, properties.comments) == ("", "")


def test_what_xml_forbids_is_removed() -> None:
    assert readable("a\x00\x0b\ud800\ufffeb\tc\r\nd\re") == "ab\tc\nd\ne"


@settings(deadline=None)
@given(wild=answers())
def test_any_text_gives_a_file_that_opens(wild: Answer) -> None:
    word = opened(export_docx(wild, NB, TODAY))
    assert word.paragraphs[0].text == "Kilder fra Eksempelfinner"
    if wild.question:
        assert word.paragraphs[1].text == f"Spørsmål: {readable(wild.question)}"


@pytest.mark.parametrize(("code", "locale"), [("nn", "nn-NO"), ("se", "se"), ("und", "x-none")])
def test_a_quote_is_marked_with_its_language(code: str, locale: str) -> None:
    """Whether the program speaks it or not."""
    other = replace(RINGSAKER, document=replace(RINGSAKER.document, language=code))
    word = opened(export_docx(answer(other), texts_in("nb"), TODAY))
    marked = {each.get(qn("w:val")) for each in word.element.xpath("//w:r/w:rPr/w:lang")}
    assert marked == {locale}
