"""Say which words of a passage matched: whole words, a few short stretches.

A word of the passage is lit where it is a form of a word of the question, or where the encoder
places the two words close together. A word's vector is the mean of its token vectors with the
corpus' mean vector subtracted; without that every word is like every other (cosines of 0.4 to 0.8
whatever the words). "folk" and "innbyggarar" then meet at 0.33, "buy" and "kjøpe" at 0.72,
"eie" and "eid" at 0.55, "savings" and "seg" at 0.30.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.lexical import Word, is_function_word, split_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.protocol import Encoded
    from index.tokens import TokenTable

CLOSE = 0.5
"""Least cosine of two words that mean the same; read off twenty questions in three languages."""

AS_CLOSE = 0.06
"""How far behind the closest word of the passage another may be and still be lit."""

STRETCHES = 6


def highlight(
    question: str,
    encoded: "Encoded",
    text: str,
    offset: int,
    row: int,
    table: "TokenTable",
) -> tuple[tuple[int, int], ...]:
    """Return the character ranges of `text` that matched `question`, in order, none touching.

    The passage stands at `row` of `table`, as it was encoded; in that, `text` begins at character
    `offset`.
    """
    asked = [word for word in split_words(question) if not is_function_word(word.text)]
    told = [word for word in split_words(text) if not is_function_word(word.text)]
    if not asked or not told:
        return ()
    tokens, mean = table.passage(row), table.mean
    alike = _word_vectors(asked, encoded.tokens - mean, encoded.spans, 0) @ (
        _word_vectors(told, tokens.vectors - mean, tokens.spans, offset).T
    )
    stems = [stem(word.text) for word in told]
    for place, word in enumerate(asked):
        # The same stem is the same word, whatever its surroundings made of its vector.
        alike[place, [at for at, other in enumerate(stems) if other == stem(word.text)]] = 1.0
    lit = (alike >= CLOSE) & (alike >= alike.max(axis=1, keepdims=True) - AS_CLOSE)
    strength = np.where(lit, alike, 0).max(axis=0)
    return _stretches(text, told, strength)


def _word_vectors(
    found: Sequence[Word], vectors: "NDArray[np.float32]", spans: "NDArray[np.int32]", offset: int
) -> "NDArray[np.float32]":
    """Return one unit vector a word, float32 of shape (words, dimensions)."""
    rows = np.zeros((len(found), vectors.shape[1]), np.float32)
    for row, word in enumerate(found):
        own = (spans[:, 0] < word.end + offset) & (spans[:, 1] > word.start + offset)
        if own.any():
            rows[row] = vectors[own].mean(axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit


def _stretches(
    text: str, told: Sequence[Word], strength: "NDArray[np.float32]"
) -> tuple[tuple[int, int], ...]:
    """Join lit words with nothing but space between them, and keep the strongest few."""
    joined: list[tuple[int, int, float]] = []
    for word, strong in zip(told, strength.tolist(), strict=True):
        if strong == 0:
            continue
        if joined and not text[joined[-1][1] : word.start].strip():
            start, _, before = joined[-1]
            joined[-1] = (start, word.end, max(before, strong))
        else:
            joined.append((word.start, word.end, strong))
    strongest = sorted(joined, key=lambda stretch: -stretch[2])[:STRETCHES]
    return tuple(sorted((start, end) for start, end, _ in strongest))
