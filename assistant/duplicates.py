"""Notice passages that say the same, such as a page's text that a report repeats."""

import itertools
from collections.abc import Mapping, Sequence

from index.generation import Generation
from index.lexical import stems

SAME = 0.9
"""Share of their distinct word pairs that two passages have in common when they say the same."""


class Duplicates:
    """Find, for the passages of one ranking, which repeat a better one of another document."""

    def __init__(self, generation: Generation, grouped: Mapping[int, Sequence[int]]) -> None:
        """Compare the passages of each document with those of the better ones before it."""
        self._generation = generation
        self._repeats: dict[int, int] = {}
        firsts: list[tuple[int, frozenset[tuple[str, str]]]] = []
        pairs_of: dict[tuple[str, str], list[int]] = {}
        for rows in grouped.values():
            fresh = []
            for row in rows:
                own = _pairs(generation.passages[row].text)
                # Only passages that share a pair can be alike; most share none.
                near = {place for pair in own for place in pairs_of.get(pair, ())}
                same = [place for place in near if _alike(own, firsts[place][1])]
                if own and same:
                    self._repeats[row] = firsts[min(same)][0]
                else:
                    fresh.append((row, own))
            for row, own in fresh:
                for pair in own:
                    pairs_of.setdefault(pair, []).append(len(firsts))
                firsts.append((row, own))

    def repeats(self, row: int) -> bool:
        """Say whether the passage in `row` repeats one that stands before it."""
        return row in self._repeats

    def also_in(self, row: int) -> tuple[str, ...]:
        """Return the ids of the other documents that hold what the passage in `row` says."""
        found = (other for other, first in self._repeats.items() if first == row)
        passages = self._generation.passages
        return tuple(dict.fromkeys(passages[other].locator.document_id for other in found))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    found = stems(text)
    return frozenset(itertools.pairwise(found))


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    return len(one & other) >= SAME * len(one | other)
