"""Answer questions from one generation of the index."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.answer_finder import AnswerFinder
from assistant.search.filters import NO_FILTERS, Filters, Sort
from assistant.search.highlight import Highlighter
from assistant.search.matched_fields import matched_fields
from assistant.search.query import Query
from assistant.search.question import Question
from assistant.search.ranker import Ranker
from assistant.search.ranking import PASSAGES_SHOWN, DocumentRank, Ranking
from assistant.search.recipe import RECIPE, Recipe
from assistant.search.spelling import Speller
from assistant.search.terms import Terms, read_terms
from assistant.search.understanding.understanding import Understanding
from assistant.search.understanding.understood import Field
from assistant.search.verdict import Calibration
from index.encoder.protocol import Encoder
from index.generation import Generation, check_encoder
from ingest.records import Document

DOCUMENTS_SHOWN = 10

MAX_PASSAGES = 10
"""Passages that are shown of a document that is searched alone, if they answer."""


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
        understanding = Understanding(generation.documents)
        terms = terms or read_terms()
        self.ranker = Ranker(generation, encoder, calibration, terms, understanding, recipe)

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
        without: Collection[Field] = (),
    ) -> Answer:
        """Return the best documents for `question` among those that pass `filters`.

        Without `related` only the user's own words are searched for. What is of the fields
        `without` is not understood. Of one document all passages that answer are returned.
        """
        started = time.perf_counter()
        query = self.read(question, related, without)
        if filters.document is not None:
            answer = self.answer_within(query, self.document(filters.document))
        else:
            answer = self.answer(self.rank(query, filters), limit)
        return replace(answer, took_ms=milliseconds_since(started))

    def read(
        self, question: Question, related: bool = True, without: Collection[Field] = ()
    ) -> Query:
        """Return `question` as the index is asked it; see `Ranker.read`."""
        return self.ranker.read(question, related, without)

    def rank(
        self, query: Query, filters: Filters = NO_FILTERS, known: Ranking | None = None
    ) -> Ranking:
        """Return the ranking for a query; see `Ranker.rank`."""
        return self.ranker.rank(query, filters, known)

    def answer(self, ranking: Ranking, limit: int = DOCUMENTS_SHOWN) -> Answer:
        """Return the best `limit` documents of a ranking, with their passages and marked words."""
        question = ranking.query.question
        bare = Answer(
            question=question.typed,
            verdict="none",
            language=question.language,
            took_ms=0.0,
            understood=ranking.understood,
            dropped=ranking.dropped,
        )
        if not ranking.documents:
            return bare
        is_list = ranking.query.reading.is_list
        by_default: Sort | None = "newest" if is_list else None
        return replace(
            bare,
            verdict=ranking.verdict,
            order=ranking.order or by_default,
            results=tuple(self._results(ranking, ranking.documents[:limit])),
            also=() if is_list else ranking.query.added_terms,
            suggestion=None if is_list else self.speller.suggest(question.text),
        )

    def answer_from(
        self, ranking: Ranking, document: Document, passages: int = PASSAGES_SHOWN
    ) -> Answer | None:
        """Return the answer that one document of a ranking gives, or None if it is not in it.

        It has the best `passages` of the document.
        """
        found = [ranked for ranked in ranking.documents if ranked.document is document]
        if not found:
            return None
        question, results = ranking.query.question, tuple(self._results(ranking, found, passages))
        return Answer(question.typed, found[0].verdict, question.language, 0.0, results)

    def answer_within(
        self, query: Query, document: Document, known: Ranking | None = None
    ) -> Answer:
        """Return the answer of one document, with all of its passages that answer, best first.

        There are up to MAX_PASSAGES; if none answers, the nearest are there. The verdict and the
        score are those of the document in every search. A list of documents has no passages that
        answer. `known` is another ranking for the same query: what it scored is not scored again.
        """
        only = Filters(document=document.id)
        ranking = self.rank(query, only, known)
        found = self.answer_from(ranking, document)
        if found is None:
            question = query.question
            result = Result(1, 0.0, document, (), verdict="none")
            return Answer(question.typed, "none", question.language, 0.0, (result,))
        (result,) = found.results
        if query.reading.is_list:
            return replace(found, results=(replace(result, hits=()),))
        # What the first stages find among all passages decides the verdict, but leaves out most of
        # a long document: here every passage is worth a closer look.
        recipe = replace(self.ranker.recipe, candidates=len(self.generation.passages))
        every = replace(self.ranker, recipe=recipe).rank(query, only, known=ranking)
        deep = self.answer_from(every, document, MAX_PASSAGES) or found
        hits = deep.results[0].hits
        if result.verdict != "none":
            alike = ("good",) if result.verdict == "good" else ("good", "weak")
            hits = tuple(hit for hit in hits if self.calibration.verdict(hit.score) in alike)
        shown = PASSAGES_SHOWN if result.verdict == "none" else MAX_PASSAGES
        return replace(found, results=(replace(result, hits=hits[:shown]),))

    def _results(
        self,
        ranking: Ranking,
        documents: Sequence[DocumentRank],
        passages: int = PASSAGES_SHOWN,
    ) -> Iterator[Result]:
        highlighter = Highlighter(ranking.query, self.generation, self.ranker.terms)
        finder = AnswerFinder(ranking)
        for rank, ranked in enumerate(documents, start=1):
            hits = tuple(
                Hit(
                    self.generation.passages[row],
                    score,
                    highlighter.highlights(row),
                    ranking.duplicates.also_in(row),
                    finder.answer(row, score),
                )
                for row, score in finder.in_order(ranked)[:passages]
            )
            matched = matched_fields(ranking.query, ranked.document)
            yield Result(rank, ranked.score, ranked.document, hits, matched, ranked.verdict)


def milliseconds_since(started: float) -> float:
    """Return the time since `started`, a reading of `time.perf_counter`."""
    return 1000 * (time.perf_counter() - started)
