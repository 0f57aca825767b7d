"""How questions are understood on the source page, question by question."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import QuestionError
from assistant.search.question import read_question
from assistant.search.understanding import EVERYTHING, Reading, Understanding
from ingest.corpus import read_corpus

TODAY = date(2026, 11, 26)
ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("questions.toml").read_text("utf-8")
)["question"]
DOCUMENTS = read_corpus()
UNDERSTANDING = Understanding(DOCUMENTS)


def read(text: str) -> Reading:
    """Return a question as it is understood."""
    return UNDERSTANDING.read(read_question(text), today=TODAY)


def said(reading: Reading) -> Iterator[str]:
    """Yield what was understood and what was dropped, as questions.toml writes it."""
    for each in reading.understood:
        yield f"{each.effect} {each.field} {each.value}"
    for each in reading.dropped:
        yield f"dropped {each.field} {each.value}"


def is_as_expected(row: dict[str, Any]) -> bool:
    """Return whether a question is understood as its row says."""
    reading = read(row["text"])
    understood = sorted(said(reading)) == sorted(row["expected"])
    return understood and reading.is_list == row.get("list", False)


@pytest.mark.parametrize("row", [row for row in ROWS if row["half"] == "develop"], ids=str)
def test_questions_to_develop_by_are_understood(row: dict[str, Any]) -> None:
    """Each as its row says, whatever the order of its parts."""
    reading = read(row["text"])
    assert sorted(said(reading)) == sorted(row["expected"])
    assert reading.is_list == row.get("list", False)


def test_questions_that_nothing_was_fitted_to_are_mostly_understood() -> None:
    """Counted, not listed: 95 of 100 are wanted."""
    unseen = [row for row in ROWS if row["half"] == "report"]
    right = sum(map(is_as_expected, unseen))
    assert len(unseen) >= 35
    assert right / len(unseen) >= 0.8


def test_a_span_is_of_the_question_as_it_was_typed() -> None:
    """Also where it was cleaned: soft hyphens, spaces, decomposed letters."""
    typed = "  eksem\u00adpler\u00a0fra  Trøndelag,  Vega\u030ardshei og A\u030as kommune"
    typed = typed.replace("Vega\u030ardshei", "Vega\u030arshei")
    spans = {each.value: typed[slice(*each.span)] for each in read(typed).understood}
    assert spans["Trøndelag"] == "Trøndelag"
    assert spans["Vegårshei"] == "Vega\u030arshei"


def test_what_was_understood_is_no_topic() -> None:
    """It is not searched for, nor are the words that lead to it."""
    assert read("rapporter om eldre fra NIBR etter 2015").searched == "eldre"
    assert read("bare rapporter om folkehelse").searched == "folkehelse"
    assert read("Hvordan gjorde Bodø det?").searched == "Hvordan gjorde Bodø det?"


def test_a_field_can_be_left_out() -> None:
    """Then its words are searched for like others."""
    question = read_question("eksempler fra Innlandet")
    without = UNDERSTANDING.read(question, without=["county"], today=TODAY)
    assert [each.field for each in without.understood] == ["kind"]
    assert not without.is_list
    nothing = UNDERSTANDING.read(question, without=EVERYTHING, today=TODAY)
    assert (nothing.understood, nothing.searched) == ((), "eksempler fra Innlandet")


def test_what_is_quoted_is_searched_for_as_it_stands() -> None:
    """A place in quotation marks is a phrase."""
    assert read("«fra Innlandet»").understood == ()
    assert [each.field for each in read("«leie før eie» eksempler fra Innlandet").understood] == [
        "kind",
        "county",
    ]


WORDS = (
    "eksempler fra Oslo OS 2017 til bare ikke NOVA « ” - nabokommuner Helgesen på nynorsk siste "
    "fem år i kommune"
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    """In any order, and every span is inside what was typed and holds words."""
    typed = " ".join(words)
    try:
        question = read_question(typed)
    except QuestionError:
        return
    reading = UNDERSTANDING.read(question, today=TODAY)
    assert reading.searched
    for each in (*reading.understood, *reading.dropped):
        assert typed[slice(*each.span)].strip()


STORY = (
    "Vi er noen få planleggere i Kongsvinger kommune som skal skrive en ny plan for bolig. "
    "Hvem har skaffet utleieboliger uten å eie dem selv?"
)


@pytest.mark.parametrize(
    ("text", "is_of_elsewhere"),
    [
        ("utleieboliger i Stavanger", True),
        ("Hvor mange tilvisningsavtaler har Bergen?", True),
        ("utleieboliger i Oslo", False),
        ("forskjellen på utleieboliger i Oslo og Bergen", False),
        ("utleieboliger", False),
        (STORY, False),
    ],
)
def test_a_question_is_of_a_place_that_nothing_is_from(text: str, is_of_elsewhere: bool) -> None:
    """Unless something is from another of its places, or it is told by the way."""
    assert read(text).is_of_elsewhere is is_of_elsewhere
