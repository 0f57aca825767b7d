"""Sentences are scored by themselves, in one batch as one by one."""

import numpy as np

from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.unit_scores import RANKING_UNITS, UnitScores, score_units
from index.maxsim import load_token_vectors


def test_the_best_of_each_passage_is_taken() -> None:
    """A passage without units has what is given for it, wherever it stands."""
    scores = np.array([0.1, 0.5, 0.3], np.float32)
    found = UnitScores(scores, np.zeros((3, 2), np.int32), np.array([0, 0, 2, 2, 3, 3]))
    assert found.best(-1.0).tolist() == np.array([-1, 0.5, -1, 0.3, -1], np.float32).tolist()
    nothing = UnitScores(scores[:0], np.zeros((0, 2), np.int32), np.array([0, 0]))
    assert nothing.best(-1.0).tolist() == [-1.0]


def test_a_batch_scores_as_each_passage_alone(fake_searcher: Searcher) -> None:
    """Sentences keep their own tokens beside those of other passages; descriptions have none."""
    generation = fake_searcher.generation
    query = fake_searcher.read(read_question("Hvor mange boliger bygges i Ringsaker?"))
    rows = np.arange(len(generation.passages))
    tokens = load_token_vectors(generation.tokens, rows)
    together = score_units(generation, query, rows, tokens, RANKING_UNITS)
    assert len(together.starts) == len(rows) + 1
    for place, row in enumerate(rows.tolist()):
        one = np.array([row])
        alone = score_units(
            generation, query, one, load_token_vectors(generation.tokens, one), RANKING_UNITS
        )
        own = slice(int(together.starts[place]), int(together.starts[place + 1]))
        np.testing.assert_allclose(together.scores[own], alone.scores, atol=1e-5)
        np.testing.assert_array_equal(together.ranges[own], generation.units.passage(row).ranges)
        assert (len(alone.scores) == 0) == bool(generation.is_description[row])


def test_a_sentence_with_the_kind_of_answer_asked_for_scores_higher(
    fake_searcher: Searcher,
) -> None:
    """Asked "hvor mange", a sentence with a number gains 0.04."""
    generation = fake_searcher.generation
    row = next(row for row, p in enumerate(generation.passages) if "36 utleieboliger i" in p.text)
    rows = np.array([row])
    tokens = load_token_vectors(generation.tokens, rows)
    query = fake_searcher.read(read_question("hvor mange utleieboliger?"))
    plain = fake_searcher.read(read_question("utleieboliger?"))
    with_kind = score_units(generation, query, rows, tokens, RANKING_UNITS).scores
    without = score_units(generation, plain, rows, tokens, RANKING_UNITS).scores
    text = generation.passages[row].text
    has_number = [
        any(char.isdigit() for char in text[start:end])
        for start, end in generation.units.passage(row).ranges.tolist()
    ]
    assert 0 < sum(has_number) < len(has_number)
    gained = with_kind - without
    assert gained[np.array(has_number)].mean() > gained[~np.array(has_number)].mean() + 0.02
