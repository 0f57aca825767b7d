"""Score the sentences, list items and rows of passages by how well each answers a question.

A passage is cut where it has enough words, and its vector blurs what one of its sentences says. The
best sentence tells which passage is to the point, and is what is shown of it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.answer_type import answer_type
from assistant.search.late_interaction import TokenSimilarities
from assistant.search.query import Query
from index.protocol import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class UnitRecipe:
    """What each sign of an answer counts for.

    `pooled` is the cosine of question and sentence, `late` the MaxSim of the question over the
    sentence's tokens, with the mean subtracted. `general` is the cosine of the sentence and its
    document: what says what all of it is about is like every question on that subject, and answers
    none. `typed` is that it has the kind of answer that is asked for. Chosen on the half `develop`
    of the judged questions, where the numbers around these are as good.
    """

    pooled: float = 1.0
    late: float = 0.4
    general: float = -0.5
    typed: float = 0.04

    @property
    def weights(self) -> "NDArray[np.float32]":
        """Return the weights in the order of the signs, float32 of shape (4,)."""
        return np.array([self.pooled, self.late, self.general, self.typed], np.float32)


RANKING_UNITS = UnitRecipe()
"""Of the best sentence of a passage, beside all else that speaks for the passage."""

ANSWERING_UNITS = UnitRecipe(late=0.2, general=-1.0)
"""Of the sentences of a document beside each other, which are alike in their subject. The answering
one is first for 35 of 50 questions of corpus/questions_answers.toml, with the recipe for ranking
for 30."""


@dataclass(frozen=True, slots=True, eq=False)
class PassageUnitSigns:
    """The signs of an answer in the units of one passage.

    `ranges` is int32 of shape (units, 2), characters of the passage's text. `signs` is float32 of
    shape (units, 4), in the order of UnitRecipe.weights.
    """

    ranges: "NDArray[np.int32]"
    signs: "NDArray[np.float32]"

    def scores(self, recipe: UnitRecipe) -> "NDArray[np.float32]":
        """Return the score of each unit, float32 of shape (units,); higher is better."""
        scores: NDArray[np.float32] = self.signs @ recipe.weights
        return scores

    def best(self, recipe: UnitRecipe, without: float) -> float:
        """Return the best score, `without` if the passage has no unit."""
        return float(self.scores(recipe).max(initial=-np.inf)) if len(self.signs) else without


def best_of_each(
    units: "NDArray[np.object_]", recipe: UnitRecipe, without: float
) -> "NDArray[np.float32]":
    """Return the best score in each of some PassageUnitSigns, `without` where there is no unit.

    float32 of shape (passages,).
    """
    best = np.full(len(units), without, np.float32)
    counts = np.array([len(of_passage.signs) for of_passage in units], np.int64)
    if counts.any():
        scores = np.concatenate([of_passage.signs for of_passage in units]) @ recipe.weights
        begins = np.cumsum(counts) - counts
        best[counts > 0] = np.maximum.reduceat(scores, begins[counts > 0])
    return best


def unit_signs(
    generation: Generation, query: Query, rows: "NDArray[np.int64]", similar: TokenSimilarities
) -> "NDArray[np.object_]":
    """Return a PassageUnitSigns for each of the passages in `rows`, of shape (passages,).

    `similar` tells how alike the question's tokens are to those of the passages.
    """
    passages = [generation.units.passage(row) for row in rows.tolist()]
    counts = np.array(list(map(len, passages)))
    found = np.empty(len(rows), object)
    signs = np.zeros((int(counts.sum()), 4), np.float32)
    ranges = np.concatenate([units.ranges for units in passages])
    if len(signs):
        codes = np.concatenate([units.codes for units in passages]).astype(np.float32)
        vectors = codes * np.concatenate([units.scales for units in passages])[:, None]
        questions = np.stack([variant.pooled for variant in query.variants])
        documents, document_of = np.unique(generation.document_of[rows], return_inverse=True)
        means = np.stack([generation.units.document_mean(each) for each in documents.tolist()])
        signs[:, 0] = (vectors @ questions.T).mean(axis=1)
        signs[:, 1] = _late(generation, query, rows, ranges, counts, similar)
        signs[:, 2] = np.einsum("ij,ij->i", vectors, means[np.repeat(document_of, counts)])
        signs[:, 3] = _typed(generation, query, np.repeat(rows, counts), ranges)
    ends = np.cumsum(counts)
    for place, end in enumerate(ends.tolist()):
        own = slice(end - int(counts[place]), end)
        found[place] = PassageUnitSigns(ranges[own], signs[own])
    return found


def _typed(
    generation: Generation,
    query: Query,
    row_of: "NDArray[np.int64]",
    ranges: "NDArray[np.int32]",
) -> "NDArray[np.float32]":
    """Return 1 for each unit that has the kind of answer that is asked for, else 0."""
    kind = answer_type(query.question.text)
    if kind is None:
        return np.zeros(len(row_of), np.float32)
    texts = (
        generation.passages[row].text[start:end]
        for row, (start, end) in zip(row_of.tolist(), ranges.tolist(), strict=True)
    )
    return np.array([kind.is_in(text) for text in texts], np.float32)


def _late(
    generation: Generation,
    query: Query,
    rows: "NDArray[np.int64]",
    ranges: "NDArray[np.int32]",
    counts: "NDArray[np.int64]",
    similar: TokenSimilarities,
) -> "NDArray[np.float32]":
    """Return the MaxSim of the question over each unit's own tokens, float32 of shape (units,).

    `ranges` has the characters of all units, `counts` how many each passage has.
    """
    spans = [generation.tokens.spans(row) for row in rows.tolist()]
    text_starts = np.array([generation.passages[row].text_start for row in rows.tolist()])
    token_spans = np.concatenate(spans)
    unit_spans = ranges + np.repeat(text_starts, counts)[:, None]
    # As if all texts stood one after the other, so that all units are looked for at once.
    texts = np.arange(len(rows)) * (1 + max(int(token_spans.max()), int(unit_spans.max())))
    token_spans = token_spans + np.repeat(texts, list(map(len, spans)))[:, None]
    unit_spans += np.repeat(texts, counts)[:, None]
    begins = np.searchsorted(token_spans[:, 0], unit_spans[:, 0])
    ends = np.searchsorted(token_spans[:, 1], unit_spans[:, 1], side="right")
    variants = query.variants
    shares = np.concatenate([variant.shares() for variant in variants]) / len(variants)
    # Every second segment lies between two units; a column more, so that the last may end there.
    padded = np.pad(similar.centred, ((0, 0), (0, 1)))
    segments = np.stack([begins, np.maximum(ends, begins)], axis=1).reshape(-1)
    best = np.maximum.reduceat(padded, segments, axis=1)[:, ::2]
    best[:, ends <= begins] = 0
    return (shares @ best).astype(np.float32, copy=False)
