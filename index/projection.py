"""Fit the few directions in which the token vectors of a corpus differ, and keep only those.

A projection is one matrix with orthonormal columns. The first is the direction of the mean token
vector and the others are the principal components around it, so that the mean can be subtracted
after projecting as well as before, and the plain cosine, by which the verdict judges, loses no more
than the centred one. A question's vectors are projected by the same matrix.

A small corpus has none: its vectors take little room, and a projection fitted on few tokens is
foreign to the documents that are added next. Once fitted it stays with the index, because what
was projected cannot be compared in another way: fitting it anew would mean encoding everything
anew. Fitted on texts of another subject it costs little (docs/benchmarks.md).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.tokens import PassageTokens, quantised

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 192
"""Columns of a fitted projection, chosen for the bundled encoder's 384: docs/benchmarks.md."""

FEWEST_TOKENS = 50_000
"""Tokens of a corpus from which on it is projected; in full they take 20 MB."""

BLOCK = 64
"""Passages that are multiplied at once, some 10,000 tokens."""


def worth_projecting(tokens: int) -> bool:
    """Say whether a corpus of so many tokens is large."""
    return tokens >= FEWEST_TOKENS


def project_passages(
    passages: Sequence[PassageTokens], matrix: "NDArray[np.float32]"
) -> Iterator[PassageTokens]:
    """Yield passages whose vectors were kept in full, projected by `matrix`."""
    for block in _blocks(passages):
        vectors = np.concatenate([passage.vectors for passage in block])
        codes, scales = quantised(vectors @ matrix)
        end = 0
        for passage in block:
            own = slice(end, end := end + len(passage.ids))
            yield PassageTokens(codes[own], scales[own], passage.ids, passage.spans)


def fit_projection(
    passages: Sequence[PassageTokens], dimensions: int = DIMENSIONS
) -> "NDArray[np.float32]":
    """Fit a projection on the vectors of `passages`, which were kept in full and are not empty.

    Return its matrix, float32 of shape (the encoder's dimensions, `dimensions`). Only sums over the
    tokens are held, so memory does not grow with the corpus.
    """
    total, moment = np.zeros(1), np.zeros((1, 1))
    for block in _blocks(passages):
        vectors = np.concatenate([passage.vectors for passage in block]).astype(np.float64)
        total = total + vectors.sum(axis=0)
        moment = moment + vectors.T @ vectors
    mean = total / max(float(np.linalg.norm(total)), np.finfo(np.float64).tiny)
    # What is left of the second moment when its mean direction is taken out of both sides.
    rest = np.eye(len(mean)) - np.outer(mean, mean)
    _, directions = np.linalg.eigh(rest @ moment @ rest)
    others = directions[:, ::-1][:, : min(dimensions, len(mean)) - 1]
    return np.column_stack([mean, others]).astype(np.float32)


def _blocks(passages: Sequence[PassageTokens]) -> Iterator[Sequence[PassageTokens]]:
    """Yield passages some at a time: a product of one alone takes longer to begin than to do."""
    for start in range(0, len(passages), BLOCK):
        yield passages[start : start + BLOCK]
