"""Searching: what holds whatever is asked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import QuestionError
from assistant.search.answer import Answer
from assistant.search.facets import collation_key
from assistant.search.filters import NO_FILTERS, SORTS, Filters
from assistant.search.lacking import Lacking
from assistant.search.question import NO_QUESTION, read_question, read_search
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


def test_what_other_places_do_is_no_answer_of_a_place(searcher: Searcher) -> None:
    """It may be relevant, whatever filters leave."""
    everywhere = searcher.search(read_question("utleieboliger"))
    assert "good" in {result.verdict for result in everywhere.results}
    question = read_question("utleieboliger i Stavanger")
    for filters in (NO_FILTERS, Filters(kind="example")):
        answer = searcher.search(question, filters)
        assert answer.verdict == "weak"
        assert "good" not in {result.verdict for result in answer.results}
        (lacked,) = answer.lacking
        assert (lacked.value, lacked.near) == ("Stavanger", ("Bømlo", "Øygarden"))


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
    assert short.typed.sentences == ()
    assert story.typed.sentences == (slice(0, 5), slice(5, 11), slice(11, 19))


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


def test_without_a_question_filters_give_a_list(fake_searcher: Searcher) -> None:
    """All that pass, by title, with the first passage of each; nothing is judged or looked for."""
    answer = fake_searcher.search(NO_QUESTION, Filters(municipality="Bodø"))
    assert [result.document.title for result in answer.results] == [
        "Det gode liv i Bodø",
        "Helhetlig boligpolitisk handlingsplan, Bodø kommune",
        "Hvordan lage en god prosessplan?",
    ]
    assert (answer.verdict, answer.order, answer.listed, answer.more) == ("good", "title", 3, 0)
    assert (answer.question, answer.also, answer.suggestion) == ("", (), None)
    assert {result.verdict for result in answer.results} == {"good"}
    assert all(len(result.hits) == 1 and result.hits[0].answer is None for result in answer.results)


def test_everything_is_listed_unless_there_is_a_limit(fake_searcher: Searcher) -> None:
    """Then it is told how many are left out."""
    every = fake_searcher.search(NO_QUESTION)
    assert (len(every.results), every.listed, every.more) == (31, 31, 0)
    titles = [result.document.title for result in every.results]
    assert titles == sorted(titles, key=collation_key)
    few = fake_searcher.search(NO_QUESTION, limit=4)
    assert (len(few.results), few.listed, few.more) == (4, 31, 27)
    named = fake_searcher.search(read_question("rapporter"))
    assert (len(named.results), named.listed, named.order) == (11, 11, "newest")


@pytest.mark.parametrize("asked", ["", "rapporter"])
def test_a_list_has_every_order(fake_searcher: Searcher, asked: str) -> None:
    """By title within a year."""
    filters = {order: Filters(kind="report", sort=order) for order in SORTS}
    found = {
        order: [
            (result.document.year, result.document.title)
            for result in fake_searcher.search(read_search(asked), chosen).results
        ]
        for order, chosen in filters.items()
    }
    assert found["title"] == sorted(found["title"], key=lambda each: collation_key(each[1]))
    for order, turned in (("newest", -1), ("oldest", 1)):
        assert found[order] == sorted(
            found["title"], key=lambda each: (turned * (each[0] or 0), collation_key(each[1]))
        )


def test_only_a_list_goes_by_title(fake_searcher: Searcher) -> None:
    """An answer has a best."""
    question = read_question("hvordan planlegge boliger?")
    assert fake_searcher.search(question, Filters(sort="title")).order is None
    assert fake_searcher.search(question, Filters(sort="newest")).order == "newest"


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ("boliger til eldre nær sentrum", Filters(since=2020)),
        ("boliger til eldre nær sentrum", Filters(until=2015, kind="example")),
        ("", Filters(since=2020)),
        ("eksempler og rapporter etter 2019", NO_FILTERS),
        ("kilder etter 2019 om boliger til eldre", NO_FILTERS),
    ],
)
def test_what_has_no_year_is_counted_and_can_be_taken_along(
    searcher: Searcher, asked: str, filters: Filters
) -> None:
    """Exactly what is counted comes along, whether a filter or the question named the year."""
    question = read_search(asked)
    dated = searcher.search(question, filters, limit=100)
    taken = searcher.search(question, replace(filters, undated=True), limit=100)

    def answering(answer: Answer) -> set[str]:
        return {each.document.id for each in answer.results if each.verdict != "none"}

    assert dated.undated
    assert all(document.year is None for document in dated.undated)
    assert {document.id for document in dated.undated} == answering(taken) - answering(dated)
    assert answering(dated) <= answering(taken)
    assert taken.undated == ()


def test_nothing_is_left_out_for_its_year_if_no_year_is_asked_for(searcher: Searcher) -> None:
    """Nor if the year was dropped."""
    assert searcher.search(read_question("boliger til eldre")).undated == ()
    dropped = searcher.search(read_question("eksempler fra Bodø 2020"))
    assert [each.field for each in dropped.dropped] == ["since", "until"]
    assert dropped.undated == ()


def test_what_is_lacking_is_told_of_filters_and_of_the_question(fake_searcher: Searcher) -> None:
    """With what is nearest."""
    hamar = Lacking("municipality", "Hamar", "municipality", ("Ringsaker", "Gjøvik", "Oslo"))
    listed = fake_searcher.search(NO_QUESTION, Filters(municipality="Hamar"))
    assert (listed.verdict, listed.listed, listed.lacking) == ("none", 0, (hamar,))
    asked = fake_searcher.search(read_question("er det noe fra Hamar?"))
    assert [each.value for each in asked.dropped] == ["Hamar"]
    assert asked.lacking == (hamar,)
