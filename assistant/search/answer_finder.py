"""Find the sentence of a passage that answers: by its own vector, and by the kind of answer.

A sentence that says what its whole document is about is like every question on that subject and
answers none, so its likeness to the document counts against it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.answer_type import answer_type
from assistant.search.ranking import DocumentRank, Ranking
from index.maxsim import similarities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.units import PassageUnits


@dataclass(frozen=True, slots=True)
class AnswerRecipe:
    """What each sign of an answer counts for.

    `pooled` is the cosine of question and sentence, `late` the MaxSim of the question over the
    sentence's tokens, with the mean subtracted; `general` the cosine of the sentence and its
    document; `typed` that it has the kind of answer that is asked for. Chosen on the half `develop`
    of corpus/questions_answers.toml, where the numbers around these are as good:
    docs/benchmarks.md.

    `passage` is what the best sentence of a passage counts for beside the passage's own score in
    the order of a document's passages. Of 40 questions to five municipal plans it puts the answer
    into the first passage for 30, without it for 26.
    """

    pooled: float = 1.0
    late: float = 0.4
    general: float = -1.0
    typed: float = 0.04
    passage: float = 0.6


ANSWER_RECIPE = AnswerRecipe()

PASSAGES_CONSIDERED = 5
"""Best passages of a document among which the best answer is looked for."""

MAX_BEHIND_BEST = 0.03
"""How far the second sentence of an answer may be behind the first."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A sentence, item or row of a passage's text, and how well it answers; higher is better."""

    start: int
    end: int
    score: float


class AnswerFinder:
    """Find the answers to the question of one ranking in its passages."""

    def __init__(self, ranking: Ranking, recipe: AnswerRecipe = ANSWER_RECIPE) -> None:
        """Take a ranking and what each sign of an answer counts for."""
        self._query = ranking.query
        self._generation = ranking.generation
        self._recipe = recipe
        self._type = answer_type(ranking.query.question.text)
        self._final = dict(zip(ranking.scores.rows.tolist(), ranking.final.tolist(), strict=True))
        self._weak = ranking.calibration.weak
        self._units: dict[int, tuple[ScoredUnit, ...]] = {}

    def in_order(self, ranked: DocumentRank) -> list[tuple[int, float]]:
        """Return the rows of a document's passages with their scores, in the order of showing.

        The best of them are ordered by their best answers too. A list has its own order.
        """
        rows = list(zip(ranked.rows, ranked.scores, strict=True))
        if self._query.reading.is_list:
            return rows
        considered = sorted(rows[:PASSAGES_CONSIDERED], key=lambda each: -self._with_best(each[0]))
        return [*considered, *rows[PASSAGES_CONSIDERED:]]

    def answer(self, row: int, score: float) -> tuple[int, int] | None:
        """Return the characters of a passage's text that answer: one unit, or two in a row.

        None if the passage is not likely to answer at all, or is the bare title of a report.
        """
        units = self._scored(row)
        is_list = self._query.reading.is_list
        if not units or is_list or score < self._weak or not self._generation.is_read[row]:
            return None
        best = max(range(len(units)), key=lambda position: units[position].score)
        first = last = best
        beside = [position for position in (best - 1, best + 1) if 0 <= position < len(units)]
        if beside:
            other = max(beside, key=lambda position: units[position].score)
            if units[best].score - units[other].score <= MAX_BEHIND_BEST:
                first, last = sorted((best, other))
        return units[first].start, units[last].end

    def _with_best(self, row: int) -> float:
        """Return the score of a passage together with that of its best unit."""
        best = max((unit.score for unit in self._scored(row)), default=-1.0)
        return float(self._final[row]) + self._recipe.passage * best

    def _scored(self, row: int) -> tuple[ScoredUnit, ...]:
        """Return the units of a passage with their scores, in the order of the text."""
        if row not in self._units:
            self._units[row] = tuple(self._score(row))
        return self._units[row]

    def _score(self, row: int) -> list[ScoredUnit]:
        units = self._generation.units.passage(row)
        if not len(units):
            return []
        text = self._generation.passages[row].text
        vectors = units.vectors
        questions = np.stack([variant.pooled for variant in self._query.variants])
        document = self._generation.units.document_mean(int(self._generation.document_of[row]))
        ranges = units.ranges.tolist()
        typed = [
            self._type is not None and self._type.is_in(text[start:end]) for start, end in ranges
        ]
        scores = (
            self._recipe.pooled * (vectors @ questions.T).mean(axis=1)
            + self._recipe.late * self._late(row, units)
            + self._recipe.general * (vectors @ document)
            + self._recipe.typed * np.array(typed, np.float32)
        )
        return [
            ScoredUnit(start, end, score)
            for (start, end), score in zip(ranges, scores.tolist(), strict=True)
        ]

    def _late(self, row: int, units: "PassageUnits") -> "NDArray[np.float32]":
        """Return the MaxSim of the question over each unit's tokens, float32 of shape (units,)."""
        passage = self._generation.passages[row]
        tokens = self._generation.tokens.passage(row)
        # The text stands at the end of what was encoded.
        spans = tokens.spans - (len(passage.encoded_text) - len(passage.text))
        vectors = tokens.vectors
        mean = self._generation.tokens.mean
        late = np.zeros(len(units), np.float32)
        for variant in self._query.variants:
            similar = similarities(variant.tokens, vectors, mean)
            for position, (start, end) in enumerate(units.ranges.tolist()):
                is_own = (spans[:, 0] >= start) & (spans[:, 1] <= end)
                if is_own.any():
                    late[position] += variant.shares @ similar[:, is_own].max(axis=1)
        return late / np.float32(len(self._query.variants))
