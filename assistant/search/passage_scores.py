"""The parts of the scores of some passages for one question, as columns of a table."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PassageScores:
    """Scores of the passages in `rows`, int64 in ascending order; the others are float32.

    All have shape (passages,). `pooled` is the cosine of question and passage as wholes, the
    mean of all variants, and `nearest` of the best of all variants. `late` is MaxSim with the
    mean token vector subtracted, `plain` without, of the best variant. `grams`, `stems` and
    `concepts` are the shares, 0 to 1, of the question's n-grams, stems and terms that a passage
    holds, weighted by rarity. `preferred` is how much the question prefers the document for
    what it names, 0 to 1. `unread` is 1 if the passage is a description, less if it is the
    title of a report that was not read, and 0 if it is a text. `answer` is the score of its
    best sentence, list item or row: `unit_scores.py`.
    """

    rows: "NDArray[np.int64]"
    pooled: "NDArray[np.float32]"
    nearest: "NDArray[np.float32]"
    late: "NDArray[np.float32]"
    plain: "NDArray[np.float32]"
    grams: "NDArray[np.float32]"
    stems: "NDArray[np.float32]"
    concepts: "NDArray[np.float32]"
    preferred: "NDArray[np.float32]"
    unread: "NDArray[np.float32]"
    answer: "NDArray[np.float32]"
    units: "NDArray[np.object_]"

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self.rows)

    def of(self, rows: "NDArray[np.int64]") -> Self:
        """Return the scores of those passages alone; `rows` are some of its own, ascending."""
        positions = np.searchsorted(self.rows, rows)
        return type(self)(*(getattr(self, field.name)[positions] for field in fields(self)))

    def joined(self, other: Self) -> Self:
        """Return the scores of the passages of both, which have none in common."""
        order = np.argsort(np.concatenate([self.rows, other.rows]))
        columns = (
            np.concatenate([getattr(self, field.name), getattr(other, field.name)])[order]
            for field in fields(self)
        )
        return type(self)(*columns)
