"""The partitions of an index, searched and judged apart: short documents, long ones, descriptions.

Of many passages one is like a question by chance, and a report of 400 has more such chances than
all entries of the source page together. Judged as one, an added report would cast doubt on
questions that the page answers, and on terms that the page has not: it names them somewhere. What
only describes a document, in our words, must not speak for what the documents say.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.word_counts import WordCounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_DOCUMENT_PASSAGES = 12
"""A document of more passages is long. The source page's own have 3 at most, a report of ten pages
has 30."""


@dataclass(frozen=True, eq=False)
class Partition:
    """The passages of a partition: `holds`, bool of shape (all passages,), is whether it has each.

    `described` is whether they are descriptions.
    """

    holds: "NDArray[np.bool_]"
    index: WordCounts
    described: bool = False

    @cached_property
    def rows(self) -> "NDArray[np.int64]":
        """Return the rows of its passages, int64, in ascending order."""
        return np.flatnonzero(self.holds)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Return their stems in alphabetical order."""
        return self.index.vocabulary_of(self.rows)


def partition_passages(
    document_of: "NDArray[np.int64]", is_description: "NDArray[np.bool_]", stems: WordCounts
) -> tuple[Partition, ...]:
    """Return the short documents, the long ones and the descriptions, as far as there are any.

    `document_of` has the position of each passage's document, int64 of shape (passages,), and
    `is_description` whether the passage is one, bool of the same shape.
    """
    is_long = np.bincount(document_of)[document_of] > LONG_DOCUMENT_PASSAGES
    parts = (~is_description & ~is_long, ~is_description & is_long, is_description)
    return tuple(Partition(part, stems, part is parts[2]) for part in parts if part.any())
