"""The candidates of a question: by words and vectors, of all passages and of what is left."""

from dataclasses import replace

import numpy as np

from assistant.search.candidates import CandidateFinder
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from index.lexical import grams
from tests.conftest import RINGSAKER, USERS_QUESTION


def finder(searcher: Searcher, text: str, count: int) -> CandidateFinder:
    """Return what finds `count` candidates for a question."""
    query = searcher.read(read_question(text))
    words = searcher.generation.words(query.stems, grams(query.question.searched))
    return CandidateFinder(searcher.generation, query, words, count)


def test_no_more_are_compared_than_the_recipe_bears(fake_searcher: Searcher) -> None:
    """However many documents a filter leaves; the best by words and vectors stay."""
    ranker = fake_searcher.ranker
    few = replace(ranker, recipe=replace(ranker.recipe, candidates=2))
    query = ranker.read(read_question(USERS_QUESTION))
    for filters in (NO_FILTERS, Filters(since=2000)):
        all_of, some = ranker.rank(query, filters), few.rank(query, filters)
        assert len(some.scores) <= 8 < len(all_of.scores)
        assert set(some.scores.rows) <= set(all_of.scores.rows)


def test_what_is_quoted_is_held_by_every_candidate(searcher: Searcher) -> None:
    """By all that hold it, if there are few."""
    found = finder(searcher, '"tilvisningsavtale" for utleie', 100).anywhere
    passages = searcher.generation.passages
    holding = [
        row
        for row, passage in enumerate(passages)
        if "tilvisningsavtale" in passage.encoded_text.lower().replace("-", " ").split()
    ]
    assert set(holding) <= set(found.tolist())
    assert all("tilvisningsavtale" in passages[row].encoded_text.lower() for row in found)
    assert 0 < len(found) < len(passages)


def test_a_document_has_candidates_although_others_are_better(searcher: Searcher) -> None:
    """All of its passages if it alone is left; with the others only those that are found there."""
    generation = searcher.generation
    position = generation.position_of(RINGSAKER)
    assert position is not None
    rows = generation.rows_of(position)
    few = finder(searcher, "hva gjør Bodø for de eldre?", 1)
    assert len(np.intersect1d(few.anywhere, rows)) < len(rows)
    assert len(few.among(rows)) > 0
    assert set(few.among(rows).tolist()) <= set(rows.tolist())
    every = np.arange(len(generation.passages))
    np.testing.assert_array_equal(few.among(every), few.anywhere)
