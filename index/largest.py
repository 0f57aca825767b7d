"""Find the largest of many scores without sorting them."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 64
"""Scores whose largest is looked at first: to sort a million takes longer than to make them."""


def largest(scores: "NDArray[np.float32]", count: int) -> "NDArray[np.int64]":
    """Return where the `count` largest scores are, in any order; of equal ones the first."""
    if len(scores) <= count:
        return np.arange(len(scores))
    if len(scores) > BLOCK * count:
        # As many blocks have a score of at least this: what is less is none of the largest.
        blocks = scores[: len(scores) // BLOCK * BLOCK].reshape(-1, BLOCK).max(axis=1)
        likely = np.flatnonzero(scores >= np.partition(blocks, -count)[-count])
    else:
        likely = np.arange(len(scores))
    least = np.partition(scores[likely], -count)[-count]
    larger = likely[scores[likely] > least]
    equal = likely[scores[likely] == least]
    return np.concatenate([larger, equal[: count - len(larger)]])
