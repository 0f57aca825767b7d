"""Score passages stage by stage: dense, lexical, fused, final."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.filters import holds_quotes
from assistant.readings import Readings
from assistant.terms import Terms
from assistant.verdict import Evidence
from index.encoder import Encoder, encode_one
from index.generation import Generation
from index.lexical import grams, rarity, stems
from index.maxsim import Gathered, best_matches, gather
from index.tokens import quantise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Encoded

CANDIDATES = 100
"""Best passages taken from each of the two first stages; 50 and 100 were measured as equal."""

BEST_SENTENCES = 2
"""Sentences of a story that count; one alone is too few, and all of them are the whole."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold what each part of the final score counts for; zero switches a part off.

    `late` is MaxSim, `centred` the share of the mean token vector that is subtracted for it,
    `pooled` the cosine of question and passage as wholes, which differs less between passages and
    so counts for less than it looks; then the lexical shares. `places` is what a document gains
    whose municipality the question names: it is meant, whatever else is like it. `terms` and
    `sentences` say whether a question is also read in bokmål's terms and sentence by sentence.
    Chosen on the half `develop` and on questions outside the domain, where the numbers around
    these are as good: docs/benchmarks.md.
    """

    late: float = 1.0
    centred: float = 1.0
    pooled: float = 1.0
    grams: float = 0.3
    stems: float = 0.1
    concepts: float = 0.2
    places: float = 0.2
    terms: bool = True
    sentences: bool = True


RECIPE = Recipe()


@dataclass(frozen=True, slots=True, eq=False)
class Stages:
    """Hold the scores of every stage for one question, and the evidence for the verdict.

    The scores are float32 of shape (passages,), higher is better, minus infinity where the stage
    did not consider the passage.
    """

    dense: "NDArray[np.float32]"
    lexical: "NDArray[np.float32]"
    fused: "NDArray[np.float32]"
    final: "NDArray[np.float32]"
    evidence: Evidence


def score_stages(
    generation: Generation,
    encoder: Encoder,
    terms: Terms,
    typed: str,
    readings: Readings,
    rows: "NDArray[np.int64]",
    recipe: Recipe = RECIPE,
) -> Stages:
    """Score the passages in `rows` for one question, typed as it is and read as it may be."""
    encoded = readings.typed
    count = len(generation.passages)
    asked = stems(typed)
    by_stem = generation.stems.share(asked)
    by_gram = generation.grams.share(grams(typed))
    words_score = by_stem[rows] + by_gram[rows]
    found = [rows[np.argsort(-words_score, kind="stable")[:CANDIDATES]]]
    found += [generation.vectors.nearest(e.pooled, CANDIDATES, rows)[0] for e in readings.whole]
    candidates = np.unique(np.concatenate(found))
    lexical = _spread(count, rows, words_score)
    # One column a reading, the question as typed in the first.
    pooled = _pooled_matches(generation, readings, candidates)
    dense = _spread(count, candidates, pooled[:, 0])
    fused = _scaled(dense[candidates]) + _scaled(lexical[candidates])

    passages = gather(generation.tokens, candidates)
    late = _late(generation, encoder, readings, passages, recipe.centred)
    concepts = _concept_share(generation, terms, typed, candidates)
    # Stems speak where question and passage share words, and are silent where the corpus has few of
    # the question's: in another language, in dialect.
    known = generation.stems.known_share(asked)
    final = (
        recipe.late * late
        + recipe.pooled * pooled.mean(axis=1)
        + recipe.grams * by_gram[candidates]
        + recipe.stems * known**2 * by_stem[candidates]
        + recipe.concepts * concepts
        + recipe.places * _named_places(generation, typed, candidates)
    )
    evidence = Evidence(
        plain=_best_plain(generation, encoder, readings, candidates, passages),
        pooled=float(pooled[:, 0].max()),
        weight=math.log(rarity_weights(generation, encoder, encoded.token_ids).sum()),
        absent=terms.absent(typed, generation.stems),
        size=math.log(count),
    )
    return Stages(
        dense,
        lexical,
        _spread(count, candidates, fused),
        _spread(count, candidates, final),
        evidence,
    )


def _pooled_matches(
    generation: Generation, readings: Readings, rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the cosine of each passage and each reading, float32 of shape (rows, readings)."""
    passages = np.stack([generation.vectors.vector(int(row)) for row in rows])
    matches: NDArray[np.float32] = passages @ np.stack([e.pooled for e in readings.whole]).T
    return matches


