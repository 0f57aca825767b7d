"""Rank the passages of an index for a question: find candidates, score them, judge the best."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.candidates import CandidateFinder
from assistant.search.evidence import collect_evidence
from assistant.search.filters import NO_FILTERS, Filters, passes
from assistant.search.known_values import check_filters
from assistant.search.late_interaction import (
    late_interaction,
    plain_max_sim,
    token_similarities,
)
from assistant.search.listed import list_documents
from assistant.search.passage_scores import PassageScores
from assistant.search.passage_stems import passage_stems
from assistant.search.preferences import preferences
from assistant.search.query import Query, Variant, sentences_of
from assistant.search.question import Question
from assistant.search.ranking import Ranking
from assistant.search.recipe import RECIPE, Recipe
from assistant.search.terms import NO_TERMS, Terms
from assistant.search.understanding.narrowing import narrowed
from assistant.search.understanding.understanding import Understanding
from assistant.search.understanding.understood import Field
from assistant.search.unit_scores import RANKING_UNITS, best_of_each, unit_signs
from assistant.search.verdict import (
    BELOW_GOOD,
    Calibration,
    hidden_first,
    marks,
    probabilities,
)
from index.encoder.protocol import Encoder, encode_whole
from index.lexical import grams
from index.maxsim import load_token_vectors
from index.protocol import Generation
from index.word_counts import WordScores, rarity
from ingest.norwegian.sentences import split_sentences
from ingest.records import Language

if TYPE_CHECKING:
    from numpy.typing import NDArray


TITLE_UNREAD = 0.4
"""How much less of the recipe's `unread` the title of a report that was not read loses than a
description: who asks for a report means its title. With 1.0 nDCG@10 on the half `develop` is 0.955,
with 0.4 it is 0.957."""

NO_ANSWER = 0.4
"""Score of the best sentence of a passage that has none. The worst of 25 passages that a question
finds has about that, the best 0.6."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """A generation with all that it takes to rank its passages.

    `calibration` passes the verdict; `terms` are the related terms that a question may be asked in.
    """

    generation: Generation
    encoder: Encoder
    calibration: Calibration
    terms: Terms
    understanding: Understanding
    recipe: Recipe = RECIPE

    def read(
        self, question: Question, related: bool = True, without: Collection[Field] = ()
    ) -> Query:
        """Understand what `question` names, find its terms and encode all its variants in one go.

        Without `related` only the user's own words are searched for. What is of the fields
        `without` is not understood, and searched for as words.
        """
        reading = self.understanding.read(question, without)
        question = replace(question, searched=reading.searched)
        terms = self.terms if related and self.recipe.terms else NO_TERMS
        mentions = terms.mentions(question.searched)
        translated, added_terms = terms.translate(question.searched, mentions)
        texts = list(dict.fromkeys([question.searched, translated]))
        return Query(
            question=question,
            reading=reading,
            mentions=mentions,
            variants=self._variants(texts, question.language),
            added_terms=added_terms,
            unlike=terms.unlike(mentions),
        )

    def rank(
        self, query: Query, filters: Filters = NO_FILTERS, known: Ranking | None = None
    ) -> Ranking:
        """Rank the passages that pass `filters`, are what was understood and hold what is quoted.

        `known` is another ranking for the same query: what it scored is not scored again.

        Raises:
            QuestionError: there is no such place, or no such years; see `check_filters`.
        """
        documents = self.generation.documents
        check_filters(filters, documents)
        is_narrow = filters.is_narrowing
        passing = [not is_narrow or passes(document, filters) for document in documents]
        left = narrowed(documents, passing, query.reading.understood, filters.undated)
        is_left = np.array(left.passing, bool)
        if query.reading.is_list:
            ranking = list_documents(self.generation, query, is_left, self.calibration)
        else:
            rows = np.flatnonzero(is_left[self.generation.document_of])
            ranking = self.rank_rows(query, rows, known)
        order = filters.sort or query.reading.order
        return replace(ranking, dropped=(*query.reading.dropped, *left.dropped), order=order)

    def rank_rows(
        self, query: Query, rows: "NDArray[np.int64]", known: Ranking | None = None
    ) -> Ranking:
        """Rank the passages in `rows`, int64 in ascending order, that hold what is quoted.

        `known` is of all passages or of the same ones, unless `rows` are all.
        """
        lexical = self.generation.words(query.stems, grams(query.question.searched))
        finder = CandidateFinder(self.generation, query, lexical, self.recipe.candidates)
        return self._ranked(query, rows, finder, known)

    def _ranked(
        self,
        query: Query,
        rows: "NDArray[np.int64]",
        finder: CandidateFinder,
        known: Ranking | None,
    ) -> Ranking:
        lexical, candidates = finder.lexical, finder.likeliest(finder.among(rows))
        if known is None:
            scores = self._scores(query, candidates, lexical)
        else:
            missing = candidates[~np.isin(candidates, known.scores.rows)]
            scores = known.scores.joined(self._scores(query, missing, lexical)).of(candidates)
        final = self.recipe.final(scores, self.generation.stems.known_share(query.stems))
        evidence = collect_evidence(self.generation, self.terms, query, scores, final)
        found = probabilities(evidence, self.calibration)
        if query.reading.is_of_elsewhere:
            # What another place does may help, but is not what was asked.
            found = np.minimum(found, self.calibration.good - BELOW_GOOD)
        of_document = self.generation.document_of[scores.rows]
        first = hidden_first(found, evidence, of_document, self.calibration)
        leading = None if first is None else int(scores.rows[first])
        if len(rows) < len(self.generation.passages):
            leading = self._leads_all(query, leading, finder, known)
        elif found.max(initial=0) < self.calibration.weak:
            leading = None
        if leading is not None:
            is_leading = scores.rows == leading
            found[is_leading] = np.maximum(found[is_leading], self.calibration.least_weak)
        return Ranking(
            generation=self.generation,
            query=query,
            scores=scores,
            final=final,
            searched=rows,
            words=lexical,
            evidence=evidence,
            probabilities=found,
            marks=marks(found, evidence, self.calibration),
            calibration=self.calibration,
            lead=leading,
        )

    def _leads_all(
        self,
        query: Query,
        first: int | None,
        finder: CandidateFinder,
        known: Ranking | None,
    ) -> int | None:
        """Return the row that leads all passages, if a ranking of some of them has it.

        `first` is the row that may. All are ranked only if `finder` finds it among all passages:
        else another is before it.
        """
        if known is not None:
            return known.lead
        if first is None or first not in finder.anywhere:
            return None
        everything = np.arange(len(self.generation.passages))
        return first if self._ranked(query, everything, finder, None).lead == first else None

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32]":
        """Return how much each token counts by its rarity, float32 of shape (tokens,).

        A tokenizer without probabilities leaves it to the corpus, whose counts are of few texts.
        """
        weights = self.encoder.token_weights(ids)
        if weights is None:
            count = len(self.generation.passages)
            frequency = self.generation.tokens.frequency(ids)
            weights = np.sqrt([rarity(int(each), count) for each in frequency]).astype(np.float32)
        return weights

    def _variants(self, texts: Sequence[str], language: Language) -> tuple[Variant, ...]:
        """Return `texts` encoded, each with the sentences that it has if it is a story."""
        variants = []
        for text, encoded in zip(texts, encode_whole(self.encoder, texts), strict=True):
            ranges = split_sentences(text, language) if self.recipe.sentences else []
            variants.append(
                Variant(
                    text,
                    encoded.pooled,
                    encoded.tokens,
                    encoded.spans,
                    self.token_weights(encoded.token_ids),
                    sentences_of(encoded.spans, ranges),
                )
            )
        return tuple(variants)

    def _scores(
        self, query: Query, rows: "NDArray[np.int64]", lexical: WordScores
    ) -> PassageScores:
        """Score the passages in `rows` by every part of the recipe."""
        generation = self.generation
        vectors = np.zeros((len(rows), len(query.typed.pooled)), np.float32)
        late = plain = answer = np.zeros(len(rows), np.float32)
        units = np.empty(len(rows), object)
        generation.load(rows)
        for position, row in enumerate(rows.tolist()):
            vectors[position] = generation.vectors.vector(row)
        if len(rows):
            passages = load_token_vectors(generation.tokens, rows)
            mean = np.float32(self.recipe.centred) * generation.tokens.mean
            similar = token_similarities(query, passages, mean)
            late = late_interaction(query, similar)
            units = unit_signs(generation, query, rows, similar)
            answer = best_of_each(units, RANKING_UNITS, NO_ANSWER)
            plain = plain_max_sim(query, similar)
        return PassageScores(
            rows=rows,
            pooled=np.mean([vectors @ each.pooled for each in query.variants], axis=0),
            nearest=np.max([vectors @ each.pooled for each in query.variants], axis=0),
            late=late,
            plain=plain,
            grams=lexical.grams(rows),
            stems=lexical.stems(rows),
            concepts=self._concept_shares(query, rows),
            preferred=preferences(generation.documents, query.reading.understood)[
                generation.document_of[rows]
            ],
            unread=self._unread(rows),
            answer=answer,
            units=units,
        )

    def _concept_shares(self, query: Query, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return which share of the question, weighted by rarity, each passage holds as terms."""
        shares = np.zeros(len(rows), np.float32)
        if not query.mentions:
            return shares
        index = self.generation.stems
        held = self.terms.amounts(
            {position for mention in query.mentions for position in mention.sets},
            [passage_stems(self.generation.passages[row].encoded_text) for row in rows],
        )
        for mention in query.mentions:
            best = np.zeros(len(rows), np.float32)
            for position in mention.sets:
                weight = rarity(self.terms.frequency(position, index), len(index))
                best = np.maximum(best, weight * held[position] / (held[position] + 1))
            shares += best
        whole = sum(index.rarity(token) for token in set(query.stems))
        return shares / np.float32(max(whole, 1e-9))

    def _unread(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return 1 for each description, TITLE_UNREAD for each bare title, 0 for a text."""
        generation = self.generation
        of_text = np.where(generation.is_read[rows], 0, TITLE_UNREAD)
        return np.where(generation.is_description[rows], 1, of_text).astype(np.float32)
