"""Searching: what holds whatever is asked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import QuestionError
from assistant.search.filters import Filters
from assistant.search.question import read_question
from assistant.search.ranking import STAGES
from assistant.search.recipe import RECIPE
from assistant.search.searcher import Searcher


@pytest.mark.parametrize(
    "question",
    [
        "how can a municipality provide rental housing without owning it?",
        "korleis skaffe utleigebustader utan å eige dei?",
        "korsn kan vi få tak i utleiebolia uten å eie dæm sjøl?",
        "utlieboliger med tilvisningsavtal",
    ],
)
def test_the_users_question_is_found_in_other_forms(searcher: Searcher, question: str) -> None:
    """English, nynorsk, dialect and misspelt: the first document is one of the right two."""
    first = searcher.search(read_question(question)).results[0]
    assert first.document.municipality in ("Ringsaker", "Oslo")


def test_what_the_page_cannot_answer_is_not_good(searcher: Searcher) -> None:
    """Neither a recipe nor a housing question about something else is shown as a good match."""
    for question in ("oppskrift på rømmegrøt", "hvordan søke om bostøtte som student?"):
        assert searcher.search(read_question(question)).verdict != "good"


def test_scores_fall_and_passages_belong_to_their_document(searcher: Searcher) -> None:
    """A document scores as its best passage, and holds at most three."""
    answer = searcher.search(read_question("bærekraft i kommuneplanen"), limit=31)
    limits = searcher.calibration
    assert [r.verdict for r in answer.results] == [limits.verdict(r.score) for r in answer.results]
    scores = [result.score for result in answer.results]
    assert scores == sorted(scores, reverse=True)
    assert len(answer.results) == 31
    for result in answer.results:
        assert 1 <= len(result.hits) <= 3
        # What a report is known to be about may say more than its text.
        assert result.score >= max(hit.score for hit in result.hits)
        assert {hit.passage.locator.document_id for hit in result.hits} == {result.document.id}


def test_filters_change_who_answers_and_not_in_which_order(searcher: Searcher) -> None:
    """A filtered ranking is the unfiltered one with the others left out."""
    question = read_question("boliger for eldre")
    everything = searcher.search(question, limit=31)
    examples = searcher.search(question, Filters(kind="example"), limit=31)
    assert [r.document.id for r in examples.results] == [
        r.document.id for r in everything.results if r.document.kind == "example"
    ]


def test_every_stage_scores_only_what_it_considered(searcher: Searcher) -> None:
    """With fewer passages than candidates, every stage considers them all, and only them."""
    assert len(searcher.generation.passages) < RECIPE.candidates
    rows = np.array([0, 5, 9])
    ranking = searcher.ranker.rank_rows(searcher.read(read_question("planlegging")), rows)
    for stage in STAGES:
        assert np.flatnonzero(ranking.stage(stage) > -np.inf).tolist() == rows.tolist()


def test_who_names_a_municipality_means_it(searcher: Searcher) -> None:
    """Its plan comes before others that speak of the same, without leaving those out."""
    question = read_question("bærekraft i Øygarden")
    answer = searcher.search(question, limit=31)
    assert answer.results[0].document.municipality == "Øygarden"
    assert len(answer.results) == 31
    ranker = searcher.ranker
    recipe = replace(ranker.recipe, preferred=0.0)
    without = Searcher(ranker.generation, ranker.encoder, ranker.calibration, ranker.terms, recipe)
    least = without.search(question, limit=31).results
    assert [r.rank for r in least if r.document.municipality == "Øygarden"] >= [1]


def test_a_question_with_nothing_but_names_is_answered_by_a_list(searcher: Searcher) -> None:
    """All that they name, the newest first, none better than another."""
    answer = searcher.search(read_question("NOVA-rapporter før 2018"))
    assert answer.verdict == "good"
    assert [result.document.year for result in answer.results] == [2017, 2017, 2016, 2014]
    assert [round(result.score, 4) for result in answer.results] == [1.0] * 4
    assert all(len(result.hits) == 1 and not result.hits[0].highlights for result in answer.results)
    oldest = searcher.search(read_question("eldste rapport"))
    assert [result.document.year for result in oldest.results][:3] == [2014, 2014, 2015]


CASE_14 = [
    "bolig for eldre",
    "hvordan skaffe utleieboliger uten å eie dem?",
    "korleis få fleire til å flytte til bygda?",
    "tilvisningsavtale",
    "leie til eie",
    "rimelige boliger",
    "utleieboliger i Oslo, skriver Husbanken om NIBR?",
]


@pytest.mark.parametrize("asked", CASE_14)
def test_capitals_change_nothing(searcher: Searcher, asked: str) -> None:
    """Not the verdict, nor what is found, nor its score; names keep their capitals."""
    small = searcher.search(read_question(asked))
    capitals = searcher.search(read_question(asked.upper()))
    assert capitals.verdict == small.verdict
    assert [(r.document.id, r.score) for r in capitals.results] == [
        (r.document.id, r.score) for r in small.results
    ]
    assert capitals.question == asked.upper()


def test_title_case_changes_nothing(searcher: Searcher) -> None:
    """Leie Til Eie is leie til eie."""
    titled = searcher.search(read_question("Leie Til Eie"))
    small = searcher.search(read_question("leie til eie"))
    assert (titled.verdict, titled.results[0].score) == (small.verdict, small.results[0].score)


def test_two_thousand_capitals_are_answered(searcher: Searcher) -> None:
    """Nothing is in them, and nothing fails."""
    assert searcher.search(read_question("Q" * 2000)).verdict == "none"


def test_a_story_is_read_sentence_by_sentence(searcher: Searcher) -> None:
    """From three sentences on, each is asked for itself."""
    short = searcher.read(read_question("Vi trenger boliger. Hva gjør vi?"))
    story = searcher.read(
        read_question("Jeg jobber i NAV. Det regner i dag. Hvor finnes utleieboliger?")
    )
    assert short.sentences == ()
    assert len(story.sentences) == 3


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(exclude_categories=[]), max_size=120))
def test_any_question_is_answered_or_turned_away(searcher: Searcher, typed: str) -> None:
    """No text makes the search fail in another way."""
    try:
        question = read_question(typed)
    except QuestionError:
        return
    answer = searcher.search(question, limit=3)
    assert answer.verdict in ("good", "weak", "none")
    assert all(0 <= result.score <= 1 for result in answer.results)
