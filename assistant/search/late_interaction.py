"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts (Khattab and Zaharia
2020, ColBERT), by how rare the question's token is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query, Variant
from index.maxsim import TokenBatch, TokenProducts, best_in_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST_SENTENCES = 2
"""Sentences of a story that count; one alone is too few, and all of them are the whole."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenSimilarities:
    """How alike each token of a question is to each token of some passages.

    `whole` is float32 of shape (tokens of the variants, tokens of the passages), and
    `sentences` the same for the sentences of a story, one after the other, both centred. `plain`
    is like `whole` without a mean subtracted. Passage i begins at column `starts[i]`.
    """

    whole: "NDArray[np.float32]"
    sentences: "NDArray[np.float32]"
    plain: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"


def token_similarities(
    query: Query, passages: TokenBatch, centre: "NDArray[np.float32]"
) -> TokenSimilarities:
    """Compare all tokens in one product; `centre` is subtracted from all of them."""
    sentences = [variant for variants in query.sentences for variant in variants]
    tokens = np.concatenate([variant.tokens for variant in (*query.variants, *sentences)])
    products = TokenProducts(tokens, passages, centre)
    ends = sum(len(variant.tokens) for variant in query.variants)
    similar = products.centred()
    return TokenSimilarities(similar[:ends], similar[ends:], products.plain(ends), passages.starts)


def late_interaction(query: Query, similar: TokenSimilarities) -> "NDArray[np.float32]":
    """Return the MaxSim of a question in all its variants, float32 of shape (passages,).

    The variants of a text count alike. Of a story, the two sentences that a passage matches best
    count as much as the whole: what else is told in it finds nothing, and should cost nothing.
    """
    whole, sentences = query.variants, query.sentences
    scores = _weighted(whole, best_in_each(similar.whole, similar.starts))
    if sentences:
        every = [variant for variants in sentences for variant in variants]
        scores += _weighted(every, best_in_each(similar.sentences, similar.starts))
    late: NDArray[np.float32] = np.mean(scores[: len(whole)], axis=0)
    if sentences:
        start = len(whole)
        of_sentences = []
        for variants in sentences:
            of_sentences.append(np.mean(scores[start : start + len(variants)], axis=0))
            start += len(variants)
        late = (late + np.sort(of_sentences, axis=0)[-BEST_SENTENCES:].mean(axis=0)) / 2
    return late


def plain_max_sim(query: Query, similar: TokenSimilarities) -> "NDArray[np.float32]":
    """Return the MaxSim of the best variant without a mean subtracted, float32 (passages,)."""
    best: NDArray[np.float32] = np.max(
        _weighted(query.variants, best_in_each(similar.plain, similar.starts)), axis=0
    )
    return best


def _weighted(
    variants: Sequence[Variant], matches: "NDArray[np.float32]"
) -> list["NDArray[np.float32]"]:
    """Return the weighted mean of the best matches of each variant's tokens."""
    ends = np.cumsum([len(variant.tokens) for variant in variants])
    return [
        matches[:, end - len(variant.tokens) : end] @ variant.shares
        for variant, end in zip(variants, ends, strict=True)
    ]
