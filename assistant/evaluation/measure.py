"""Measure every stage on judged questions, and the verdict on those that nothing answers."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import QuestionError
from assistant.evaluation.judged import JudgedQuestion
from assistant.search.question import read_question
from assistant.search.ranking import STAGES
from assistant.search.searcher import Searcher
from ingest.progress import Progress, no_progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEASURES = {"ndcg@10": "nDCG@10", "recall@10": "R@10", "mrr@10": "RR@10", "top1": "Success@1"}
RESAMPLES = 10_000
MAX_DOCUMENTS = 100
"""Documents of a ranking that are kept for measuring."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """The measures of one run.

    `values[stage][measure]` has one number for each answerable question, in their order, and
    `kinds` their kinds; `scores` and `verdicts` have one entry for each question, `answerable`
    says which of them the corpus answers.
    """

    questions: int
    passages: int
    values: dict[str, dict[str, "NDArray[np.float64]"]]
    kinds: tuple[str, ...]
    all_kinds: tuple[str, ...]
    answerable: "NDArray[np.bool_]"
    scores: "NDArray[np.float64]"
    verdicts: tuple[str, ...]
    seconds: dict[str, float]


def evaluate(
    searcher: Searcher,
    questions: Sequence[JudgedQuestion],
    on_progress: Progress = no_progress,
) -> Evaluation:
    """Ask every question and measure what each stage ranks; `final` is exactly what `ask` does."""
    ids = [document.id for document in searcher.generation.documents]
    runs: dict[str, dict[str, dict[str, float]]] = {stage: {} for stage in STAGES}
    scores, verdicts = [], []
    started = time.perf_counter()
    for number, judged in enumerate(questions):
        probability, verdict = 0.0, "none"
        # What is not a question at all ("???") is turned away before the search: also a refusal.
        with suppress(QuestionError):
            ranking = searcher.rank(searcher.read(read_question(judged.text)))
            for stage in STAGES:
                runs[stage][str(number)] = _document_scores(
                    ranking.stage(stage), searcher.generation.document_of, ids
                )
            probability, verdict = ranking.probability, ranking.verdict
        scores.append(probability)
        verdicts.append(verdict)
        on_progress(number + 1, len(questions))
    seconds = time.perf_counter() - started
    qrels = {
        str(number): dict.fromkeys(judged.relevant, 1)
        for number, judged in enumerate(questions)
        if judged.relevant
    }
    return Evaluation(
        questions=len(questions),
        passages=len(searcher.generation.passages),
        values={stage: measured(qrels, run) for stage, run in runs.items()},
        kinds=tuple(judged.kind for judged in questions if judged.relevant),
        all_kinds=tuple(judged.kind for judged in questions),
        answerable=np.array([bool(judged.relevant) for judged in questions]),
        scores=np.array(scores),
        verdicts=tuple(verdicts),
        seconds={"total": seconds, "per_question": seconds / max(1, len(questions))},
    )


def _document_scores(
    scores: "NDArray[np.float32]", document_of: "NDArray[np.int64]", ids: Sequence[str]
) -> dict[str, float]:
    """Return the best documents with falling scores; a document scores as its best passage."""
    of_document: dict[str, float] = {}
    for row in np.argsort(-scores, kind="stable"):
        if len(of_document) == MAX_DOCUMENTS or scores[row] == -np.inf:
            break
        # Ties would be broken by name in the library; the rank in our ranking is what is measured.
        of_document.setdefault(ids[document_of[row]], float(-len(of_document)))
    return of_document


def measured(
    qrels: dict[str, dict[str, int]], run: dict[str, dict[str, float]]
) -> dict[str, "NDArray[np.float64]"]:
    """Return each measure question by question, in the order of `qrels`."""
    import ir_measures

    measures = {name: ir_measures.parse_measure(text) for name, text in MEASURES.items()}
    found: dict[str, dict[str, float]] = {name: {} for name in measures}
    named = {str(measure): name for name, measure in measures.items()}
    if qrels:
        for metric in ir_measures.iter_calc(measures.values(), qrels, run):
            found[named[str(metric.measure)]][metric.query_id] = metric.value
    return {
        name: np.array([values.get(number, 0.0) for number in qrels])
        for name, values in found.items()
    }


def interval(values: "NDArray[np.float64]") -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean of `values`, one number a question."""
    means = _resampled(values)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def _resampled(values: "NDArray[np.float64]") -> "NDArray[np.float64]":
    chosen = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
    means: NDArray[np.float64] = values[chosen].mean(axis=1)
    return means


def area_under_curve(
    answerable: "NDArray[np.bool_]", scores: "NDArray[np.float64]"
) -> float | None:
    """Return the chance that an answerable question scores over an unanswerable one, ties half."""
    yes, no = scores[answerable], scores[~answerable]
    if not len(yes) or not len(no):
        return None
    wins = (yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2
    return float(wins)


def abstention_curve(
    answerable: "NDArray[np.bool_]", scores: "NDArray[np.float64]"
) -> list[dict[str, float]]:
    """Return the share of unanswerable questions refused, at each share of the others answered.

    From 99 % answered down to 80 %.
    """
    if answerable.all() or not answerable.any():
        return []
    curve = []
    for answered in (0.99, 0.98, 0.97, 0.96, 0.95, 0.93, 0.9, 0.85, 0.8):
        threshold = np.quantile(scores[answerable], 1 - answered)
        refused = float((scores[~answerable] < threshold).mean())
        curve.append({"answered": answered, "refused": refused})
    return curve


def evaluation_json(run: Evaluation) -> dict[str, Any]:
    """Return `run` as `evaluate --json` writes it."""
    shown = np.array([verdict != "none" for verdict in run.verdicts], bool)
    good = np.array([verdict == "good" for verdict in run.verdicts], bool)
    kinds = np.array(run.all_kinds)
    refusing = {
        kind: {
            "questions": int((kinds == kind).sum()),
            "refused": _rate(~shown[kinds == kind]),
            "not_good": _rate(~good[kinds == kind]),
        }
        for kind in sorted(set(kinds[~run.answerable].tolist()))
    }
    return {
        "queries": run.questions,
        "passages": run.passages,
        "stages": {
            stage: {name: _mean(values) for name, values in measures.items()}
            for stage, measures in run.values.items()
        },
        "intervals": {
            stage: list(interval(measures["ndcg@10"]))
            for stage, measures in run.values.items()
            if len(measures["ndcg@10"])
        },
        "gains": {
            f"final-{stage}": list(interval(run.values["final"]["ndcg@10"] - measures["ndcg@10"]))
            for stage, measures in run.values.items()
            if stage != "final" and len(measures["ndcg@10"])
        },
        "kinds": {
            kind: {
                "questions": run.kinds.count(kind),
                **{
                    stage: {
                        name: _mean(values[np.array(run.kinds) == kind])
                        for name, values in measures.items()
                        if name in ("ndcg@10", "top1")
                    }
                    for stage, measures in run.values.items()
                },
            }
            for kind in sorted(set(run.kinds))
            if kind
        },
        "abstention": {
            "auc": area_under_curve(run.answerable, run.scores),
            "answered": _rate(shown[run.answerable]),
            "refused": _rate(~shown[~run.answerable]),
            "by_kind": refusing,
            "curve": abstention_curve(run.answerable, run.scores),
        },
        "seconds": run.seconds,
    }


def _mean(values: "NDArray[np.float64]") -> float | None:
    return float(values.mean()) if len(values) else None


def _rate(hits: "NDArray[np.bool_]") -> float | None:
    return float(hits.mean()) if len(hits) else None
