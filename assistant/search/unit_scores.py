"""Score the sentences, list items and rows of passages by how well each answers a question.

A passage is cut where it has enough words, and its vector blurs what one of its sentences says. The
best sentence tells which passage is to the point, and is what is shown of it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.answer_type import answer_type
from assistant.search.query import Query
from index.generation import Generation
from index.maxsim import TokenBatch, similarities
from index.units import PassageUnits

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


RANKING_UNITS = UnitRecipe()
"""Of the best sentence of a passage, beside all else that speaks for the passage."""

ANSWERING_UNITS = UnitRecipe(late=0.2, general=-1.0)
"""Of the sentences of a document beside each other, which are alike in their subject. The answering
one is first for 35 of 50 questions of corpus/questions_answers.toml, with the recipe for ranking
for 30."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitScores:
    """The units of some passages with their scores, float32 of shape (units,); higher is better.

    `ranges` is int32 of shape (units, 2), characters of the passage's text. Passage i has the units
    `starts[i]` to `starts[i + 1]`; `starts` is int64 of shape (passages + 1,).
    """

    scores: "NDArray[np.float32]"
    ranges: "NDArray[np.int32]"
    starts: "NDArray[np.int64]"

    def best(self, without: float) -> "NDArray[np.float32]":
        """Return the best score of each passage, `without` if it has no unit."""
        best = np.full(len(self.starts) - 1, without, np.float32)
        has_units = np.diff(self.starts) > 0
        if has_units.any():
            # The segments of passages without units are empty, and those before end where they do.
            best[has_units] = np.maximum.reduceat(self.scores, self.starts[:-1][has_units])
        return best


def score_units(
    generation: Generation,
    query: Query,
    rows: "NDArray[np.int64]",
    tokens: TokenBatch,
    recipe: UnitRecipe,
) -> UnitScores:
    """Return the scores of the units of the passages in `rows`, which have these `tokens`."""
    passages = [generation.units.passage(row) for row in rows.tolist()]
    starts = np.cumsum([0, *map(len, passages)])
    if not starts[-1]:
        return UnitScores(np.zeros(0, np.float32), np.zeros((0, 2), np.int32), starts)
    codes = np.concatenate([units.codes for units in passages]).astype(np.float32)
    vectors = codes * np.concatenate([units.scales for units in passages])[:, None]
    ranges = np.concatenate([units.ranges for units in passages])
    counts = np.diff(starts)
    questions = np.stack([variant.pooled for variant in query.ranking])
    means = np.stack([generation.units.document_mean(int(generation.document_of[r])) for r in rows])
    scores = (
        recipe.pooled * (vectors @ questions.T).mean(axis=1)
        + recipe.late * _late(generation, query, rows, passages, tokens)
        + recipe.general * np.einsum("ij,ij->i", vectors, np.repeat(means, counts, axis=0))
    )
    kind = answer_type(query.question.text)
    if kind is not None:
        row_of = np.repeat(rows, counts).tolist()
        texts = (
            generation.passages[row].text[start:end]
            for row, (start, end) in zip(row_of, ranges.tolist(), strict=True)
        )
        scores += recipe.typed * np.array([kind.is_in(text) for text in texts], np.float32)
    return UnitScores(scores.astype(np.float32, copy=False), ranges, starts)


def _late(
    generation: Generation,
    query: Query,
    rows: "NDArray[np.int64]",
    passages: list[PassageUnits],
    tokens: TokenBatch,
) -> "NDArray[np.float32]":
    """Return the MaxSim of the question over each unit's own tokens, float32 of shape (units,)."""
    bounds = []
    for row, first, units in zip(rows.tolist(), tokens.starts.tolist(), passages, strict=True):
        passage = generation.passages[row]
        # The text stands at the end of what was encoded.
        offset = len(passage.encoded_text) - len(passage.text)
        spans = generation.tokens.passage(row).spans - offset
        bounds += [
            first + np.searchsorted(spans[:, 0], units.ranges[:, 0]),
            first + np.searchsorted(spans[:, 1], units.ranges[:, 1], side="right"),
        ]
    begins, ends = np.concatenate(bounds[::2]), np.concatenate(bounds[1::2])
    variants = query.ranking
    question = np.concatenate([variant.tokens for variant in variants])
    shares = np.concatenate([variant.shares for variant in variants]) / len(variants)
    similar = similarities(question, tokens.vectors, generation.tokens.mean)
    # Every second segment lies between two units; a column more, so that the last may end there.
    padded = np.pad(similar, ((0, 0), (0, 1)))
    segments = np.stack([begins, np.maximum(ends, begins)], axis=1).reshape(-1)
    best = np.maximum.reduceat(padded, segments, axis=1)[:, ::2]
    best[:, ends <= begins] = 0
    return (shares @ best).astype(np.float32, copy=False)
