"""Which passages a search may find, as a condition that Qdrant can check by its own indexes."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.qdrant.points import FACTS, fact
from index.qdrant.store import Condition
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scope:
    """Tell rows by the few values that they have in common and no others have.

    `document_of` has the position of each passage's document, int64 of shape (passages,), and
    `part_of` its partition, uint8 of the same shape.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        document_of: "NDArray[np.int64]",
        part_of: "NDArray[np.uint8]",
    ) -> None:
        """Take the documents of a generation."""
        self._documents, self._document_of, self._part_of = documents, document_of, part_of

    def condition(self, rows: "NDArray[np.int64]") -> Condition:
        """Return the condition that these rows meet, in ascending order, and no others do.

        Whole documents of some partitions are told by what is known of them, by one field if that
        is enough; other passages by their numbers.
        """
        if len(rows) == len(self._document_of):
            return Condition()
        parts = np.unique(self._part_of[rows])
        documents = np.unique(self._document_of[rows])
        counts = self._counts[parts].sum(axis=0)
        if counts[documents].sum() != len(rows):
            return Condition(rows=tuple(rows.tolist()))
        fields = self._told(documents, counts > 0)
        if len(parts) < len(self._counts):
            fields["part"] = parts.tolist()
        return Condition(fields)

    def _told(
        self, documents: "NDArray[np.int64]", is_there: "NDArray[np.bool_]"
    ) -> dict[str, Sequence[int] | Sequence[str]]:
        """Return the values that tell these documents from all others that are there."""
        is_in = np.zeros(len(is_there), bool)
        is_in[documents] = True
        if not (is_there & ~is_in).any():
            return {}
        for name, (values, codes) in self._facts.items():
            own = np.unique(codes[documents])
            if not (np.isin(codes, own) & is_there & ~is_in).any():
                return {name: [values[code] for code in own.tolist()]}
        return {"document": documents.tolist()}

    @cached_property
    def _counts(self) -> "NDArray[np.int64]":
        """Return how many passages of each document each partition has, (partitions, documents)."""
        counts = np.zeros((int(self._part_of.max()) + 1, len(self._documents)), np.int64)
        np.add.at(counts, (self._part_of, self._document_of), 1)
        return counts

    @cached_property
    def _facts(self) -> "dict[str, tuple[list[str], NDArray[np.int64]]]":
        """Return the values of each fact, and the number of that of each document."""
        found = {}
        for name in FACTS:
            told = np.array([fact(document, name) for document in self._documents])
            values, codes = np.unique(told, return_inverse=True)
            found[name] = values.tolist(), codes
        return found
