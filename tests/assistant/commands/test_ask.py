"""The command `ask`: what it says of how it understood a question, and bad input."""

from pathlib import Path

import pytest


def ask(command, data: Path, *arguments: str):
    """Ask the command with the fake encoder."""
    return command("ask", *arguments, "--data", data, "--language", "nb")


def test_what_was_understood_is_in_the_json(command, fake_built: Path) -> None:
    """With its place in the question as it was typed."""
    asked = "NOVA\u2011rapporter  før 2017"
    answer = ask(command, fake_built, asked, "--json").json
    assert answer["understood"] == [
        {"field": "publisher", "value": "NOVA", "span": [0, 4], "effect": "filter"},
        {"field": "kind", "value": "report", "span": [5, 14], "effect": "filter"},
        {"field": "until", "value": 2016, "span": [16, 24], "effect": "filter"},
    ]
    assert answer["dropped"] == []
    assert answer["question"] == asked
    assert answer["verdict"] == "good"
    assert [result["document"]["year"] for result in answer["results"]] == [2016, 2014]
    assert [result["score"] for result in answer["results"]] == [1.0, 1.0]


def test_what_was_understood_is_said_in_a_line(command, fake_built: Path) -> None:
    """And what no source fits."""
    shown = ask(command, fake_built, "eksempler fra Innlandet").out
    assert "Forstått: Type: Eksempel · Fylke: Innlandet." in shown
    dropped = ask(command, fake_built, "rapporter fra Oslo").out
    assert "Ingen kilder passer med Type: Rapport. Det er sett bort fra." in dropped


def test_the_filters_of_the_same_names_take_the_values(command, fake_built: Path) -> None:
    """Every value that the JSON has can be given as an option."""
    for name, value, count in (
        ("--region", "Nord-Norge", 7),
        ("--size", "small", 1),
        ("--author", "Jardar Sørvoll", 4),
        ("--county", "Hedmark", 1),
        ("--municipality", "Baerum", 1),
    ):
        answer = ask(command, fake_built, "bolig", name, value, "--json", "--limit", "31").json
        assert len(answer["results"]) == count, name


def test_results_can_be_ordered(command, fake_built: Path) -> None:
    """By an option as by a word."""
    answer = ask(command, fake_built, "rapporter", "--sort", "oldest", "--json").json
    years = [result["document"]["year"] for result in answer["results"]]
    assert years == sorted(years)


def test_understanding_can_be_switched_off(command, fake_built: Path) -> None:
    """Field by field, or for all."""
    asked = ("eksempler fra Innlandet", "--json")
    one = ask(command, fake_built, *asked, "--without", "county").json
    assert [each["field"] for each in one["understood"]] == ["kind"]
    assert ask(command, fake_built, *asked, "--without", "all").json["understood"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--municipality", "Bærom"),
            "Det finnes ingen kommune som heter Bærom. De nærmeste er Bærum",
        ),
        (("--county", "Qwxz"), "Det finnes intet fylke og ingen del av landet"),
        (("--since", "2020", "--until", "2015"), "Årene er snudd: fra 2020 er etter til 2015."),
    ],
)
def test_filters_that_nothing_can_pass_are_told(
    command, fake_built: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """In one sentence, with exit code 1."""
    outcome = ask(command, fake_built, "bolig", *arguments)
    assert outcome.code == 1
    assert outcome.err.startswith(sentence)
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "years"),
    [("rapporter fra 2017 til 2015", {2015, 2016, 2017}), ("2014", {2014})],
)
def test_years_are_answered_as_they_can_be_meant(
    command, fake_built: Path, asked: str, years: set[int]
) -> None:
    """A range turned round in a question is turned back; a year alone is a year."""
    answer = ask(command, fake_built, asked, "--json").json
    assert {result["document"]["year"] for result in answer["results"]} == years


def test_a_filter_and_a_word_that_contradict_it(command, fake_built: Path) -> None:
    """What was chosen holds, what was typed is dropped and said."""
    asked = ("eksempler fra Innlandet", "--county", "Agder", "--json")
    answer = ask(command, fake_built, *asked).json
    assert [result["document"]["county"] for result in answer["results"]] == ["Agder"]
    assert [each["value"] for each in answer["dropped"]] == ["Innlandet"]


@pytest.mark.parametrize(
    "asked", ["«leie til eie", "12345", "QWRT " * 400, "NIBR NOVA Norce", '""x']
)
def test_odd_questions_are_answered(command, fake_built: Path, asked: str) -> None:
    """Quotes that never close, digits, 2,000 capitals, names alone."""
    outcome = ask(command, fake_built, asked, "--json")
    assert outcome.code == 0
    assert outcome.json["verdict"] in ("good", "weak", "none")


def test_filters_alone_are_a_list(command, fake_built: Path) -> None:
    """On a screen and for programs; an empty question has everything."""
    shown = ask(command, fake_built, "--municipality", "Bodø")
    assert shown.code == 0
    assert shown.out.startswith("3 kilder fra Bodø, fra A til Å.\n")
    assert shown.out.index("1. Det gode liv i Bodø") < shown.out.index("3. Hvordan lage en god")
    listed = ask(command, fake_built, "--kind", "report", "--sort", "title", "--json").json
    assert (listed["question"], listed["listed"], len(listed["results"])) == ("", 11, 11)
    assert ask(command, fake_built, "", "--json").json["listed"] == 31
    assert ask(command, fake_built, "", "--json", "--limit", "3").json["more"] == 28
    cut = ask(command, fake_built, "", "--limit", "3").out
    assert cut.startswith("Alle 31 kilder, fra A til Å.\n")
    assert "28 kilder til er ikke tatt med." in cut


@pytest.mark.parametrize("arguments", [(), ("--sort", "newest"), ("--undated",)])
def test_nothing_asked_is_told(command, fake_built: Path, arguments: tuple[str, ...]) -> None:
    """An order alone asks nothing."""
    outcome = ask(command, fake_built, *arguments)
    assert outcome.code == 1
    assert outcome.err.startswith("Skriv hva du vil søke etter.")


def test_a_place_without_sources_has_near_ones(command, fake_built: Path) -> None:
    """Whether it is a filter or stands in the question."""
    near = "Nærmest: Ringsaker, Gjøvik, Oslo."
    listed = ask(command, fake_built, "--municipality", "Hamar")
    assert (listed.code, listed.out.splitlines()[0]) == (
        0,
        f"Vi har ingen kilder fra Hamar. {near}",
    )
    asked = ask(command, fake_built, "noe fra Hamar")
    assert f"Ingen kilder passer med Kommune: Hamar. Det er sett bort fra. {near}" in asked.out
    both = ask(command, fake_built, "--municipality", "Oslo", "--kind", "report")
    assert both.out.splitlines()[0] == "Ingen kilder passer til både Rapport og Oslo."


def test_what_has_no_year_can_be_taken_along(command, fake_built: Path) -> None:
    """With the option that the screen names."""
    arguments = ("--kind", "example", "--since", "2020")
    shown = ask(command, fake_built, *arguments).out
    assert "14 eksempler uten årstall er ikke med." in shown
    assert "Bruk --undated for å ta dem med." in shown
    taken = ask(command, fake_built, *arguments, "--undated", "--json").json
    assert (taken["listed"], taken["undated_left_out"]) == (14, 0)
