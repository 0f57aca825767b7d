"""Find the sentence of a passage that answers: by its own vector, and by the kind of answer.

A sentence that says what its whole document is about is like every question on that subject and
answers none, so its likeness to the document counts against it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.answer_type import answer_type
from assistant.search.query import Query
from assistant.search.ranking import DocumentRank
from assistant.search.verdict import log_odds
from index.generation import Generation
from index.maxsim import similarities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.units import PassageUnits


@dataclass(frozen=True, slots=True)
class AnswerRecipe:
    """What each sign of an answer counts for.

    `pooled` is the cosine of question and sentence, `late` the MaxSim of the question over the
    sentence's tokens, with the mean subtracted; `general` the cosine of the sentence and its
    document; `typed` that it has the kind of answer that is asked for. Fitted on the half
    `develop` of corpus/questions_answers.toml: docs/benchmarks.md.
    """

    pooled: float = 1.0
    late: float = 0.4
    general: float = -1.5
    typed: float = 0.08


ANSWER_RECIPE = AnswerRecipe()

PASSAGES_CONSIDERED = 5
"""Best passages of a document among which the best answer is looked for."""

MAX_ODDS_BEHIND = 3.0
"""A passage further behind the document's best, in log odds, is not put before it."""

MAX_BEHIND_BEST = 0.03
"""How far the second sentence of an answer may be behind the first."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A sentence, item or row of a passage's text, and how well it answers; higher is better."""

    start: int
    end: int
    score: float


class AnswerFinder:
    """Finds the answers to one question in passages of a generation."""

    def __init__(
        self, query: Query, generation: Generation, recipe: AnswerRecipe = ANSWER_RECIPE
    ) -> None:
        """Take the question and what it asks for."""
        self._query = query
        self._generation = generation
        self._recipe = recipe
        self._type = answer_type(query.question.text)
        self._document_vectors: dict[int, NDArray[np.float32]] = {}

    def best(self, row: int) -> float:
        """Return how well the best unit of a passage answers; minus infinity if it has none."""
        return max((unit.score for unit in self.scored(row)), default=-np.inf)

    def in_order(self, ranked: DocumentRank) -> list[tuple[int, float]]:
        """Return the rows of a document's best passages with their probabilities, to be shown.

        Those with the best answers come first, if the ranking puts them close to each other.
        """
        shown = list(zip(ranked.rows, ranked.probabilities, strict=True))
        close = [
            (row, probability)
            for row, probability in shown[:PASSAGES_CONSIDERED]
            if log_odds(ranked.probabilities[0]) - log_odds(probability) <= MAX_ODDS_BEHIND
        ]
        close.sort(key=lambda each: -self.best(each[0]))
        return [*close, *shown[len(close) :]]

    def answer(self, row: int) -> tuple[int, int] | None:
        """Return the characters of a passage's text that answer: one unit, or two in a row."""
        units = self.scored(row)
        if not units:
            return None
        best = max(range(len(units)), key=lambda position: units[position].score)
        first = last = best
        beside = [position for position in (best - 1, best + 1) if 0 <= position < len(units)]
        if beside:
            other = max(beside, key=lambda position: units[position].score)
            if units[best].score - units[other].score <= MAX_BEHIND_BEST:
                first, last = sorted((best, other))
        return units[first].start, units[last].end

    def scored(self, row: int) -> tuple[ScoredUnit, ...]:
        """Return the units of a passage with their scores, in the order of the text."""
        units = self._generation.units.passage(row)
        if not len(units):
            return ()
        text = self._generation.passages[row].text
        vectors = units.vectors
        questions = np.stack([variant.pooled for variant in self._query.variants])
        general = vectors @ self._document_vector(int(self._generation.document_of[row]))
        ranges = units.ranges.tolist()
        typed = [
            self._type is not None and self._type.is_in(text[start:end]) for start, end in ranges
        ]
        scores = (
            self._recipe.pooled * (vectors @ questions.T).mean(axis=1)
            + self._recipe.late * self._late(row, units)
            + self._recipe.general * general
            + self._recipe.typed * np.array(typed, np.float32)
        )
        return tuple(
            ScoredUnit(start, end, score)
            for (start, end), score in zip(ranges, scores.tolist(), strict=True)
        )

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

    def _document_vector(self, position: int) -> "NDArray[np.float32]":
        """Return the mean direction of the units of a document, of unit length."""
        if position not in self._document_vectors:
            rows = np.flatnonzero(self._generation.document_of == position)
            every = [self._generation.units.passage(int(row)).vectors for row in rows]
            mean = np.concatenate(every).mean(axis=0)
            self._document_vectors[position] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return self._document_vectors[position]
