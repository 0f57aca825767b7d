"""Compare a question's readings with passages token by token: late interaction, MaxSim.

For each token of the question the most similar of the passage counts (Khattab and Zaharia 2020,
ColBERT), by how rare the token is.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.variants import Variants
from index.encoder.protocol import Encoder
from index.generation import Generation
from index.lexical import rarity
from index.maxsim import TokenBatch, best_matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.protocol import Encoded

BEST_SENTENCES = 2
"""Sentences of a story that count; one alone is too few, and all of them are the whole."""


def late_interaction_scores(
    generation: Generation,
    encoder: Encoder,
    readings: Variants,
    passages: TokenBatch,
    centred: float,
) -> "NDArray[np.float32]":
    """Return the MaxSim of a question in all its readings, float32 of shape (passages,).

    The readings of a text count alike. Of a story, the two sentences that a passage matches best
    count as much as the whole: what else is told in it finds nothing, and should cost nothing.
    """
    table = generation.tokens
    encoded = [*readings.whole, *(way for ways in readings.sentences for way in ways)]
    mean = np.float32(centred) * table.mean
    scores = max_sims(generation, encoder, encoded, passages, mean)
    late: NDArray[np.float32] = np.mean(scores[: len(readings.whole)], axis=0)
    if readings.sentences:
        at = len(readings.whole)
        told = []
        for ways in readings.sentences:
            told.append(np.mean(scores[at : at + len(ways)], axis=0))
            at += len(ways)
        late = (late + np.sort(told, axis=0)[-BEST_SENTENCES:].mean(axis=0)) / 2
    return late


def max_sims(
    generation: Generation,
    encoder: Encoder,
    encoded: Sequence["Encoded"],
    passages: TokenBatch,
    centre: "NDArray[np.float32]",
) -> list["NDArray[np.float32]"]:
    """Return the MaxSim of each of `encoded`, float32 of shape (passages,)."""
    tokens = np.concatenate([each.tokens for each in encoded])
    matches = best_matches(tokens, passages, centre)
    ends = np.cumsum([len(each.tokens) for each in encoded])
    return [
        matches[:, end - len(each.tokens) : end] @ _shares(generation, encoder, each)
        for each, end in zip(encoded, ends, strict=True)
    ]


def rarity_weights(
    generation: Generation, encoder: Encoder, ids: "NDArray[np.int32]"
) -> "NDArray[np.float32]":
    """Return what each token counts for by its rarity, float32 of shape (tokens,).

    A tokenizer without probabilities leaves it to the corpus, whose counts are those of few texts.
    """
    weights = encoder.token_weights(ids)
    if weights is None:
        count = len(generation.passages)
        frequency = generation.tokens.frequency(ids)
        weights = np.sqrt([rarity(int(each), count) for each in frequency]).astype(np.float32)
    return weights


def _shares(generation: Generation, encoder: Encoder, question: "Encoded") -> "NDArray[np.float32]":
    """Return the weights of a reading's tokens, made to sum to one."""
    weights = rarity_weights(generation, encoder, question.token_ids)
    shares: NDArray[np.float32] = weights / weights.sum()
    return shares
