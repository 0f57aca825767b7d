"""The vectors of the words of passages, made once and kept for the next question that meets them.

A word's vector points where the mean of its token vectors does, with the corpus' mean subtracted:
without that every word is like every other (cosines of 0.4 to 0.8 whatever the words).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.passage_words import passage_words
from index.lexical import Word
from index.memory import remembering
from index.protocol import Generation
from index.vectors import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT_PASSAGES = 256
"""A passage of 50 words that say something takes 80 kB. To sum its tokens takes half of the time
that its words are marked in."""


class WordVectors:
    """The vectors of the words of one generation's passages that say something."""

    def __init__(self, generation: Generation) -> None:
        """Take a generation."""
        self.generation = generation
        self.of_passage = remembering(self._of_passage, KEPT_PASSAGES)

    def of_words(
        self,
        words: Sequence[Word],
        tokens: "NDArray[np.float32]",
        spans: "NDArray[np.int32]",
    ) -> "NDArray[np.float32]":
        """Return one unit vector a word, float32 (words, dimensions); zeros if it has none.

        `tokens` are the vectors of all tokens of the text in order, and `spans` the characters
        that they stand at.
        """
        # A row more, so that the last word's tokens may end there.
        padded = np.pad(tokens - self.generation.tokens.mean, ((0, 1), (0, 0)))
        begins = np.searchsorted(spans[:, 1], [word.start for word in words], side="right")
        ends = np.searchsorted(spans[:, 0], [word.end for word in words], side="left")
        # Every second segment lies between two words.
        segments = np.stack([begins, np.maximum(ends, begins)], axis=1).reshape(-1)
        rows: NDArray[np.float32] = np.add.reduceat(padded, segments, axis=0)[::2]
        rows[ends <= begins] = 0
        return unit_rows(rows)

    def _of_passage(self, row: int) -> "NDArray[np.float32]":
        """Return the vectors of the telling words of a passage, float32 (words, dimensions)."""
        passage = self.generation.passages[row]
        words = passage_words(passage.text)
        tokens = self.generation.tokens.passage(row)
        telling = [words.words[at] for at in words.telling]
        return self.of_words(telling, tokens.vectors, tokens.spans - passage.text_start)
