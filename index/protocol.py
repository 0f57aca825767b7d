"""What a search needs of an index, in whatever engine it is kept.

A search asks a generation for candidates (`find`), reads what is kept of them (`load`, and then row
by row), and does all else itself: so that scores, verdicts and answers are the same in every
engine. `index/generation.py` is the engine of files on this machine.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from index.encoder.protocol import EncoderIdentity
from index.partition import Partition
from index.tokens import PassageTokens
from index.units import PassageUnits
from index.word_counts import WordCounts, WordScores
from ingest.records import Document, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray


Part = Literal["text", "pooled", "all"]
"""What is read of a passage: what it says, its vector, or this and the vectors of its tokens."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, by which encoder, and of which segments.

    `segments` has the SHA-256 of each segment's seal by its name, in order, and `places` for each
    document, in order, the number of its segment and its place there; an engine that has no
    segments has none of either.
    """

    format: int
    chunker: int
    created: str
    encoder: EncoderIdentity
    corpus_sha256: str
    documents: int
    passages: int
    tokens: int
    segments: dict[str, str]
    places: list[tuple[int, int]]


class Passages(Sequence[Passage], ABC):
    """All passages of a generation, by their rows."""

    @abstractmethod
    def row_of(self, passage_id: str) -> int | None:
        """Return the row of the passage of this id, or None if there is no such passage."""


class PooledVectors(Protocol):
    """A vector of unit length for each passage."""

    def vector(self, row: int) -> "NDArray[np.float32]":
        """Return the vector of one row, float32 of shape (dimensions,)."""

    def nearest(
        self, vector: "NDArray[np.float32]", count: int, rows: "NDArray[np.int64] | None" = None
    ) -> tuple["NDArray[np.int64]", "NDArray[np.float32]"]:
        """Return the `count` best of `rows`, which ascend, and their inner products, best first."""


class TokenVectors(Protocol):
    """The token vectors of each passage."""

    @property
    def mean(self) -> "NDArray[np.float32]":
        """Return the mean of all token vectors, float32 of shape (dimensions,)."""

    def frequency(self, ids: "NDArray[np.int32]") -> "NDArray[np.int64]":
        """Return how many passages hold each token of `ids`."""

    def passage(self, row: int) -> PassageTokens:
        """Return the token vectors of one passage."""

    def vectors(
        self, row: int
    ) -> "tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int32]]":
        """Return codes, scales and ids of the tokens of one passage."""

    def spans(self, row: int) -> "NDArray[np.int32]":
        """Return where the tokens of one passage stand in its encoded text."""


class UnitVectors(Protocol):
    """A vector of each sentence, list item and table row."""

    def passage(self, row: int) -> PassageUnits:
        """Return the units of one passage."""

    def document_mean(self, position: int) -> "NDArray[np.float32]":
        """Return the mean direction of the units of the document at this position."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """A search for the best `count` of `rows`, int64 in ascending order.

    They are the best by `words`, if that is given, and the nearest to each of `pooled`.
    """

    rows: "NDArray[np.int64]"
    count: int
    pooled: "Sequence[NDArray[np.float32]]"
    words: WordScores | None = None


@dataclass(frozen=True, eq=False)
class Generation(ABC):
    """An open generation; row i of every part belongs to passage i.

    `document_of` is int64 of shape (passages,): the position in `documents` of each passage's own;
    `is_description`, bool of the same shape, whether the passage is one. `partitions` are judged
    apart. Whatever reads a part raises IndexDamaged if it is not what was written.
    """

    id: str
    manifest: Manifest
    documents: tuple[Document, ...]
    passages: Passages
    document_of: "NDArray[np.int64]"
    is_description: "NDArray[np.bool_]"
    vectors: PooledVectors
    stems: WordCounts
    grams: WordCounts
    tokens: TokenVectors
    units: UnitVectors
    partitions: tuple[Partition, ...]

    @property
    @abstractmethod
    def data(self) -> Path:
        """Return the data folder that the library of its documents is in."""

    @abstractmethod
    def words(self, stems: Iterable[str], grams: Iterable[str]) -> WordScores:
        """Return what tells how much of these tokens of a question the passages hold."""

    @abstractmethod
    def find(self, searches: Sequence[Search]) -> "NDArray[np.int64]":
        """Return the rows that any of `searches` finds, int64 in ascending order."""

    @abstractmethod
    def holding(self, stems: Collection[str]) -> "NDArray[np.int64]":
        """Return rows among which are all passages that hold these stems, in ascending order.

        The stems are those of their texts in one form (`ingest.reading.one_form`).
        """

    @abstractmethod
    def load(self, rows: "NDArray[np.int64]", part: Part = "all") -> None:
        """Read a part of the passages in `rows` in one go, if reading them one by one is slow."""

    @abstractmethod
    def is_live(self) -> bool:
        """Return whether no other generation has been published since."""

    @abstractmethod
    def owns(self, file: str) -> bool:
        """Return whether `file`, as IndexDamaged names it, is of this generation."""

    @abstractmethod
    def check(self) -> None:
        """Read all that is kept.

        Raises:
            IndexDamaged: something is not what was written.
        """

    def document(self, document_id: str) -> Document | None:
        """Return the document of this id, or None if there is no such document."""
        position = self.position_of(document_id)
        return None if position is None else self.documents[position]

    def position_of(self, document_id: str) -> int | None:
        """Return the position in `documents` of the one of this id, or None."""
        return self._positions.get(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of this id, or None if there is no such passage."""
        row = self.passages.row_of(passage_id)
        return None if row is None else self.passages[row]

    def rows_of(self, position: int) -> "NDArray[np.int64]":
        """Return the rows of the passages of the document at this position, in ascending order."""
        order, starts = self._by_document
        return order[starts[position] : starts[position + 1]]

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document in the order of its text; none of an unknown one."""
        position = self.position_of(document_id)
        rows = () if position is None else self.rows_of(position).tolist()
        passages = (self.passages[row] for row in rows)
        return tuple(sorted(passages, key=lambda passage: passage.locator.start))

    @cached_property
    def is_read(self) -> "NDArray[np.bool_]":
        """Return whether each passage is of a document whose text is known, not its title alone."""
        of_documents = np.array([document.full_text for document in self.documents], bool)
        return of_documents[self.document_of]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {document.id: position for position, document in enumerate(self.documents)}

    @cached_property
    def _by_document(self) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Return the rows, document by document, and where those of each begin."""
        order = np.argsort(self.document_of, kind="stable")
        counts = np.bincount(self.document_of, minlength=len(self.documents))
        return order, np.concatenate([[0], np.cumsum(counts)])
