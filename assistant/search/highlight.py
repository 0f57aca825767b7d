"""Find the words of a passage that matched a question: whole words, a few short stretches.

A word of the passage is highlighted if it is a form of a word of the question, or if the encoder
places the two words close together. A word's vector is the mean of its token vectors with the
corpus' mean vector subtracted; without that every word is like every other (cosines of 0.4 to 0.8
whatever the words). "folk" and "innbyggarar" then meet at 0.33, "buy" and "kjøpe" at 0.72,
"eie" and "eid" at 0.55, "savings" and "seg" at 0.30.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query
from assistant.search.terms import occurrences
from index.generation import Generation
from index.lexical import Word, is_function_word, split_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_COSINE = 0.5
"""Of two words that mean the same; read off twenty questions in three languages."""

MAX_BEHIND_CLOSEST = 0.06
"""How far the cosine of a word may be behind that of the passage's closest word."""

MAX_STRETCHES = 6

Ranges = tuple[tuple[int, int], ...]
"""Ranges of characters, in order, of which none touch."""


class Highlighter:
    """Find the words of passages that matched one question."""

    def __init__(self, query: Query, generation: Generation) -> None:
        """Take the content words of the question, and the vectors of the passages' words."""
        self._generation = generation
        self._unlike = query.unlike
        self._mean = generation.tokens.mean
        self._stems = [stem(word.text) for word in query.content_words]
        self._vectors = _word_vectors(
            query.content_words, query.typed.tokens - self._mean, query.typed.spans
        )

    def highlights(self, row: int) -> Ranges:
        """Return the character ranges that matched in the text of the passage in `row`."""
        passage = self._generation.passages[row]
        all_words = split_words(passage.text)
        words = [word for word in all_words if not is_function_word(word.text)]
        if not self._stems or not words:
            return ()
        tokens = self._generation.tokens.passage(row)
        # The text stands at the end of what was encoded.
        offset = len(passage.encoded_text) - len(passage.text)
        vectors = _word_vectors(words, tokens.vectors - self._mean, tokens.spans - offset)
        cosines = self._vectors @ vectors.T
        stems = [stem(word.text) for word in words]
        for position, asked in enumerate(self._stems):
            # The same stem is the same word, whatever its surroundings made of its vector.
            cosines[position, [other == asked for other in stems]] = 1.0
        close = cosines >= cosines.max(axis=1, keepdims=True) - MAX_BEHIND_CLOSEST
        strength = np.where((cosines >= MIN_COSINE) & close, cosines, 0).max(axis=0)
        if self._unlike:
            strength[self._other_meanings(all_words, words)] = 0
        return _stretches(passage.text, words, strength)

    def _other_meanings(self, all_words: Sequence[Word], words: Sequence[Word]) -> list[int]:
        """Return the positions in `words` of terms that only look like the question's."""
        stems = [stem(word.text) for word in all_words]
        unlike = {
            all_words[position].start
            for first, last in occurrences(self._unlike, stems)
            for position in range(first, last)
            if stems[position] not in self._stems
        }
        return [position for position, word in enumerate(words) if word.start in unlike]


def _word_vectors(
    words: Sequence[Word], vectors: "NDArray[np.float32]", spans: "NDArray[np.int32]"
) -> "NDArray[np.float32]":
    """Return one unit vector a word, float32 of shape (words, dimensions); zeros if it has none."""
    rows = np.zeros((len(words), vectors.shape[1]), np.float32)
    for row, word in enumerate(words):
        overlaps = (spans[:, 0] < word.end) & (spans[:, 1] > word.start)
        if overlaps.any():
            rows[row] = vectors[overlaps].mean(axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit


def _stretches(text: str, words: Sequence[Word], strength: "NDArray[np.float32]") -> Ranges:
    """Join highlighted words with nothing but space between them, and keep the strongest few."""
    joined: list[tuple[int, int, float]] = []
    for word, strong in zip(words, strength.tolist(), strict=True):
        if strong == 0:
            continue
        if joined and not text[joined[-1][1] : word.start].strip():
            start, _, before = joined[-1]
            joined[-1] = (start, word.end, max(before, strong))
        else:
            joined.append((word.start, word.end, strong))
    strongest = sorted(joined, key=lambda stretch: -stretch[2])[:MAX_STRETCHES]
    return tuple(sorted((start, end) for start, end, _ in strongest))
