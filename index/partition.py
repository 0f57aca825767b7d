"""The partitions of an index, searched and judged apart: its short documents and its long ones.

Of many passages one is like a question by chance, and a report of 400 has more such chances than
all entries of the source page together. Judged as one, an added report would cast doubt on
questions that the page answers, and on terms that the page has not: it names them somewhere.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.lexical import LexicalIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_DOCUMENT_PASSAGES = 12
"""A document of more passages is long. The source page's own have 3 at most, a report of ten pages
has 30."""


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """The rows of a partition's passages, int64, and their stems in alphabetical order."""

    rows: "NDArray[np.int64]"
    stems: tuple[str, ...]


def partition_passages(
    document_of: "NDArray[np.int64]", stems: LexicalIndex
) -> tuple[Partition, ...]:
    """Return the short documents and the long ones; one partition if all are alike.

    `document_of` has the position of each passage's document, int64 of shape (passages,).
    """
    is_long = np.bincount(document_of)[document_of] > LONG_DOCUMENT_PASSAGES
    parts = (np.flatnonzero(~is_long), np.flatnonzero(is_long))
    return tuple(Partition(rows, stems.vocabulary_of(rows)) for rows in parts if len(rows))
