"""Lists: every document that is left, by its year."""

import numpy as np

from assistant.search.listed import list_documents
from assistant.search.question import read_question
from assistant.search.ranking import STAGES
from assistant.search.searcher import Searcher


def test_the_newest_come_first_and_those_without_a_year_last(fake_searcher: Searcher) -> None:
    """By title within a year; each with the first passage of its text, and none better."""
    generation = fake_searcher.generation
    query = fake_searcher.read(read_question("rapporter"))
    is_left = np.array([each.kind in ("report", "plan") for each in generation.documents], bool)
    ranking = list_documents(generation, query, is_left, fake_searcher.calibration)
    years = [ranked.document.year for ranked in ranking.documents]
    assert years == [
        *[2021] * 2,
        *[2020] * 4,
        2019,
        *[2017] * 3,
        2016,
        *[2015] * 2,
        *[2014] * 2,
        None,
    ]
    titles = [r.document.title for r in ranking.documents if r.document.year == 2017]
    assert titles == [
        "Folkehelse og sosial bærekraft",
        "Kommunenes planlegging og tiltak for en aldrende befolkning",
        "Samfunnsvirkninger av boligpolitikk",
    ]
    for stage in STAGES:
        assert (ranking.stage(stage) > -np.inf).sum() == 16
    assert {round(ranked.score, 6) for ranked in ranking.documents} == {1.0}
    for ranked in ranking.documents:
        assert len(ranked.rows) == 1
        assert not generation.is_description[ranked.rows[0]]


def test_nothing_left_is_no_answer(fake_searcher: Searcher) -> None:
    """There is nothing to list."""
    query = fake_searcher.read(read_question("rapporter"))
    nobody = np.zeros(len(fake_searcher.generation.documents), bool)
    ranking = list_documents(fake_searcher.generation, query, nobody, fake_searcher.calibration)
    assert (ranking.verdict, ranking.documents) == ("none", ())


def test_an_order_holds_among_what_answers(fake_searcher: Searcher) -> None:
    """Of a question with a topic, what does not answer stays behind."""
    question = read_question("nyeste rapporter om folkehelse")
    query = fake_searcher.read(question)
    assert query.reading.order == "newest"
    ranking = fake_searcher.rank(query)
    answering = [r for r in ranking.documents if r.verdict != "none"]
    years = [ranked.document.year for ranked in answering]
    assert years == sorted(years, reverse=True)  # type: ignore[type-var]
    assert list(ranking.documents[: len(answering)]) == answering
