"""Fit the verdict on judged questions."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import QuestionError, QuestionsOneSided
from assistant.evaluation.judged import JudgedQuestion
from assistant.search.evidence import Evidence
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import Calibration, Regression, probabilities
from index.protocol import Generation
from ingest.progress import Progress, no_progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_ANSWERED = 0.96
"""Share of the answerable questions that must get an answer, good or weak, after fitting."""

MAX_NEAR_MISSES_GOOD = 0.09
"""Share of the near misses that may get a good verdict after fitting."""

ROUNDS = 4
"""Times that the passage which speaks most for an answer is chosen anew by the regression so far;
after three it hardly changes."""

COMMAND = "eksempelfinner calibrate"


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The evidence on the passages that a question found, in one partition of the index.

    `document_of` has the position of each passage's document, `relevant` those of the right ones.
    """

    evidence: Evidence
    document_of: "NDArray[np.int64]"
    relevant: frozenset[int]
    is_near_miss: bool


def calibrate(
    searcher: Searcher,
    questions: Sequence[JudgedQuestion],
    on_progress: Progress = no_progress,
) -> Calibration:
    """Fit the two regressions of the verdict, and where good and weak begin.

    The first tells the questions with a relevant document from those without, by the passage that
    speaks most for an answer; the second tells the relevant documents of the questions from all
    others, each by its best passage. Of an index in partitions, the one that answers most of the
    questions is fitted; questions that only another answers are left out.

    Raises:
        QuestionsOneSided: all questions are answerable, or none is.
    """
    position, asked_about = _partition_asked_about(searcher.generation, questions)
    asked = [judged for judged in questions if not judged.relevant or judged.relevant & asked_about]
    found: list[_Asked] = []
    for number, judged in enumerate(asked):
        with suppress(QuestionError):
            evidence = _ask(searcher, judged, searcher.generation.partitions[position].rows)
            if evidence is not None:
                found.append(evidence)
        on_progress(number + 1, len(asked))
    if len({bool(each.relevant) for each in found}) < 2:
        raise QuestionsOneSided
    calibration = Calibration(
        encoder_sha256=searcher.ranker.encoder.identity.sha256,
        command=COMMAND,
        questions=len(found),
        size=math.log(len(searcher.generation.partitions[position].rows)),
        answer=_fit_answer(found),
        document=_fit_document(found),
        good=1.0,
        weak=0.0,
    )
    return _with_limits(calibration, found)


def _ask(searcher: Searcher, judged: JudgedQuestion, rows: "NDArray[np.int64]") -> _Asked | None:
    """Return the evidence of a question among `rows`; None if it finds none, or asks for a list."""
    generation = searcher.generation
    ranking = searcher.rank(searcher.read(read_question(judged.text)))
    own = np.flatnonzero(np.isin(ranking.scores.rows, rows))
    if ranking.evidence is None or not len(own):
        return None
    relevant = {generation.position_of(document_id) for document_id in judged.relevant}
    return _Asked(
        ranking.evidence.of(own),
        generation.document_of[ranking.scores.rows[own]],
        frozenset(place for place in relevant if place is not None),
        judged.kind == "near-miss",
    )


def _fit_answer(found: Sequence[_Asked]) -> Regression:
    chosen = [int(each.evidence.final.argmax()) for each in found]
    answerable = [bool(each.relevant) for each in found]
    for _ in range(ROUNDS):
        features = [each.evidence.of_answer[row] for each, row in zip(found, chosen, strict=True)]
        fitted = _fit(np.array(features), answerable)
        chosen = [int(fitted.log_odds(each.evidence.of_answer).argmax()) for each in found]
    return fitted


def _fit_document(found: Sequence[_Asked]) -> Regression:
    features, relevant = [], []
    for each in found:
        for document in np.unique(each.document_of):
            own = np.flatnonzero(each.document_of == document)
            best = own[each.evidence.final[own].argmax()]
            features.append(each.evidence.of_document[best])
            relevant.append(int(document) in each.relevant)
    if len(set(relevant)) < 2:
        raise QuestionsOneSided
    return _fit(np.array(features), relevant)


def _fit(table: "NDArray[np.float32]", labels: Sequence[bool]) -> Regression:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
    model.fit(scaler.transform(table), labels)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - weights @ scaler.mean_)
    return Regression(intercept, tuple(float(weight) for weight in weights))


def _with_limits(calibration: Calibration, found: Sequence[_Asked]) -> Calibration:
    """Return the calibration with where good and weak begin, by the best passage of a question.

    A look-up that a passage holds is answered wherever weak begins.
    """
    judged = [probabilities(each.evidence, calibration) for each in found]
    answered = np.array(
        [
            1.0 if each.evidence.literal.any() else own.max()
            for each, own in zip(found, judged, strict=True)
        ]
    )
    best = np.array([own.max() for own in judged])
    answerable = np.array([bool(each.relevant) for each in found])
    near = np.array([each.is_near_miss for each in found])
    weak = _highest_keeping(answered[answerable], MIN_ANSWERED)
    good = max(weak, _highest_keeping(-best[near], 1 - MAX_NEAR_MISSES_GOOD, -1))
    return replace(calibration, good=good, weak=weak)


def _partition_asked_about(
    generation: Generation, questions: Sequence[JudgedQuestion]
) -> tuple[int, frozenset[str]]:
    """Return the position of the partition with most relevant documents, and its document ids."""
    ids_of = [
        frozenset(
            generation.documents[place].id for place in set(generation.document_of[each.rows])
        )
        for each in generation.partitions
    ]
    relevant = [sum(bool(judged.relevant & own) for judged in questions) for own in ids_of]
    position = relevant.index(max(relevant))
    return position, ids_of[position]


def _highest_keeping(values: "NDArray[np.float32]", share: float, sign: int = 1) -> float:
    """Return the threshold that `share` of the values reach."""
    return sign * float(np.quantile(values, 1 - share)) if len(values) else 0.5
