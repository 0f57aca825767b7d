"""Fit the verdict on judged questions."""

import math
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import QuestionError, QuestionsOneSided
from assistant.evaluation.judged import JudgedQuestion
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import Calibration
from index.generation import Generation
from ingest.progress import Progress, no_progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_ANSWERED = 0.965
"""Share of the answerable questions that must get an answer, good or weak, after fitting."""

MAX_NEAR_MISSES_GOOD = 0.1
"""Share of the near misses that may get a good verdict after fitting."""

COMMAND = "eksempelfinner calibrate"


def calibrate(
    searcher: Searcher,
    questions: Sequence[JudgedQuestion],
    on_progress: Progress = no_progress,
) -> Calibration:
    """Fit a logistic regression from evidence to whether the best document answers.

    Answerable means that the corpus holds a relevant document, whether it was ranked first or not.
    Of an index in partitions, the one that answers most of the questions is fitted; those that only
    another answers are left out.

    Raises:
        QuestionsOneSided: all questions are answerable, or none is.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    features: list[tuple[float, ...]] = []
    answerable: list[bool] = []
    near: list[bool] = []
    falls: list[float] = []
    position, asked_about = _partition_asked_about(searcher.generation, questions)
    asked = [judged for judged in questions if not judged.relevant or judged.relevant & asked_about]
    for number, judged in enumerate(asked):
        with suppress(QuestionError):
            ranking = searcher.rank(searcher.read(read_question(judged.text)))
            features.append(ranking.evidence[position].values())
            answerable.append(bool(judged.relevant))
            near.append(judged.kind == "near-miss")
            falls.append(float(ranking.final.max() - np.median(ranking.final)))
        on_progress(number + 1, len(asked))
    if len(set(answerable)) < 2:
        raise QuestionsOneSided
    table = np.array(features)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, class_weight="balanced")
    model.fit(scaler.transform(table), answerable)
    probability = model.predict_proba(scaler.transform(table))[:, 1]
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - weights @ scaler.mean_)
    weak = _highest_keeping(probability[np.array(answerable)], MIN_ANSWERED)
    good = max(weak, _highest_keeping(-probability[np.array(near)], 1 - MAX_NEAR_MISSES_GOOD, -1))
    return Calibration(
        encoder_sha256=searcher.ranker.encoder.identity.sha256,
        command=COMMAND,
        questions=len(features),
        size=math.log(len(searcher.generation.partitions[position].rows)),
        intercept=intercept,
        weights=tuple(float(weight) for weight in weights),
        # A passage in the middle of the ranking is shown at odds a hundred times smaller.
        rank_weight=float(np.log(100) / max(np.median(falls), 1e-6)),
        good=good,
        weak=weak,
    )


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


def _highest_keeping(values: "NDArray[np.float64]", share: float, sign: int = 1) -> float:
    """Return the threshold that `share` of the values reach."""
    return sign * float(np.quantile(values, 1 - share)) if len(values) else 0.5
