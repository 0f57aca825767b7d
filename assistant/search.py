"""Follow a question through the index: candidates, late interaction, blend, grouping, verdict."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.answer import Answer, Hit, Result
from assistant.filters import NO_FILTERS, Filters, passes
from assistant.highlight import highlight
from assistant.question import Question
from assistant.stages import Stages, score_stages
from assistant.verdict import Calibration, Verdict, judge, log_odds, sigmoid
from index.encoder import Encoder, encode_one
from index.generation import Generation, check_encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Encoded

PASSAGES_SHOWN = 3
DOCUMENTS_SHOWN = 10


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Hold a question's vectors, the scores of every stage and the verdict on them."""

    encoded: "Encoded"
    stages: Stages
    verdict: Verdict


class Searcher:
    """Answer questions from one generation with the encoder that built it."""

    def __init__(self, generation: Generation, encoder: Encoder, calibration: Calibration) -> None:
        """Join an open generation, its encoder and the calibration of the verdict.

        Raises:
            IndexForeign: the generation was built by another encoder.
        """
        check_encoder(generation.manifest, encoder.identity)
        self.generation = generation
        self.encoder = encoder
        self.calibration = calibration
        places = {document.id: place for place, document in enumerate(generation.documents)}
        self.document_of = np.array(
            [places[passage.locator.document_id] for passage in generation.passages], np.int64
        )

    def search(
        self, question: Question, filters: Filters = NO_FILTERS, limit: int = DOCUMENTS_SHOWN
    ) -> Answer:
        """Return the best documents for `question` among those that pass `filters`."""
        started = time.perf_counter()
        documents = self.generation.documents
        passing = np.array([passes(document, filters) for document in documents], bool)
        rows = np.flatnonzero(passing[self.document_of])
        if not len(rows):
            took_ms = 1000 * (time.perf_counter() - started)
            return Answer(question.typed, "none", question.language, took_ms)
        scored = self.score(question, rows)
        results = tuple(self._results(question, scored, limit))
        took_ms = 1000 * (time.perf_counter() - started)
        return Answer(question.typed, scored.verdict.name, question.language, took_ms, results)

    def score(self, question: Question, rows: "NDArray[np.int64] | None" = None) -> Scored:
        """Score the passages in `rows`, all of them where it is None, and judge the result."""
        encoded = encode_one(self.encoder, question.text, "question")
        stages = score_stages(self.generation, question, encoded, rows)
        return Scored(encoded, stages, judge(stages.evidence, self.calibration))

    def _results(self, question: Question, scored: Scored, limit: int) -> Iterator[Result]:
        """Group passages by document, best passage first, best document first."""
        final = scored.stages.final
        grouped: dict[int, list[int]] = {}
        for row in np.argsort(-final, kind="stable"):
            if final[row] > -np.inf:
                grouped.setdefault(int(self.document_of[row]), []).append(int(row))
        # The best passage scores the probability of the verdict; the others fall off from it.
        best = log_odds(scored.verdict.probability)
        behind = self.calibration.rank_weight * (final - final.max())
        for rank, (place, rows) in enumerate(list(grouped.items())[:limit], start=1):
            hits = tuple(
                self._hit(question, scored, row, sigmoid(best + float(behind[row])))
                for row in rows[:PASSAGES_SHOWN]
            )
            yield Result(rank, hits[0].score, self.generation.documents[place], hits)

    def _hit(self, question: Question, scored: Scored, row: int, score: float) -> Hit:
        passage = self.generation.passages[row]
        stretches = highlight(
            question.text,
            scored.encoded,
            passage.text,
            len(passage.encoded_text) - len(passage.text),
            self.generation.tokens.passage(row),
            self.generation.tokens.mean,
        )
        return Hit(passage, score, stretches)
