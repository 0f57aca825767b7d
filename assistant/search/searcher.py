"""Answer questions from one generation of the index."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.answer_finder import AnswerFinder
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.highlight import Highlighter
from assistant.search.lacking import Lacking, lacking
from assistant.search.listed import UNASKED, list_order
from assistant.search.matched_fields import matched_fields
from assistant.search.query import Query
from assistant.search.question import Question
from assistant.search.ranker import Ranker
from assistant.search.ranking import PASSAGES_SHOWN, DocumentRank, Ranking
from assistant.search.reach import Reach, everything
from assistant.search.recipe import RECIPE, Recipe
from assistant.search.spelling import Speller
from assistant.search.terms import Terms, read_terms
from assistant.search.understanding.narrowing import as_filters
from assistant.search.understanding.understanding import Understanding
from assistant.search.understanding.understood import Field
from assistant.search.verdict import Calibration
from assistant.search.word_vectors import WordVectors
from index.encoder.protocol import Encoder
from index.generation import check_encoder
from index.protocol import Generation
from ingest.records import Document

DOCUMENTS_SHOWN = 10
"""Documents that are shown if nothing else is said; of a list, all are."""

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

    @cached_property
    def word_vectors(self) -> WordVectors:
        """Return the vectors of the passages' words, of which those last shown are kept."""
        return WordVectors(self.generation)

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
        limit: int | None = None,
        related: bool = True,
        without: Collection[Field] = (),
    ) -> Answer:
        """Return the best documents for `question` among those that pass `filters`.

        Of NO_QUESTION that is a list of all that pass. Without `related` only the user's own words
        are searched for. What is of the fields `without` is not understood. Of one document all
        passages that answer are returned.
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
        return UNASKED if not question.text else self.ranker.read(question, related, without)

    def rank(
        self, query: Query, filters: Filters = NO_FILTERS, known: Ranking | None = None
    ) -> Ranking:
        """Return the ranking for a query; see `Ranker.rank`."""
        return replace(self.ranker.rank(query, filters, known), filters=filters)

    def reach(self, ranking: Ranking) -> Reach:
        """Return what answers the question of a ranking wherever it is from.

        A verdict does not depend on what is left out, so one more ranking tells of all filters.
        """
        query, documents = ranking.query, self.generation.documents
        understood = query.reading.understood
        if query.reading.is_list:
            return replace(everything(documents), understood=understood)
        if ranking.filters.is_narrowing or any(each.leaves_out for each in understood):
            free = tuple(each for each in understood if not each.leaves_out)
            everywhere = replace(query, reading=replace(query.reading, understood=free))
            ranking = self.rank(everywhere, known=ranking)
        answering = {name: each for name, each in ranking.verdicts.items() if each != "none"}
        return Reach(documents, understood, answering, ranking.repeating)

    def answer(self, ranking: Ranking, limit: int | None = None) -> Answer:
        """Return the best `limit` documents of a ranking, with their passages and marked words."""
        question = ranking.query.question
        bare = Answer(
            question=question.typed,
            verdict="none",
            language=question.language,
            took_ms=0.0,
            understood=ranking.understood,
            dropped=ranking.dropped,
            filters=ranking.filters,
            lacking=self._lacking(ranking),
            undated=self._undated(ranking),
        )
        is_list = ranking.query.reading.is_list
        if is_list:
            bare = replace(bare, listed=len(ranking.documents))
        if not ranking.documents:
            return bare
        if limit is None:
            limit = len(ranking.documents) if is_list else DOCUMENTS_SHOWN
        return replace(
            bare,
            verdict=ranking.verdict,
            order=ranking.sorted_by or (list_order(ranking.query) if is_list else None),
            results=tuple(self._results(ranking, ranking.documents[:limit])),
            more=max(0, len(ranking.answering) - limit),
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

    def _lacking(self, ranking: Ranking) -> tuple[Lacking, ...]:
        """Return what no document is, of the filters and of what was understood and dropped."""
        asked = (ranking.filters, *map(as_filters, ranking.dropped))
        return tuple(
            dict.fromkeys(
                each for filters in asked for each in lacking(filters, self.generation.documents)
            )
        )

    def _undated(self, ranking: Ranking) -> tuple[Document, ...]:
        """Return what would answer beside the results if documents without a year were let in."""
        filters, understood = ranking.filters, ranking.understood
        asks_for_years = filters.since is not None or filters.until is not None
        asks_for_years |= any(
            each.field in ("since", "until") and each.effect == "filter" for each in understood
        )
        if not asks_for_years or filters.undated:
            return ()
        reach = self.reach(ranking)
        there = {document.id for document in reach.left(filters)}
        let_in = reach.left(replace(filters, undated=True))
        return tuple(document for document in let_in if document.id not in there)

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
        highlighter = Highlighter(ranking.query, self.word_vectors, self.ranker.terms)
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