def _late(
    generation: Generation,
    encoder: Encoder,
    readings: Readings,
    passages: Gathered,
    centred: float,
) -> "NDArray[np.float32]":
    """Return the MaxSim of a question in all its readings, float32 of shape (passages,).

    The readings of a text count alike. Of a story, the two sentences that a passage matches best
    count as much as the whole: what else is told in it finds nothing, and should cost nothing.
    """
    table = generation.tokens
    encoded = [*readings.whole, *(way for ways in readings.sentences for way in ways)]
    tokens = table.project(_every_token(encoded))
    mean = np.float32(centred) * table.mean
    scores = _max_sims(generation, encoder, encoded, tokens, passages, mean)
    late: NDArray[np.float32] = np.mean(scores[: len(readings.whole)], axis=0)
    if readings.sentences:
        at = len(readings.whole)
        told = []
        for ways in readings.sentences:
            told.append(np.mean(scores[at : at + len(ways)], axis=0))
            at += len(ways)
        late = (late + np.sort(told, axis=0)[-BEST_SENTENCES:].mean(axis=0)) / 2
    return late


def _best_plain(
    generation: Generation,
    encoder: Encoder,
    readings: Readings,
    rows: "NDArray[np.int64]",
    passages: Gathered,
) -> float:
    """Return the best MaxSim of any passage without the mean subtracted, in all dimensions.

    The directions that a projection leaves out are less alike than those that it keeps, so that
    projected cosines are higher, the unrelated ones most: too high to be judged by. They say which
    passage is the best, and that one is encoded again.
    """
    table, whole, origin = generation.tokens, readings.whole, np.zeros(1, np.float32)
    tokens = _every_token(whole)
    projected = table.project(tokens)
    plain = np.max(_max_sims(generation, encoder, whole, projected, passages, origin), axis=0)
    if table.matrix is not None:
        best = generation.passages[int(rows[plain.argmax()])]
        in_full = quantise(encode_one(encoder, best.encoded_text, "passage")).vectors
        one = Gathered(in_full, np.zeros(1, np.int64))
        plain = np.max(_max_sims(generation, encoder, whole, tokens, one, origin), axis=0)
    return float(plain.max())


def _every_token(encoded: Sequence["Encoded"]) -> "NDArray[np.float32]":
    """Return the token vectors of all of `encoded`, one after the other."""
    return np.concatenate([each.tokens for each in encoded])


def _max_sims(
    generation: Generation,
    encoder: Encoder,
    encoded: Sequence["Encoded"],
    tokens: "NDArray[np.float32]",
    passages: Gathered,
    centre: "NDArray[np.float32]",
) -> list["NDArray[np.float32]"]:
    """Return the MaxSim of each of `encoded`, float32 of shape (passages,).

    `tokens` are the vectors of all their tokens, as those of `passages` are kept.
    """
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


def _concept_share(
    generation: Generation, terms: Terms, question: str, rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return which share of the question, weighted by rarity, each passage holds as term sets."""
    mentions = terms.mentions(question)
    shares = np.zeros(len(rows), np.float32)
    if not mentions:
        return shares
    held = [terms.amounts(stems(generation.passages[int(row)].encoded_text)) for row in rows]
    index = generation.stems
    whole = sum(index.rarity(token) for token in set(stems(question)))
    for mention in mentions:
        best = np.zeros(len(rows), np.float32)
        for place in mention.sets:
            weight = rarity(terms.frequency(place, index), len(index))
            amount = np.array([each.get(place, 0.0) for each in held], np.float32)
            best = np.maximum(best, weight * amount / (amount + 1))
        shares += best
    return shares / np.float32(max(whole, 1e-9))


def _named_places(
    generation: Generation, question: str, rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return 1 for each passage of a municipality that the question names, else 0."""
    own = [generation.documents[place].municipality for place in generation.document_of[rows]]
    named = {place for place in set(own) if place is not None and holds_quotes(question, [place])}
    return np.array([place in named for place in own], np.float32)


def _spread(
    count: int, rows: "NDArray[np.int64]", scores: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return `scores` at `rows` of an array of `count`, minus infinity elsewhere."""
    spread = np.full(count, -np.inf, np.float32)
    spread[rows] = scores
    return spread


def _scaled(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return `scores` stretched to 0 to 1; zeros where they are all the same."""
    width = np.ptp(scores)
    if width == 0:
        return np.zeros_like(scores)
    scaled: NDArray[np.float32] = (scores - scores.min()) / width
    return scaled
