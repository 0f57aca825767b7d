"""Collect the evidence on whether the corpus answers a question."""

import math
from dataclasses import dataclass

import numpy as np

from assistant.search.passage_scores import PassageScores
from assistant.search.query import Query
from assistant.search.terms import Terms
from index.generation import Generation


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one partition of an index (`index/partition.py`) says for an answer.

    `plain` is the best MaxSim of any passage without a mean subtracted, which ranks worse and
    judges better than the centred one; `pooled` is the best cosine of question and passage as
    wholes. `weight` is the logarithm of the weights of the question's tokens together: of a longer
    question fewer find a good match. `absent` counts the terms of the field that the question
    names and no passage holds. `size` is the logarithm of the number of passages: the best of many
    is better by chance alone. `described` is whether the passages are descriptions.
    """

    plain: float
    pooled: float
    weight: float
    absent: float
    size: float
    described: bool = False

    def values(self) -> tuple[float, ...]:
        """Return the features that are fitted, in the order of the coefficients."""
        return (self.plain, self.pooled, self.weight, self.absent)


def collect_evidence(
    generation: Generation, terms: Terms, query: Query, scores: PassageScores
) -> tuple[Evidence, ...]:
    """Return the evidence of each partition that has passages among those scored, in order."""
    found = []
    for partition in generation.partitions:
        is_own = np.isin(scores.rows, partition.rows)
        if is_own.any():
            found.append(
                Evidence(
                    plain=float(scores.plain[is_own].max()),
                    # The question as it was typed: its other variants are not compared here.
                    pooled=float(scores.pooled[is_own, 0].max()),
                    weight=math.log(query.typed.weights.sum()),
                    absent=terms.absent(query.question.searched, query.mentions, partition.stems),
                    size=math.log(len(partition.rows)),
                    described=partition.described,
                )
            )
    return tuple(found)
