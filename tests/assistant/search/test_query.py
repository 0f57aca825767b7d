"""A question as it is asked: which of its tokens are of which sentence, and what they match."""

import numpy as np
import pytest

from assistant.search.query import Variant, sentences_of

SPANS = np.array([[0, 2], [2, 4], [4, 8], [8, 12]], np.int32)


@pytest.mark.parametrize(
    ("ranges", "sentences"),
    [
        ([], ()),
        ([(0, 12)], ()),
        ([(0, 5), (5, 12)], ()),
        ([(0, 3), (3, 8), (8, 12)], (slice(0, 1), slice(1, 3), slice(3, 4))),
        ([(0, 4), (4, 5), (5, 12)], (slice(0, 2), slice(2, 4))),
        ([(0, 4), (4, 8), (8, 12), (12, 20)], (slice(0, 2), slice(2, 3), slice(3, 4))),
    ],
    ids=["none", "one", "two", "three", "one-without-tokens", "one-beyond-the-tokens"],
)
def test_each_sentence_has_the_tokens_that_end_in_it(
    ranges: list[tuple[int, int]], sentences: tuple[slice, ...]
) -> None:
    """A question of one or two sentences is no story, and is not taken apart."""
    assert sentences_of(SPANS, ranges) == sentences


def test_a_part_of_a_question_is_weighted_by_its_own_tokens() -> None:
    """What the other tokens weigh is nothing to it."""
    matches = np.array([[1.0, 0.0, 0.5, 0.25], [0.0, 1.0, 0.0, 0.0]], np.float32)
    weights = np.array([1, 3, 2, 2], np.float32)
    variant = Variant("abc", np.zeros(2, np.float32), np.zeros((4, 2), np.float32), SPANS, weights)
    np.testing.assert_allclose(variant.mean_match(matches), [0.3125, 0.375])
    np.testing.assert_allclose(variant.mean_match(matches, slice(0, 2)), [0.25, 0.75])
    np.testing.assert_allclose(variant.mean_match(matches, slice(2, 4)), [0.375, 0.0])
