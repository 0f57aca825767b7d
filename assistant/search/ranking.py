"""Score passages stage by stage: dense, lexical, fused, final."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.evidence import Evidence, collect_evidence
from assistant.search.filters import holds_quotes
from assistant.search.late_interaction import late_interaction_scores
from assistant.search.terms import Terms
from assistant.search.variants import Variants
from index.encoder.protocol import Encoder
from index.generation import Generation
from index.lexical import grams, rarity, stems
from index.maxsim import load_token_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANDIDATES = 100
"""Best passages that each of the two first stages takes from each part of the index, so that a long
report leaves room for the short documents; 50 and 100 were measured as equal."""


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
    """Hold the scores of every stage for one question, and what each part says for an answer.

    The scores are float32 of shape (passages,), higher is better, minus infinity where the stage
    did not consider the passage.
    """

    dense: "NDArray[np.float32]"
    lexical: "NDArray[np.float32]"
    fused: "NDArray[np.float32]"
    final: "NDArray[np.float32]"
    evidence: tuple[Evidence, ...]


def score_stages(
    generation: Generation,
    encoder: Encoder,
    terms: Terms,
    typed: str,
    readings: Variants,
    rows: "NDArray[np.int64]",
    recipe: Recipe = RECIPE,
) -> Stages:
    """Score the passages in `rows` for one question, typed as it is and read as it may be."""
    count = len(generation.passages)
    asked = stems(typed)
    by_stem = generation.stems.share(asked)
    by_gram = generation.grams.share(grams(typed))
    words_score = by_stem[rows] + by_gram[rows]
    lexical = _spread(count, rows, words_score)
    candidates = _candidates(generation, readings, rows, lexical)
    # One column a reading, the question as typed in the first.
    pooled = _pooled_matches(generation, readings, candidates)
    dense = _spread(count, candidates, pooled[:, 0])
    fused = _scaled(dense[candidates]) + _scaled(lexical[candidates])

    passages = load_token_vectors(generation.tokens, candidates)
    late = late_interaction_scores(generation, encoder, readings, passages, recipe.centred)
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
    evidence = collect_evidence(
        generation, encoder, terms, typed, readings, candidates, passages, pooled[:, 0]
    )
    return Stages(
        dense,
        lexical,
        _spread(count, candidates, fused),
        _spread(count, candidates, final),
        evidence,
    )


def _candidates(
    generation: Generation,
    readings: Variants,
    rows: "NDArray[np.int64]",
    lexical: "NDArray[np.float32]",
) -> "NDArray[np.int64]":
    """Return the passages of `rows` that are worth a closer look, of every part of the index."""
    found = []
    for part in generation.partitions:
        own = np.intersect1d(rows, part.rows, assume_unique=True)
        if len(own):
            found.append(own[np.argsort(-lexical[own], kind="stable")[:CANDIDATES]])
            found += [
                generation.vectors.nearest(each.pooled, CANDIDATES, own)[0]
                for each in readings.whole
            ]
    return np.unique(np.concatenate(found))


def _pooled_matches(
    generation: Generation, readings: Variants, rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the cosine of each passage and each reading, float32 of shape (rows, readings)."""
    passages = np.stack([generation.vectors.vector(int(row)) for row in rows])
    matches: NDArray[np.float32] = passages @ np.stack([e.pooled for e in readings.whole]).T
    return matches


def _concept_share(
    generation: Generation, terms: Terms, question: str, rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return which share of the question, weighted by rarity, each passage holds as term sets."""
    mentions = terms.mentions(question)
    shares = np.zeros(len(rows), np.float32)
    if not mentions:
        return shares
    held = terms.amounts(
        {place for mention in mentions for place in mention.sets},
        [_stems_of(generation.passages[int(row)].encoded_text) for row in rows],
    )
    index = generation.stems
    whole = sum(index.rarity(token) for token in set(stems(question)))
    for mention in mentions:
        best = np.zeros(len(rows), np.float32)
        for place in mention.sets:
            weight = rarity(terms.frequency(place, index), len(index))
            best = np.maximum(best, weight * held[place] / (held[place] + 1))
        shares += best
    return shares / np.float32(max(whole, 1e-9))


@lru_cache(maxsize=16_384)
def _stems_of(passage: str) -> tuple[str, ...]:
    return tuple(stems(passage))


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
