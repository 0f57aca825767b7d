"""Find passages that say the same, such as a page's text that a report repeats."""

import itertools
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.lexical import stems
from index.protocol import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_SHARED_PAIRS = 0.9
"""Share of their distinct word pairs that two passages have in common if they say the same."""


class Duplicates:
    """Find, for the passages of one ranking, which repeat a better one of another document."""

    def __init__(self, generation: Generation, grouped: Mapping[int, Sequence[int]]) -> None:
        """Compare the passages of each document with those of the better ones before it.

        `grouped` has the rows of each document's passages, best first, by its position among the
        documents, the best document first.
        """
        self.grouped = grouped
        self._generation = generation
        self._repeats: dict[int, int] = {}
        firsts: list[tuple[int, NDArray[np.int64]]] = []
        positions_of: dict[int, list[int]] = {}
        for rows in grouped.values():
            fresh = []
            for row in rows:
                own, few = _pairs(generation.passages[row].text)
                near = {position for pair in few for position in positions_of.get(pair, ())}
                same = [position for position in near if _alike(own, firsts[position][1])]
                if same:
                    self._repeats[row] = firsts[min(same)][0]
                else:
                    fresh.append((row, own, few))
            for row, own, few in fresh:
                for pair in few:
                    positions_of.setdefault(pair, []).append(len(firsts))
                firsts.append((row, own))

    def repeats(self, row: int) -> bool:
        """Return whether the passage in `row` repeats one that stands before it."""
        return row in self._repeats

    def repeated(self, row: int) -> str:
        """Return the id of the document whose passage the one in `row` repeats."""
        return self._generation.passages[self._repeats[row]].locator.document_id

    def also_in(self, row: int) -> tuple[str, ...]:
        """Return the ids of the other documents that hold what the passage in `row` says."""
        found = (other for other, first in self._repeats.items() if first == row)
        passages = self._generation.passages
        return tuple(dict.fromkeys(passages[other].locator.document_id for other in found))


@lru_cache(maxsize=16_384)
def _pairs(text: str) -> tuple["NDArray[np.int64]", tuple[int, ...]]:
    """Return the distinct word pairs of a text as sorted hashes, and the few that are compared."""
    pairs = np.unique([hash(pair) for pair in itertools.pairwise(stems(text))]).astype(np.int64)
    return pairs, tuple(_few(pairs))


def _few(pairs: "NDArray[np.int64]") -> list[int]:
    """Return the first pairs, of which passages that are alike have one in common.

    Of more than the share that may differ, one is shared (Bayardo et al. 2007, prefix filtering).
    """
    few: list[int] = pairs[: len(pairs) - math.ceil(MIN_SHARED_PAIRS * len(pairs)) + 1].tolist()
    return few


def _alike(one: "NDArray[np.int64]", other: "NDArray[np.int64]") -> bool:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both >= MIN_SHARED_PAIRS * (len(one) + len(other) - both)
