"""What was understood, in words, in three languages."""

from dataclasses import replace

import pytest

from assistant.search.lacking import Lacking
from assistant.search.understanding import FIELDS, Understood
from assistant.search.understanding.understood import Field
from assistant.show.captions import notes
from assistant.show.texts import texts_in
from assistant.show.understood import understood_in_words, understood_notes
from ingest.records import LANGUAGES, Language
from tests.assistant.show.examples import FOLKEHELSE, RINGSAKER, answer

NB = texts_in("nb")
VALUES: dict[Field, str | int] = {
    "municipality": "Bodø",
    "county": "Hedmark",
    "region": "nabokommuner til Hamar",
    "size": "small",
    "kind": "plan",
    "publisher": "NOVA",
    "author": "Hege Hofstad",
    "since": 2015,
    "until": 2017,
    "text_language": "nn",
    "sort": "newest",
}


def named(field: Field, effect: str = "filter") -> Understood:
    """Return something of a field, understood."""
    return Understood(field, VALUES[field], (0, 1), effect)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_words(language: Language) -> None:
    """With its value; both ends of years are one thing."""
    words = understood_in_words(map(named, FIELDS), texts_in(language))
    assert [each.fields for each in words] == [
        *((field,) for field in FIELDS[:7]),
        ("since", "until"),
        *((field,) for field in FIELDS[9:]),
    ]
    assert all("{" not in each.text for each in words)


def test_words_in_bokmal() -> None:
    """As a reader says it."""
    texts = [each.text for each in understood_in_words(map(named, FIELDS), NB)]
    assert texts[:5] == [
        "Kommune: Bodø",
        "Fylke: Hedmark",
        "Del av landet: nabokommuner til Hamar",
        "Kommunestørrelse: små (under 5 000 innbyggere)",
        "Type: Kommunal plan",
    ]
    assert texts[7:] == ["År: 2015–2017", "Språk: Nynorsk", "Rekkefølge: nyeste først"]
    assert [each.text for each in understood_in_words([named("since")], NB)] == ["Fra år: 2015"]
    one = (replace(named("since"), value=2016), replace(named("until"), value=2016))
    assert [each.text for each in understood_in_words(one, NB)] == ["År: 2016"]


def test_what_is_said_twice_is_told_once() -> None:
    """Under its first name."""
    assert len(understood_in_words([named("size"), named("size")], NB)) == 1


def test_notes_for_the_terminal_and_for_files() -> None:
    """One line on what was understood, and a sentence on each thing that was dropped."""
    told = replace(
        answer(),
        understood=(named("kind"), named("county", "prefer")),
        dropped=(named("municipality"),),
    )
    expected = [
        "Forstått: Type: Kommunal plan · helst Fylke: Hedmark.",
        "Ingen kilder passer med Kommune: Bodø. Det er sett bort fra.",
    ]
    assert list(understood_notes(told, NB)) == expected
    assert notes(told, NB) == expected
    assert list(understood_notes(answer(), NB)) == []


def test_what_is_left_out_is_said() -> None:
    """Years too, apart from those that are wanted."""
    listed = [
        named("municipality", "exclude"),
        *(replace(named(field, "exclude"), value=2014, part=1) for field in ("since", "until")),
        named("since"),
    ]
    texts = [each.text for each in understood_in_words(listed, NB)]
    assert texts == ["Kommune: ikke Bodø", "År: ikke 2014", "Fra år: 2015"]


def test_what_is_left_out_of_several_fields_is_one_thing() -> None:
    """And each of two stretches of years is told."""
    both = (named("kind", "exclude"), named("municipality", "exclude"))
    years = [
        replace(named(field, "exclude"), value=year, part=year)
        for year in (2014, 2016)
        for field in ("since", "until")
    ]
    texts = [each.text for each in understood_in_words([*both, *years], NB)]
    assert texts == ["ikke Type: Kommunal plan, Kommune: Bodø", "År: ikke 2014", "År: ikke 2016"]


def test_what_fits_but_is_not_wanted_is_not_said_to_be_missing() -> None:
    """There are others that fit."""
    told = replace(
        answer(),
        understood=(named("municipality", "exclude"),),
        dropped=(replace(named("county"), value="Nordland"),),
    )
    assert list(understood_notes(told, NB)) == [
        "Forstått: Kommune: ikke Bodø.",
        "Ingen andre kilder passer med Fylke: Nordland. Det er sett bort fra.",
    ]


def test_a_place_by_the_way_that_no_source_is_from_is_told_with_the_nearest() -> None:
    """Who asks "utleieboliger i Hamar" must not take Ringsaker's for Hamar's."""
    told = replace(
        answer(),
        dropped=(replace(named("municipality", "prefer"), value="Hamar"),),
        lacking=(Lacking("municipality", "Hamar", "municipality", ("Ringsaker",)),),
    )
    assert list(understood_notes(told, NB)) == [
        "Vi har ingen kilder fra Hamar. Nærmest: Ringsaker."
    ]


def test_a_place_that_no_answer_is_from_is_told() -> None:
    """But not if the limit has cut off some."""
    place = replace(named("municipality", "prefer"), value="Hammerfest")
    told = replace(answer(RINGSAKER, FOLKEHELSE), understood=(place,))
    assert list(understood_notes(told, NB)) == [
        "Forstått: helst Kommune: Hammerfest.",
        "Ingen av treffene er fra Hammerfest.",
    ]
    assert len(list(understood_notes(replace(told, more=1), NB))) == 1
    there = replace(told, understood=(replace(place, value="Ringsaker"),))
    assert list(understood_notes(there, NB)) == ["Forstått: helst Kommune: Ringsaker."]
