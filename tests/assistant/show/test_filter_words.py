"""Filters in words: what they are, what they leave, and what they left out."""

import pytest

from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.lacking import Lacking
from assistant.search.understanding import Understood
from assistant.show.filter_words import (
    cut_note,
    filter_words,
    filters_note,
    lacking_sentences,
    none_fits,
    undated_note,
    what_is_listed,
)
from assistant.show.texts import texts_in
from ingest.records import Language
from tests.assistant.show.examples import EXAMPLE

NB = texts_in("nb")
BODO = Filters(municipality="Bodø", sort="newest")
SEVERAL = Filters(kind="plan", size="small", language="nn", since=2015, until=2020, undated=True)


def test_filters_are_words_in_a_sentence_and_names_on_a_line() -> None:
    """An order is no filter."""
    assert filter_words(BODO, NB) == ("Bodø",)
    assert filter_words(SEVERAL, NB) == (
        *("Kommunal plan", "Nynorsk", "2015 eller nyere", "2020 eller eldre", "små kommuner"),
    )
    assert filters_note(BODO, NB) == "Filtre: Kommune: Bodø."
    assert filters_note(Filters(since=2015, undated=True), NB) == (
        "Filtre: Fra år: 2015 · Også uten årstall."
    )
    assert filters_note(Filters(sort="newest", undated=True), NB) == ""


@pytest.mark.parametrize(
    ("filters", "question", "count", "title"),
    [
        (BODO, "", 3, "3 kilder fra Bodø"),
        (Filters(county="Troms"), "", 1, "1 kilde fra Troms"),
        (Filters(county="Troms", kind="plan"), "", 1, "1 kilde: Kommunal plan, Troms"),
        (NO_FILTERS, "", 31, "Alle 31 kilder"),
        (NO_FILTERS, "rapporter", 11, "11 kilder"),
        (BODO, "eksempler", 3, "3 kilder fra Bodø"),
    ],
)
def test_a_list_is_called_by_what_is_in_it(
    filters: Filters, question: str, count: int, title: str
) -> None:
    """A place alone is named as one."""
    listed = Answer(question, "good", "nb", 1.0, filters=filters, listed=count)
    assert what_is_listed(listed, NB) == title


def test_a_place_in_the_question_is_named_too() -> None:
    """If it is all that leaves anything out."""
    bodo = Understood("municipality", "Bodø", (0, 4), "filter")
    kind = Understood("kind", "example", (5, 9), "filter")
    one = Answer("Bodø", "good", "nb", 1.0, understood=(bodo,), listed=3)
    two = Answer("Bodø eksempel", "good", "nb", 1.0, understood=(bodo, kind), listed=3)
    assert what_is_listed(one, NB) == "3 kilder fra Bodø"
    assert what_is_listed(two, NB) == "3 kilder"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Vi har ingen kilder fra Hamar. Nærmest: Ringsaker, Gjøvik."),
        ("nn", "Vi har ingen kjelder frå Hamar. Nærmast: Ringsaker, Gjøvik."),
        ("en", "We have no sources from Hamar. Nearest: Ringsaker, Gjøvik."),
    ],
)
def test_what_is_lacking_is_told_with_the_nearest(language: Language, told: str) -> None:
    """Of the filters; what a question names is told with the question."""
    hamar = Lacking("municipality", "Hamar", "municipality", ("Ringsaker", "Gjøvik"))
    chosen = Answer("", "none", "nb", 1.0, filters=Filters(municipality="Hamar"), lacking=(hamar,))
    asked = Answer("fra Hamar", "none", "nb", 1.0, lacking=(hamar,))
    assert list(lacking_sentences(chosen, texts_in(language))) == [told]
    assert list(lacking_sentences(asked, texts_in(language))) == []


def test_people_and_years_are_lacking_in_their_own_words() -> None:
    """Without anything near nothing is said of it."""
    filters = Filters(author="Qwxz", since=2030)
    lacked = (Lacking("author", "Qwxz", "author"), Lacking("since", 2030, "since", (2021,)))
    answer = Answer("", "none", "nb", 1.0, filters=filters, lacking=lacked)
    assert list(lacking_sentences(answer, NB)) == [
        "Vi har ingen kilder av Qwxz.",
        "Vi har ingen kilder fra 2030 eller nyere. Nærmest: 2021.",
    ]


def test_filters_that_nothing_passes_together_are_named() -> None:
    """None if there is none."""
    assert none_fits(NO_FILTERS, NB) == ""
    assert none_fits(BODO, NB) == "Ingen kilder passer til Bodø."
    assert none_fits(Filters(kind="plan", county="Troms", since=2020), NB) == (
        "Ingen kilder passer til både Kommunal plan, Troms og 2020 eller nyere."
    )


def test_what_is_left_out_is_counted() -> None:
    """For a limit, and for having no year; nothing is said of nothing."""
    whole = Answer("x", "good", "nb", 1.0)
    assert (cut_note(whole, NB), undated_note(whole, NB)) == ("", "")
    cut = Answer("x", "good", "nb", 1.0, more=1, undated=(EXAMPLE,))
    assert cut_note(cut, NB) == "1 kilde til er ikke tatt med."
    assert undated_note(cut, NB) == "1 eksempel uten årstall er ikke med."
    assert undated_note(cut, texts_in("en")) == "1 example without a year is left out."
