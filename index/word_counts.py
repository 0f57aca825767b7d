"""What is asked of the words of an index: how many passages hold one, and how much each holds."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rarity(frequency: int, passages: int) -> float:
    """Return log(1 + (N - df + 0.5) / (df + 0.5)) (Robertson and Zaragoza 2009)."""
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


class WordCounts(ABC):
    """How many passages hold a token of one kind, such as stems."""

    @abstractmethod
    def __len__(self) -> int:
        """Return how many passages there are."""

    @abstractmethod
    def document_frequency(self, token: str) -> int:
        """Return how many passages hold `token`."""

    @abstractmethod
    def vocabulary_of(self, rows: "NDArray[np.int64]") -> tuple[str, ...]:
        """Return every token that a passage in `rows` holds, in alphabetical order."""

    def rarity(self, token: str) -> float:
        """Return the inverse document frequency of `token`, as BM25 takes it."""
        return rarity(self.document_frequency(token), len(self))

    def known_share(self, tokens: Iterable[str]) -> float:
        """Return which share of `tokens`, weighted by rarity, the corpus knows at all: 0 to 1."""
        distinct = dict.fromkeys(tokens)
        whole = sum(map(self.rarity, distinct))
        known = sum(self.rarity(token) for token in distinct if self.document_frequency(token))
        return known / whole if whole else 0.0


class WordScores(Protocol):
    """Which share of one question's stems and n-grams each passage holds, weighted by rarity.

    What is returned is float32 of shape (rows,).
    """

    def stems(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the stems that these passages hold."""

    def grams(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the n-grams that these passages hold."""

    def total(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the sums of both."""
