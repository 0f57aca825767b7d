"""Score passages stage by stage: dense, lexical, fused, final."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.question import Question
from assistant.verdict import Evidence
from index.generation import Generation
from index.lexical import grams, is_function_word, stem, stems, words
from index.maxsim import best_matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Encoded

CANDIDATES = 100
"""Best passages taken from each of the two first stages; 50 and 100 were measured as equal."""

CENTRED = 0.5
"""Share of the mean token vector that is subtracted; none and all of it were both worse."""

LEXICAL_SHARE = 0.2
"""Weight of BM25 beside MaxSim, both stretched to 0 to 1 over the candidates."""


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
    question: Question,
    encoded: "Encoded",
    rows: "NDArray[np.int64] | None" = None,
) -> Stages:
    """Score the passages in `rows` (all of them where it is None) for one question."""
    count = len(generation.passages)
    rows = np.arange(count) if rows is None else rows
    nearest, _ = generation.vectors.nearest(encoded.pooled, CANDIDATES, rows)
    words_score = _scaled(generation.stems.scores(stems(question.text))[rows]) + _scaled(
        generation.grams.scores(grams(question.text))[rows]
    )
    best_by_words = rows[np.argsort(-words_score, kind="stable")[:CANDIDATES]]
    candidates = np.union1d(nearest, best_by_words)

    lexical = _spread(count, rows, words_score)
    dense = _spread(
        count,
        candidates,
        np.array([generation.vectors.vector(int(row)) @ encoded.pooled for row in candidates]),
    )
    fused = _scaled(dense[candidates]) + _scaled(lexical[candidates])

    weights = token_weights(generation, encoded.token_ids)
    mean = generation.tokens.mean
    plain = (
        best_matches(encoded.tokens, generation.tokens, candidates, np.zeros_like(mean)) @ weights
    )
    late = (
        best_matches(encoded.tokens, generation.tokens, candidates, np.float32(CENTRED) * mean)
        @ weights
    )
    # MaxSim differs by some 0.3 from the best to the worst passage of any question; stretching it
    # to 0 to 1 would make the blend depend on the worst candidate.
    final = late + LEXICAL_SHARE * np.ptp(late) * _scaled(lexical[candidates])
    best = int(candidates[np.argmax(final)])
    evidence = Evidence(
        plain=float(plain.max()),
        centred=float(late.max()),
        covered=_covered(generation, question, best),
        lead=float(final.max() - np.median(final)),
    )
    return Stages(
        dense,
        lexical,
        _spread(count, candidates, fused),
        _spread(count, candidates, final),
        evidence,
    )


def token_weights(generation: Generation, ids: "NDArray[np.int32]") -> "NDArray[np.float32]":
    """Return the weight of each question token: the square root of its idf, summing to one.

    idf = log(1 + (N - df + 0.5) / (df + 0.5)) over the passages that hold the token (Robertson and
    Zaragoza 2009); the square root of it was better than it and than none.
    """
    frequency = generation.tokens.frequency(ids)
    count = len(generation.passages)
    weights = np.sqrt(np.log1p((count - frequency + 0.5) / (frequency + 0.5))).astype(np.float32)
    shares: NDArray[np.float32] = weights / weights.sum()
    return shares


def _covered(generation: Generation, question: Question, row: int) -> float:
    """Return the share of the question's content words, by rarity, that a passage holds."""
    held = set(stems(generation.passages[row].encoded_text))
    asked = [stem(word.text) for word in words(question.text) if not is_function_word(word.text)]
    rarity = [1 / (1 + generation.stems.document_frequency(each)) ** 0.5 for each in asked]
    found = [weight for weight, each in zip(rarity, asked, strict=True) if each in held]
    return sum(found) / sum(rarity) if rarity else 0.0


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
