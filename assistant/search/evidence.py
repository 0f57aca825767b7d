"""Gather what tells a question that the corpus answers from one that it does not."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.late_interaction import max_sims, rarity_weights
from assistant.search.terms import Terms
from assistant.search.variants import Variants
from index.encoder.protocol import Encoder
from index.generation import Generation
from index.maxsim import TokenBatch

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what one part of an index (`index/partition.py`) says for an answer.

    `plain` is the best MaxSim of any passage without a mean subtracted, which ranks worse and
    judges better than the centred one; `pooled` is the best cosine of question and passage as
    wholes. `weight` is the logarithm of the weights of the question's tokens together: of a longer
    question fewer find a good match. `absent` counts the terms of the field that the question
    names and no passage holds. `size` is the logarithm of the number of passages: the best of many
    is better by chance alone.
    """

    plain: float
    pooled: float
    weight: float
    absent: float
    size: float

    def values(self) -> tuple[float, ...]:
        """Return the features that are fitted, in the order of the coefficients."""
        return (self.plain, self.pooled, self.weight, self.absent)


def collect_evidence(
    generation: Generation,
    encoder: Encoder,
    terms: Terms,
    typed: str,
    readings: Variants,
    rows: "NDArray[np.int64]",
    passages: TokenBatch,
    pooled: "NDArray[np.float32]",
) -> tuple[Evidence, ...]:
    """Return the evidence of each part that has passages among `rows`, in the order of the parts.

    `passages` are the vectors of those in `rows`, and `pooled` has their cosine with the question
    as it was typed, float32 of shape (rows,).
    """
    held = [(part, np.flatnonzero(np.isin(rows, part.rows))) for part in generation.partitions]
    held = [(part, places) for part, places in held if len(places)]
    origin = np.zeros(1, np.float32)
    plain = np.max(max_sims(generation, encoder, readings.whole, passages, origin), axis=0)
    weights = rarity_weights(generation, encoder, readings.typed.token_ids)
    return tuple(
        Evidence(
            plain=float(plain[places].max()),
            pooled=float(pooled[places].max()),
            weight=math.log(weights.sum()),
            absent=terms.absent(typed, part.stems),
            size=math.log(len(part.rows)),
        )
        for part, places in held
    )
