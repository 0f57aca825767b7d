"""What the processes of one tool come to: quality for each set of questions, and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from assistant.evaluation.judged import JudgedQuestion
from assistant.evaluation.measure import measured
from benchmarks.against.process import Built, Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEASURES = ("ndcg@10", "top1", "recall@10")
SAMPLE = 100
"""Questions of a set that are asked in every round; the first round asks all."""

Quality = dict[str, "NDArray[np.float64]"]
"""By the name of the measure, a number for each question of a set."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some rounds, with the lowest and the highest."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What one tool costs on one collection; sizes in megabytes."""

    cold_seconds: Spread
    warm_milliseconds: Spread
    memory: Spread
    build_seconds: float
    build_memory: float
    disk: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one tool came to: its quality by the set, its costs by the collection."""

    quality: Mapping[str, Quality]
    costs: Mapping[str, Costs]

    def mean(self, of: str, measure: str) -> float:
        """Return the mean of a measure over the set `of`."""
        return float(self.quality[of][measure].mean())


def sampled(questions: int) -> list[int]:
    """Return the positions of at most SAMPLE questions, evenly spread; the first is one."""
    step = max(1, -(-questions // SAMPLE))
    return list(range(0, questions, step))


def quality(
    asked: Sequence[JudgedQuestion],
    found: Sequence[Sequence[str]],
    document_of: Mapping[str, str],
) -> Quality:
    """Return each of MEASURES question by question; a document is where its best passage is."""
    qrels, run = {}, {}
    for number, (question, passages) in enumerate(zip(asked, found, strict=True)):
        documents = dict.fromkeys(document_of[passage] for passage in passages)
        qrels[str(number)] = dict.fromkeys(question.relevant, 1)
        # By their places alone: the library would break ties of scores by name.
        run[str(number)] = {each: float(-place) for place, each in enumerate(documents)}
    values = measured(qrels, run)
    return {name: values[name] for name in MEASURES}


def costs(built: Built, rounds: Sequence[Heard]) -> Costs:
    """Return the costs of an index that was asked in `rounds`, all of the same sample.

    The first round asked all questions: its times of the sample are taken.
    """
    positions = sampled(len(rounds[0].found))
    # No time is known of the first question, which is the cold one.
    first = [rounds[0].milliseconds[position - 1] for position in positions[1:]]
    warm = [median(times) for times in (first, *(each.milliseconds for each in rounds[1:]))]
    return Costs(
        cold_seconds=_spread([each.cold_seconds for each in rounds]),
        warm_milliseconds=_spread(warm),
        memory=_spread([each.peak_megabytes for each in rounds]),
        build_seconds=built.seconds,
        build_memory=built.peak_megabytes,
        disk=built.megabytes,
    )


def _spread(values: Sequence[float]) -> Spread:
    return Spread(median(values), min(values), max(values))
