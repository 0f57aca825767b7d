"""Answer questions from one generation of the index."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.answer_finder import AnswerFinder
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.highlight import Highlighter
from assistant.search.matched_fields import matched_fields
from assistant.search.query import Query
from assistant.search.question import Question
from assistant.search.ranker import Ranker
from assistant.search.ranking import DocumentRank, Ranking
from assistant.search.recipe import RECIPE, Recipe
from assistant.search.spelling import Speller
from assistant.search.terms import Terms, read_terms
from assistant.search.verdict import Calibration
from index.encoder.protocol import Encoder
from index.generation import Generation, check_encoder
from ingest.records import Document

PASSAGES_SHOWN = 3
DOCUMENTS_SHOWN = 10


class Searcher:
    """Read questions, rank an index for them, and make answers of rankings."""

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder,
        calibration: Calibration,
        terms: Terms | None = None,
        recipe: Recipe = RECIPE,
    ) -> None:
        """Join an open generation, its encoder, the verdict's calibration, terms and recipe.

        Raises:
            IndexForeign: the generation was built by another encoder.
        """
        check_encoder(generation.manifest, encoder.identity)
        self.ranker = Ranker(generation, encoder, calibration, terms or read_terms(), recipe)

    @property
    def generation(self) -> Generation:
        """Return the generation that is searched."""
        return self.ranker.generation

    @property
    def calibration(self) -> Calibration:
        """Return the calibration of the verdict."""
        return self.ranker.calibration

    @cached_property
    def speller(self) -> Speller:
        """Return what knows the words of this corpus."""
        return Speller(self.generation, self.ranker.terms)

    def over(self, generation: Generation) -> "Searcher":
        """Return a searcher like this one over another generation.

        Raises:
            IndexForeign: it was built by another encoder.
        """
        ranker = self.ranker
        return Searcher(generation, ranker.encoder, ranker.calibration, ranker.terms, ranker.recipe)

    def document(self, document_id: str) -> Document:
        """Return the document of this id.

        Raises:
            DocumentUnknown: there is no such document.
        """
        document = self.generation.document(document_id)
        if document is None:
            raise DocumentUnknown(document_id)
        return document

    def search(
        self,
        question: Question,
        filters: Filters = NO_FILTERS,
        limit: int = DOCUMENTS_SHOWN,
        related: bool = True,
    ) -> Answer:
        """Return the best documents for `question` among those that pass `filters`.

        Without `related` only the user's own words are searched for.
        """
        started = time.perf_counter()
        answer = self.answer(self.rank(self.read(question, related), filters), limit)
        return replace(answer, took_ms=milliseconds_since(started))

    def read(self, question: Question, related: bool = True) -> Query:
        """Return `question` as the index is asked it; see `Ranker.read`."""
        return self.ranker.read(question, related)

    def rank(
        self, query: Query, filters: Filters = NO_FILTERS, known: Ranking | None = None
    ) -> Ranking:
        """Return the ranking for a query; see `Ranker.rank`."""
        return self.ranker.rank(query, filters, known)

    def answer(self, ranking: Ranking, limit: int = DOCUMENTS_SHOWN) -> Answer:
        """Return the best `limit` documents of a ranking, with their passages and marked words."""
        question = ranking.query.question
        if not ranking.documents:
            return Answer(question.typed, "none", question.language, 0.0)
        return Answer(
            question=question.typed,
            verdict=ranking.verdict.name,
            language=question.language,
            took_ms=0.0,
            results=tuple(self._results(ranking, ranking.documents[:limit])),
            also=ranking.query.added_terms,
            suggestion=self.speller.suggest(question.text),
        )

    def answer_from(self, ranking: Ranking, document: Document) -> Answer | None:
        """Return the answer that one document of a ranking gives, or None if it is not in it."""
        found = [ranked for ranked in ranking.documents if ranked.document is document]
        if not found:
            return None
        question, results = ranking.query.question, tuple(self._results(ranking, found))
        return Answer(question.typed, ranking.verdict.name, question.language, 0.0, results)

    def _results(self, ranking: Ranking, documents: Sequence[DocumentRank]) -> Iterator[Result]:
        highlighter = Highlighter(ranking.query, self.generation)
        finder = AnswerFinder(ranking.query, self.generation)
        for rank, ranked in enumerate(documents, start=1):
            hits = tuple(
                Hit(
                    self.generation.passages[row],
                    probability,
                    highlighter.highlights(row),
                    ranking.duplicates.also_in(row),
                    finder.answer(row),
                )
                for row, probability in finder.in_order(ranked)[:PASSAGES_SHOWN]
            )
            matched = matched_fields(ranking.query, ranked.document)
            yield Result(rank, ranked.probabilities[0], ranked.document, hits, matched)


def milliseconds_since(started: float) -> float:
    """Return the time since `started`, a reading of `time.perf_counter`."""
    return 1000 * (time.perf_counter() - started)
