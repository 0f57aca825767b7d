"""An encoder that needs no model: a word's vector is drawn by chance, the same for the same stem.

A token is a piece of a word, of up to five letters, and has the word's vector.

It knows nothing of meaning, so nothing that is measured with it says anything of quality. All else
holds for it as for any encoder: equal words have equal vectors, and others hardly any in common.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.lexical import split_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 384
PIECE = 5
IDENTITY = EncoderIdentity(
    name="fake",
    revision="1",
    sha256="f" * 64,
    question_prefix="q: ",
    passage_prefix="p: ",
    dimensions=DIMENSIONS,
    longest=512,
)


@dataclass(frozen=True)
class FakeEncoder:
    """Encode texts word by word."""

    identity: EncoderIdentity = IDENTITY

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32]":
        """Count every word alike."""
        return np.ones(len(ids), np.float32)

    def count_tokens(self, text: str) -> int:
        """Return how many pieces the words of `text` have."""
        return len(_pieces(text))

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:  # noqa: ARG002
        """Yield the vectors of each text, in order; a question is encoded as a passage is."""
        for position, text in enumerate(texts):
            yield position, _encoded(text, self.identity.longest)


@lru_cache(maxsize=4096)
def _encoded(text: str, longest: int) -> Encoded:
    pieces = _pieces(text)[:longest]
    ids = [token_id for token_id, _ in pieces]
    tokens = np.array([_vector(token_id) for token_id in ids], np.float32).reshape(-1, DIMENSIONS)
    whole = tokens.sum(axis=0) if ids else np.eye(DIMENSIONS, dtype=np.float32)[0]
    return Encoded(
        pooled=whole / np.linalg.norm(whole),
        tokens=tokens,
        token_ids=np.array(ids, np.int32),
        spans=np.array([span for _, span in pieces], np.int32).reshape(-1, 2),
    )


def _pieces(text: str) -> list[tuple[int, tuple[int, int]]]:
    """Return the number of the word that each piece belongs to, and the piece's characters."""
    return [
        (zlib.crc32(stem(word.text).encode()) % 100_000, (start, min(word.end, start + PIECE)))
        for word in split_words(text)
        for start in range(word.start, word.end, PIECE)
    ]


@cache
def _vector(token_id: int) -> "NDArray[np.float32]":
    vector = np.random.default_rng(token_id).standard_normal(DIMENSIONS, np.float32)
    return vector / np.linalg.norm(vector)
