"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts (Khattab and Zaharia
2020, ColBERT), by how rare the question's token is.
"""

from collections.abc import Iterator
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

    `centred` is float32 of shape (tokens of the variants, tokens of the passages), and `plain` the
    same without a mean subtracted. Passage i begins at column `starts[i]`.
    """

    centred: "NDArray[np.float32]"
    plain: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"


def token_similarities(
    query: Query, passages: TokenBatch, centre: "NDArray[np.float32]"
) -> TokenSimilarities:
    """Compare all tokens in one product; `centre` is subtracted from all of them."""
    tokens = np.concatenate([variant.tokens for variant in query.variants])
    products = TokenProducts(tokens, passages, centre)
    return TokenSimilarities(products.centred(), products.plain(), passages.starts)


def late_interaction(query: Query, similar: TokenSimilarities) -> "NDArray[np.float32]":
    """Return the MaxSim of a question in all its variants, float32 of shape (passages,).

    The variants count alike. Of a story, the two sentences that a passage matches best count as
    much as the whole: what else is told in it finds nothing, and should cost nothing.
    """
    late = []
    for variant, matches in _by_variant(query, best_in_each(similar.centred, similar.starts)):
        whole = variant.mean_match(matches)
        if variant.sentences:
            each = [variant.mean_match(matches, sentence) for sentence in variant.sentences]
            whole = (whole + np.sort(each, axis=0)[-BEST_SENTENCES:].mean(axis=0)) / 2
        late.append(whole)
    mean: NDArray[np.float32] = np.mean(late, axis=0)
    return mean


def plain_max_sim(query: Query, similar: TokenSimilarities) -> "NDArray[np.float32]":
    """Return the MaxSim of the best variant without a mean subtracted, float32 (passages,)."""
    matches = best_in_each(similar.plain, similar.starts)
    by_variant = [variant.mean_match(own) for variant, own in _by_variant(query, matches)]
    best: NDArray[np.float32] = np.max(by_variant, axis=0)
    return best


def _by_variant(
    query: Query, matches: "NDArray[np.float32]"
) -> Iterator[tuple[Variant, "NDArray[np.float32]"]]:
    """Yield each variant with its columns of `matches`, those of all variants in their order."""
    end = 0
    for variant in query.variants:
        start, end = end, end + len(variant.tokens)
        yield variant, matches[:, start:end]
