"""How alike a question and passages are, token by token, by hand-made similarities."""

import numpy as np

from assistant.search.late_interaction import TokenSimilarities, late_interaction, plain_max_sim
from assistant.search.query import Query, Variant
from assistant.search.question import NO_QUESTION
from assistant.search.understanding.understanding import Reading


def _variant(tokens: int, *sentences: slice) -> Variant:
    vectors, spans = np.zeros((tokens, 2), np.float32), np.zeros((tokens, 2), np.int32)
    return Variant("", vectors[0], vectors, spans, np.ones(tokens, np.float32), sentences)


def _query(*variants: Variant) -> Query:
    return Query(NO_QUESTION, Reading(""), (), variants)


def _similar(*rows: list[float]) -> TokenSimilarities:
    """Two passages of two tokens each."""
    table = np.array(rows, np.float32)
    return TokenSimilarities(table, table, np.array([0, 2]))


def test_the_best_token_of_a_passage_counts_for_each_of_the_question() -> None:
    """And the variants count alike in the mean."""
    similar = _similar([0.2, 0.8, 0.1, 0.0], [0.6, 0.4, 0.3, 0.5], [1.0, 0.0, 0.0, 0.2])
    query = _query(_variant(2), _variant(1))
    np.testing.assert_allclose(late_interaction(query, similar), [0.85, 0.25], atol=1e-6)
    np.testing.assert_allclose(plain_max_sim(query, similar), [1.0, 0.3], atol=1e-6)


def test_the_two_best_sentences_of_a_story_count_as_much_as_the_whole() -> None:
    """The passages match different ones."""
    similar = _similar([0.9, 0.0, 0.1, 0.0], [0.3, 0.0, 0.5, 0.0], [0.0, 0.0, 0.0, 0.9])
    query = _query(_variant(3, slice(0, 1), slice(1, 2), slice(2, 3)))
    np.testing.assert_allclose(late_interaction(query, similar), [0.5, 0.6], atol=1e-6)
