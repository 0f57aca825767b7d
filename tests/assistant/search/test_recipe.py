"""The formula of the final ranking: every part counts, for what it says, in the right direction."""

from dataclasses import fields, replace

import numpy as np
import pytest

from assistant.search.passage_scores import PassageScores
from assistant.search.recipe import RECIPE, Recipe

TABLE = {
    "pooled": [0.7, 0.8, 0.4],
    "nearest": [0.9, 0.8, 0.7],
    "late": [0.31, 0.42, 0.23],
    "plain": [0.81, 0.82, 0.83],
    "grams": [0.5, 0.0, 0.25],
    "stems": [0.0, 0.5, 1.0],
    "concepts": [0.1, 0.2, 0.0],
    "preferred": [0.0, 0.0, 1.0],
    "answer": [0.6, 0.4, 0.5],
    "unread": [0.0, 1.0, 0.0],
}
PARTS = ("late", "pooled", "grams", "stems", "concepts", "preferred", "answer", "unread")


def scores(**changes: object) -> PassageScores:
    """Return the table as scores, with some columns changed."""
    columns = {name: np.array(column, np.float32) for name, column in {**TABLE, **changes}.items()}
    return PassageScores(rows=np.arange(3), units=np.empty(3, object), **columns)


def test_the_score_is_the_weighted_sum_of_its_parts() -> None:
    """By hand: late + pooled, and 0.3, 0.1 k², 0.2, 0.2, 0.5 and -0.05."""
    final = RECIPE.final(scores(), known_share=0.5)
    first = 0.31 + 0.7 + 0.3 * 0.5 + 0.1 * 0.25 * 0.0 + 0.2 * 0.1 + 0.2 * 0.0 + 0.5 * 0.6
    second = 0.42 + 0.8 + 0.3 * 0.0 + 0.1 * 0.25 * 0.5 + 0.2 * 0.2 + 0.2 * 0.0 + 0.5 * 0.4 - 0.05
    third = 0.23 + 0.4 + 0.3 * 0.25 + 0.1 * 0.25 * 1.0 + 0.2 * 0.0 + 0.2 * 1.0 + 0.5 * 0.5
    np.testing.assert_allclose(final, [first, second, third], rtol=1e-6)
    assert final.dtype == np.float32


@pytest.mark.parametrize("part", PARTS[:-1])
def test_more_of_a_part_is_a_better_passage(part: str) -> None:
    """A wrong sign would turn the ranking round."""
    before = RECIPE.final(scores(), known_share=1.0)
    column = np.array(TABLE[part], np.float32)
    column[1] += 0.5
    after = RECIPE.final(scores(**{part: column}), known_share=1.0)
    assert after[1] > before[1]
    np.testing.assert_array_equal(after[[0, 2]], before[[0, 2]])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_counts_for_nothing_is_off(part: str) -> None:
    """Its column may then hold anything."""
    without = replace(RECIPE, **{part: 0.0})
    other = scores(**{part: -np.array(TABLE[part], np.float32)})
    expected = without.final(scores(), known_share=1.0)
    np.testing.assert_array_equal(without.final(other, known_share=1.0), expected)


def test_stems_are_silent_in_another_language() -> None:
    """If the corpus knows none of the question's stems, those it shares say nothing."""
    only_stems = Recipe(late=0, pooled=0, grams=0, concepts=0, preferred=0, unread=0, answer=0)
    assert only_stems.final(scores(), known_share=0.0).tolist() == [0, 0, 0]
    full = only_stems.final(scores(), known_share=1.0)
    np.testing.assert_allclose(only_stems.final(scores(), known_share=0.5), full / 4)


def test_scores_without_the_mean_subtracted_judge_and_do_not_rank() -> None:
    """`plain` and `nearest` are evidence for the verdict alone."""
    other = scores(plain=[0.0, 0.0, 1.0], nearest=[0.0, 0.0, 1.0])
    np.testing.assert_array_equal(RECIPE.final(other, 1.0), RECIPE.final(scores(), 1.0))


def test_scores_are_joined_and_picked_by_their_rows() -> None:
    """What was scored at two times is one table, in the order of the rows."""
    whole = scores()
    first, second = whole.of(np.array([0, 2])), whole.of(np.array([1]))
    assert (first.rows.tolist(), len(second)) == ([0, 2], 1)
    joined = first.joined(second)
    for field in fields(PassageScores):
        np.testing.assert_array_equal(getattr(joined, field.name), getattr(whole, field.name))
