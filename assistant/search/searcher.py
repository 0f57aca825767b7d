"""Follow a question through the index: readings, stages, verdict, grouping, highlights."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.duplicates import Duplicates
from assistant.search.filters import NO_FILTERS, Filters, holds_quotes, passes
from assistant.search.highlight import highlight
from assistant.search.matched_fields import matched_fields
from assistant.search.question import Question
from assistant.search.ranking import RECIPE, Recipe, Stages, score_stages
from assistant.search.spelling import Speller
from assistant.search.terms import Terms, read_terms
from assistant.search.variants import Variants, encode_variants
from assistant.search.verdict import Calibration, Verdict, judge, log_odds, sigmoid
from index.encoder.protocol import Encoder
from index.generation import Generation, check_encoder
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

PASSAGES_SHOWN = 3
DOCUMENTS_SHOWN = 10


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Hold a question's readings, the scores of every stage and the verdict on them."""

    readings: Variants
    stages: Stages
    verdict: Verdict


class Searcher:
    """Answer questions from one generation with the encoder that built it."""

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
        self.generation = generation
        self.encoder = encoder
        self.calibration = calibration
        self.terms = terms or read_terms()
        self.recipe = recipe

    def document(self, document_id: str) -> Document:
        """Return the document of this id.

        Raises:
            DocumentUnknown: there is no such document.
        """
        document = self.generation.document(document_id)
        if document is None:
            raise DocumentUnknown(document_id)
        return document

    @cached_property
    def speller(self) -> Speller:
        """Return what knows the words of this corpus."""
        return Speller(self.generation, self.terms)

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
        rows = self._allowed(filters, question.quoted)
        if not len(rows):
            return Answer(question.typed, "none", question.language, _since(started))
        scored = self.score(question, rows, related)
        # The best passage scores the probability of the verdict; the others fall off from it.
        final = scored.stages.final
        best = log_odds(scored.verdict.probability)
        shown = best + self.calibration.rank_weight * (final - final.max())
        results = tuple(self._results(question, scored.readings, shown, limit))
        return Answer(
            question=question.typed,
            verdict=scored.verdict.name,
            language=question.language,
            took_ms=_since(started),
            results=results,
            also=scored.readings.also,
            suggestion=self.speller.suggest(question.text),
        )

    def score(
        self,
        question: Question,
        rows: "NDArray[np.int64] | None" = None,
        related: bool = True,
    ) -> Scored:
        """Score the passages in `rows`, all of them where it is None, and judge the result."""
        if rows is None:
            rows = np.arange(len(self.generation.passages))
        terms = self.terms if related and self.recipe.terms else NO_TERMS
        readings = encode_variants(question, self.encoder, terms, self.recipe.sentences)
        stages = score_stages(
            self.generation, self.encoder, terms, question.text, readings, rows, self.recipe
        )
        return Scored(readings, stages, judge(stages.evidence, self.calibration))

    def _allowed(self, filters: Filters, quoted: Sequence[str]) -> "NDArray[np.int64]":
        """Return the rows of the passages that pass the filters and hold what was quoted."""
        documents = self.generation.documents
        passing = np.array([passes(document, filters) for document in documents], bool)
        rows = np.flatnonzero(passing[self.generation.document_of])
        if not quoted:
            return rows
        passages = self.generation.passages
        held = [row for row in rows if holds_quotes(passages[row].encoded_text, quoted)]
        return np.array(held, np.int64)

    def _results(
        self, question: Question, readings: Variants, shown: "NDArray[np.float32]", limit: int
    ) -> Iterator[Result]:
        """Group passages by document, best passage first, best document first.

        A passage that says the same as one already shown is named there and not shown again.
        """
        grouped: dict[int, list[int]] = {}
        for row in np.argsort(-shown, kind="stable"):
            if shown[row] > -np.inf:
                grouped.setdefault(int(self.generation.document_of[row]), []).append(int(row))
        duplicates = Duplicates(self.generation, grouped)
        rank = 0
        for place, rows in grouped.items():
            own = [row for row in rows if not duplicates.repeats(row)][:PASSAGES_SHOWN]
            if not own:
                continue
            rank += 1
            if rank > limit:
                return
            document = self.generation.documents[place]
            hits = tuple(
                Hit(
                    self.generation.passages[row],
                    sigmoid(float(shown[row])),
                    self._highlights(question, readings, row),
                    duplicates.also_in(row),
                )
                for row in own
            )
            yield Result(
                rank, hits[0].score, document, hits, matched_fields(question.text, document)
            )

    def _highlights(
        self, question: Question, readings: Variants, row: int
    ) -> tuple[tuple[int, int], ...]:
        passage = self.generation.passages[row]
        return highlight(
            question.text,
            readings.typed,
            passage.text,
            len(passage.encoded_text) - len(passage.text),
            row,
            self.generation.tokens,
        )


NO_TERMS = Terms([])


def _since(started: float) -> float:
    return 1000 * (time.perf_counter() - started)
