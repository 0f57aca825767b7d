"""Gather what tells a question that the corpus answers from one that it does not."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.late import every_token, max_sims, rarity_weights
from assistant.readings import Readings
from assistant.terms import Terms
from index.encoder import Encoder, encode_one
from index.generation import Generation
from index.maxsim import Gathered
from index.tokens import quantise

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what one part of an index (`index/parts.py`) says for an answer.

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


def gather_evidence(
    generation: Generation,
    encoder: Encoder,
    terms: Terms,
    typed: str,
    readings: Readings,
    rows: "NDArray[np.int64]",
    passages: Gathered,
    pooled: "NDArray[np.float32]",
) -> tuple[Evidence, ...]:
    """Return the evidence of each part that has passages among `rows`, in the order of the parts.

    `passages` are the vectors of those in `rows`, and `pooled` has their cosine with the question
    as it was typed, float32 of shape (rows,).
    """
    held = [(part, np.flatnonzero(np.isin(rows, part.rows))) for part in generation.parts]
    held = [(part, places) for part, places in held if len(places)]
    plain = _best_plain(generation, encoder, readings, rows, passages, [p for _, p in held])
    weights = rarity_weights(generation, encoder, readings.typed.token_ids)
    return tuple(
        Evidence(
            plain=best,
            pooled=float(pooled[places].max()),
            weight=math.log(weights.sum()),
            absent=terms.absent(typed, part.stems),
            size=math.log(len(part.rows)),
        )
        for (part, places), best in zip(held, plain, strict=True)
    )


def _best_plain(
    generation: Generation,
    encoder: Encoder,
    readings: Readings,
    rows: "NDArray[np.int64]",
    passages: Gathered,
    parts: Sequence["NDArray[np.int64]"],
) -> Iterator[float]:
    """Yield the best MaxSim without the mean subtracted, in all dimensions, of each of `parts`.

    The directions that a projection leaves out are less alike than those that it keeps, so that
    projected cosines are higher, the unrelated ones most: too high to be judged by. They say which
    passage of a part is the best, and that one is encoded again.
    """
    table, whole, origin = generation.tokens, readings.whole, np.zeros(1, np.float32)
    tokens = every_token(whole)
    projected = table.project(tokens)
    plain = np.max(max_sims(generation, encoder, whole, projected, passages, origin), axis=0)
    best = [places[plain[places].argmax()] for places in parts]
    if table.matrix is None:
        yield from (float(plain[place]) for place in best)
        return
    for place in best:
        one = _in_full(encoder, generation.passages[int(rows[place])].encoded_text)
        yield float(np.max(max_sims(generation, encoder, whole, tokens, one, origin)))


@lru_cache(maxsize=256)
def _in_full(encoder: Encoder, text: str) -> Gathered:
    """Return a passage's vectors in all dimensions; some passages are the best one often.

    Encoding one takes as long as all the rest of a search. 256 passages take about 70 MB.
    """
    vectors = quantise(encode_one(encoder, text, "passage")).vectors
    return Gathered(vectors, np.zeros(1, np.int64))
