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
from assistant.show.export_docx import LOCALES, export_docx, readable
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Language
from tests.assistant.show.any_answer import answers
from tests.assistant.show.examples import FOLKEHELSE, RINGSAKER, TODAY, answer

NB = texts_in("nb")


def opened(raw: bytes) -> "docx.document.Document":
    """The document as Word's own reader would have it."""
    return docx.Document(io.BytesIO(raw))


def test_the_sources_are_a_numbered_list_with_quotes() -> None:
    word = opened(export_docx(answer(RINGSAKER, FOLKEHELSE), NB, TODAY))
    told = [(each.style.name, each.text) for each in word.paragraphs]
    assert told == [
        ("Heading 1", "Kilder fra Eksempelfinner"),
        ("Normal", "Spørsmål: hvem eier?"),
        ("Normal", "Gode treff"),
        ("Normal", "Dato: 25.11.2026"),
        ("List Number", "Utleieboliger med tilvisningsavtale"),
        ("List Continue", "Eksempel · Ringsaker, Innlandet"),
        ("List Continue", "«Kommunen leier.\nDen eier ikke.»"),
        (
            "List Continue",
            (
                "Utleieboliger med tilvisningsavtale. Ringsaker kommune. "
                "https://veiviseren.no/ringsaker "
                "(funnet i Eksempelfinner 25.11.2026; adressen kan være arkivert)"
            ),
        ),
        ("List Number", "Folkehelse og sosial bærekraft"),
        (
            "List Continue",
            (
                "Rapport · By- og regionforskingsinstituttet (NIBR) · Hege Hofstad, Heidi Bergsli "
                "· 2017 · NIBR-rapport 2017:15 · bare kjent med tittel"
            ),
        ),
        ("List Continue", "«Planlegging virker.» (side 14 i PDF-en)"),
        (
            "List Continue",
            (
                "Folkehelse og sosial bærekraft: En analyse av planlegging. "
                "By- og regionforskingsinstituttet (NIBR). Hege Hofstad og Heidi Bergsli. 2017. "
                "NIBR-rapport 2017:15. https://veiviseren.no/folkehelse (lest 03.11.2026)"
            ),
        ),
    ]
    bold = [run.text for each in word.paragraphs[4:] for run in each.runs if run.bold]
    assert bold == ["Kommunen", "Planlegg"]


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
    none = replace(answer(RINGSAKER), verdict="none")
    told = [each.text for each in opened(export_docx(none, NB, TODAY)).paragraphs]
    assert told[2:4] == ["Fant ingen gode treff.", "Dette ligger nærmest:"]


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
    assert word.paragraphs[1].text == f"Spørsmål: {readable(wild.question)}"


@pytest.mark.parametrize(("code", "locale"), [("nn", "nn-NO"), ("se", "se"), ("und", "x-none")])
def test_a_quote_is_marked_with_its_language(code: str, locale: str) -> None:
    """Whether the program speaks it or not."""
    other = replace(RINGSAKER, document=replace(RINGSAKER.document, language=code))
    word = opened(export_docx(answer(other), texts_in("nb"), TODAY))
    marked = {each.get(qn("w:val")) for each in word.element.xpath("//w:r/w:rPr/w:lang")}
    assert marked == {locale}
