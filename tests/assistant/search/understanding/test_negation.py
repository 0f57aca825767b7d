"""What a question does not want is left out; "not" said of something else leaves nothing out."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.search.question import read_question
from assistant.search.understanding import Reading, Understanding
from assistant.search.understanding.narrowing import narrowed
from ingest.corpus import read_corpus

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("negations.toml").read_text("utf-8")
)["question"]
DOCUMENTS = read_corpus()
UNDERSTANDING = Understanding(DOCUMENTS)


def read(text: str) -> Reading:
    """Return a question as it is understood."""
    return UNDERSTANDING.read(read_question(text))


def said(text: str) -> set[str]:
    """Return what was understood, as negations.toml writes it."""
    return {f"{each.effect} {each.field} {each.value}" for each in read(text).understood}


@pytest.mark.parametrize("row", [row for row in ROWS if row["half"] == "develop"], ids=str)
def test_questions_to_develop_by_are_understood(row: dict[str, Any]) -> None:
    """What is left out, what is wanted, and nothing else."""
    assert said(row["text"]) == set(row["expected"])


def test_questions_that_nothing_was_fitted_to_are_mostly_understood() -> None:
    """Counted, not listed: 13 of 22 in all that they say, and one leaves out what it must not."""
    unseen = [row for row in ROWS if row["half"] == "report"]
    assert len(unseen) == 22
    assert sum(said(row["text"]) == set(row["expected"]) for row in unseen) >= 13
    wrong = [
        row
        for row in unseen
        if any(each.startswith("exclude") for each in said(row["text"]) - set(row["expected"]))
    ]
    assert len(wrong) <= 1


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Eksempler på omsorgsboliger, men ikke i Bærum", "Eksempler på omsorgsboliger"),
        ("Unntatt Oslo: utleieboliger", "utleieboliger"),
        ("boligpolitisk handlingsplan ikke Bodø", "boligpolitisk handlingsplan"),
        ("Rapporter om eldre fra NOVA som ikke er fra 2014", "eldre"),
        ("utleieboliger, ikke bare i Oslo", "utleieboliger, ikke bare i Oslo"),
    ],
)
def test_what_is_left_out_is_not_searched_for(text: str, searched: str) -> None:
    """Nor are the words that lead to it."""
    assert read(text).searched == searched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eksempler som ikke er fra Oslo", {"filter kind example", "exclude municipality Oslo"}),
        (
            "planer som ikke er fra 2020",
            {"filter kind plan", "exclude since 2020", "exclude until 2020"},
        ),
        (
            "eksempler, ikke fra kommunen Oslo",
            {"filter kind example", "exclude municipality Oslo"},
        ),
        (
            "eksempler, ikke fra kommuner i Nord-Norge",
            {"filter kind example", "exclude region Nord-Norge"},
        ),
    ],
)
def test_a_list_can_be_of_all_but_something(text: str, expected: set[str]) -> None:
    """If nothing else is asked."""
    assert said(text) == expected
    assert read(text).is_list


@pytest.mark.parametrize(
    "text",
    [
        "Hvorfor har ikke Bodø en boligplan?",
        "vi bor ikke i Oslo, hvordan skaffe utleieboliger?",
        "kommuner uten plan for eldre",
        "ikke bare i Oslo",
        "Kommuner som ikke har brukt tilvisningsavtale",
        "Hvorfor trenger ikke Bodø flere boliger?",
        "Hvorfor ønsker ikke Husbanken å gi lån?",
        "Ingen i Bodø vil flytte hjem, hva kan vi gjøre?",
        "Hvordan får vi folk til å bo utenfor Bodø sentrum?",
        "Kva gjer dei no i Oslo?",
        "boliger uten Husbanken",
    ],
)
def test_not_said_of_a_verb_leaves_nothing_out(text: str) -> None:
    """Nor said of "bare"."""
    assert not any(each.effect == "exclude" for each in read(text).understood)


def left_out(text: str) -> set[str]:
    """Return the ids of the documents that a question leaves out of all that it could show."""
    passing = narrowed(DOCUMENTS, [True] * len(DOCUMENTS), read(text).understood).passing
    return {each.id for each, passes in zip(DOCUMENTS, passing, strict=True) if not passes}


def of(**facts: object) -> set[str]:
    """Return the ids of the documents with these facts."""
    return {
        each.id
        for each in DOCUMENTS
        if all(getattr(each, name) == value for name, value in facts.items())
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ikke rapporter fra 2014", of(kind="report", year=2014)),
        ("jeg vil ikke ha eksempler fra Oslo", of(kind="example", municipality="Oslo")),
        (
            "eldre, men ikke fra Oslo eller Bodø",
            of(municipality="Oslo") | of(municipality="Bodø"),
        ),
        ("kilder utenom 2014 og 2015", of(year=2014) | of(year=2015)),
        ("kilder unntatt 2014-2015", of(year=2014) | of(year=2015)),
    ],
)
def test_what_is_said_of_one_thing_leaves_out_that_one(text: str, expected: set[str]) -> None:
    """Reports of that year, not all reports and all of that year; but each of two places."""
    assert expected
    assert left_out(text) == expected


def test_years_are_left_out_of_years() -> None:
    """What is left are those around them."""
    around = {each for year in (2014, 2015, 2017) for each in of(kind="report", year=year)}
    assert len(of(kind="report", year=2016)) == 1
    everything = {each.id for each in DOCUMENTS}
    assert everything - left_out("rapporter før 2018, ikke 2016") == around
    assert everything - left_out("rapporter etter 2013, ikke etter 2017, ikke 2016") == around
