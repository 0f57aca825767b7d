"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts (Khattab and Zaharia
2020, ColBERT), by how rare the question's token is.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query, Variant
from index.maxsim import TokenBatch, best_matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST_SENTENCES = 2
"""Sentences of a story that count; one alone is too few, and all of them are the whole."""


def late_interaction(
    query: Query, passages: TokenBatch, centre: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return the MaxSim of a question in the variants that rank, float32 of shape (passages,).

    `centre` is subtracted from all token vectors. The variants of a text count alike. Of a story,
    the two sentences that a passage matches best count as much as the whole: what else is told in
    it finds nothing, and should cost nothing.
    """
    whole, sentences = query.ranking, query.ranking_sentences
    every = [*whole, *(variant for variants in sentences for variant in variants)]
    scores = max_sims(every, passages, centre)
    late: NDArray[np.float32] = np.mean(scores[: len(whole)], axis=0)
    if sentences:
        start = len(whole)
        of_sentences = []
        for variants in sentences:
            of_sentences.append(np.mean(scores[start : start + len(variants)], axis=0))
            start += len(variants)
        late = (late + np.sort(of_sentences, axis=0)[-BEST_SENTENCES:].mean(axis=0)) / 2
    return late


def max_sims(
    variants: Sequence[Variant], passages: TokenBatch, centre: "NDArray[np.float32]"
) -> list["NDArray[np.float32]"]:
    """Return the MaxSim of each variant, float32 of shape (passages,)."""
    # One product for all of them: the passages' vectors are centred and normalised once.
    tokens = np.concatenate([variant.tokens for variant in variants])
    matches = best_matches(tokens, passages, centre)
    ends = np.cumsum([len(variant.tokens) for variant in variants])
    return [
        matches[:, end - len(variant.tokens) : end] @ variant.shares
        for variant, end in zip(variants, ends, strict=True)
    ]
