"""The ranking of an index's passages for a question: scores and verdict, before any card is made.

Answers, the counts of filters, evaluation and calibration are all read off it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.answer import VerdictName
from assistant.search.duplicates import Duplicates
from assistant.search.evidence import Evidence
from assistant.search.facets import collation_key
from assistant.search.filters import NO_FILTERS, Filters, Sort
from assistant.search.passage_scores import PassageScores
from assistant.search.query import Query
from assistant.search.understanding.understood import Understood
from assistant.search.verdict import Calibration
from index.protocol import Generation
from index.word_counts import WordScores
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

PASSAGES_SHOWN = 3
"""Passages of a document that are shown."""

STAGES = ("dense", "lexical", "fused", "final")


@dataclass(frozen=True, slots=True)
class DocumentRank:
    """A document of a ranking, and its passages that do not repeat a better document's.

    `score` and `verdict` are those of its best passage, and the same whatever filters leave beside
    it. `rows` has the passages with text, the best one first, and `scores` their scores; a
    description may have a better one.
    """

    document: Document
    verdict: VerdictName
    score: float
    rows: tuple[int, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Passages of a generation with their scores for a query, and how likely each is to answer.

    `final` and `probabilities` are float32 and `marks` float64 of shape (candidates,), beside
    `scores`; higher is better. `marks` are the scores that are shown: `verdict.marks`. `searched`
    are the rows that were looked at, scored by `words`. `calibration` has the limits of the
    verdicts. `dropped` is what was understood and would leave no document. `order` is that which
    was asked for. `filters` are those that it passed. `lead` is the row that is weak because the
    ranking puts it first of all that there are, whatever is left out here: `verdict.hidden_first`.
    A list of documents has no words and no evidence.
    """

    generation: Generation
    query: Query
    scores: PassageScores
    final: "NDArray[np.float32]"
    searched: "NDArray[np.int64]"
    words: WordScores | None
    evidence: Evidence | None
    probabilities: "NDArray[np.float32]"
    marks: "NDArray[np.float64]"
    calibration: Calibration
    dropped: tuple[Understood, ...] = ()
    order: Sort | None = None
    filters: Filters = NO_FILTERS
    lead: int | None = None

    @property
    def sorted_by(self) -> Sort | None:
        """Return the order of what answers, None if the best is first; only lists go by title."""
        is_list = self.query.reading.is_list
        return None if self.order == "title" and not is_list else self.order

    @property
    def probability(self) -> float:
        """Return how likely the passage that speaks most for it is to answer; 0 without any."""
        return float(self.probabilities.max(initial=0.0))

    @property
    def verdict(self) -> VerdictName:
        """Return the verdict on the passage that speaks most for it; "none" without any."""
        return self.calibration.verdict(self.probability)

    @property
    def understood(self) -> tuple[Understood, ...]:
        """Return what the question was understood to name and holds for this ranking."""
        named = self.query.reading.understood
        return tuple(each for each in named if each not in self.dropped)

    def stage(self, name: str) -> "NDArray[np.float32]":
        """Return the scores of one of STAGES, float32 of shape (all passages,).

        Minus infinity if the stage did not consider the passage.
        """
        if name == "lexical":
            return self._lexical
        dense = self.scores.pooled
        scores = {
            "dense": dense,
            "fused": scaled(dense) + scaled(self._lexical[self.scores.rows]),
            # The marks of a list are closer to each other than float32 can tell.
            "final": self.final if self.evidence is None else self.marks.astype(np.float32),
        }[name]
        return scattered(len(self._lexical), self.scores.rows, scores)

    @cached_property
    def _lexical(self) -> "NDArray[np.float32]":
        """Return the scores of the words of what was searched, minus infinity elsewhere."""
        rows = self.searched
        scores = np.zeros(len(rows), np.float32) if self.words is None else self.words.total(rows)
        return scattered(len(self.generation.passages), rows, scores)

    @cached_property
    def documents(self) -> tuple[DocumentRank, ...]:
        """Return the documents, best first; one that only repeats better ones is left out."""
        found = tuple(self._documents())
        order, is_list = self.sorted_by, self.query.reading.is_list
        if order is None:
            return found
        answering = [ranked for ranked in found if ranked.verdict != "none"]
        # Within a year the best of an answer stays first; a list has no best.
        parts = 3 if is_list else 2
        answering.sort(key=lambda ranked: order_key(ranked.document, order)[:parts])
        return (*answering, *found[len(answering) :])

    @cached_property
    def duplicates(self) -> Duplicates:
        """Return which passages repeat a better one of another document."""
        rows_of: dict[int, list[int]] = {}
        for row in self._order:
            rows_of.setdefault(int(self.generation.document_of[row]), []).append(int(row))
        return Duplicates(self.generation, rows_of)

    @property
    def answering(self) -> tuple[Document, ...]:
        """Return the documents that answer, for sure or perhaps."""
        return tuple(ranked.document for ranked in self.documents if ranked.verdict != "none")

    @property
    def _order(self) -> "NDArray[np.int64]":
        return self.scores.rows[np.argsort(-self.marks, kind="stable")]

    @cached_property
    def repeating(self) -> Mapping[str, frozenset[str]]:
        """Return the ids of the documents that are left out, with those of which they repeat all.

        One of them is shown where one of those is not. A list leaves out nothing.
        """
        if self.query.reading.is_list:
            return {}
        duplicates, documents = self.duplicates, self.generation.documents
        return {
            documents[position].id: frozenset(map(duplicates.repeated, rows))
            for position, rows in duplicates.grouped.items()
            if all(map(duplicates.repeats, rows))
        }

    @cached_property
    def verdicts(self) -> Mapping[str, VerdictName]:
        """Return the verdicts on all documents by their ids, also on those that repeat others."""
        marks, documents = self._marks, self.generation.documents
        return {
            documents[position].id: self.calibration.verdict(marks[rows[0]])
            for position, rows in self.duplicates.grouped.items()
        }

    @cached_property
    def _marks(self) -> Mapping[int, float]:
        return dict(zip(self.scores.rows.tolist(), self.marks.tolist(), strict=True))

    def _documents(self) -> Iterator[DocumentRank]:
        marks = self._marks
        for position, rows in self.duplicates.grouped.items():
            document = self.generation.documents[position]
            if document.id in self.repeating:
                continue
            is_list = self.query.reading.is_list
            fresh = [row for row in rows if is_list or not self.duplicates.repeats(row)]
            texts = tuple(row for row in fresh if not self.generation.is_description[row])
            yield DocumentRank(
                document,
                self.verdicts[document.id],
                # Of all its passages: which of them a better document repeats depends on that one.
                marks[rows[0]],
                texts,
                tuple(marks[row] for row in texts),
            )


def order_key(document: Document, order: Sort) -> tuple[bool, int, str]:
    """Return what to sort documents by: their years, unknown ones last, and then their titles."""
    title = collation_key(document.title)
    if order == "title":
        return False, 0, title
    year = document.year or 0
    return document.year is None, year if order == "oldest" else -year, title


def scattered(
    count: int, rows: "NDArray[np.int64]", scores: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return `scores` at `rows` of an array of `count`, minus infinity elsewhere."""
    spread = np.full(count, -np.inf, np.float32)
    spread[rows] = scores
    return spread


def scaled(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return `scores` stretched to 0 to 1; zeros if they are all the same."""
    width = np.ptp(scores) if len(scores) else 0
    if width == 0:
        return np.zeros_like(scores)
    stretched: NDArray[np.float32] = (scores - scores.min()) / width
    return stretched
