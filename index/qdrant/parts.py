"""The parts of a generation in Qdrant that are read by rows: what is read once is kept a while."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from index.errors import IndexDamaged
from index.protocol import Part, Passages
from index.qdrant.points import (
    ALL_FIELDS,
    TEXT_FIELDS,
    read_passage,
    read_tokens,
    read_units,
)
from index.qdrant.scope import Scope
from index.qdrant.store import Condition, Nearest, Store
from index.tokens import PassageTokens, frequency_of
from index.units import PassageUnits
from ingest.records import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT_PASSAGES, KEPT_TOKENS = 4096, 512
"""Passages whose texts and vectors are kept once read, and those whose token vectors are: the
latter take 50 kB each, and a question reads some 100."""

BATCH_ROWS = 128
"""Passages that are read in one call: of each some 60 kB are sent."""


class Rows:
    """What was read of the points of a generation, last."""

    def __init__(self, store: Store, generation: str, dimensions: int) -> None:
        """Take a generation of vectors of so many dimensions."""
        self._store, self._generation, self._dimensions = store, generation, dimensions
        self._texts: dict[int, Passage] = {}
        self._pooled: dict[int, NDArray[np.float32]] = {}
        self._tokens: dict[int, tuple[PassageTokens, PassageUnits]] = {}

    def load(self, rows: Iterable[int], part: Part) -> None:
        """Read a part of the passages in `rows`, if it is not there.

        Raises:
            IndexDamaged: one is missing.
        """
        tables: dict[Part, tuple[Mapping[int, object], int]] = {
            "text": (self._texts, KEPT_PASSAGES),
            "pooled": (self._pooled, KEPT_PASSAGES),
            "all": (self._tokens, KEPT_TOKENS),
        }
        kept, most = tables[part]
        missing = [row for row in rows if row not in kept]
        if len(kept) + len(missing) > most:
            self._texts, self._pooled, self._tokens = {}, {}, {}
            missing = list(rows)
        for start in range(0, len(missing), BATCH_ROWS):
            self._read(missing[start : start + BATCH_ROWS], part)

    def text(self, row: int) -> Passage:
        """Return a passage."""
        # Another thread may make room for what it reads.
        while (found := self._texts.get(row)) is None:
            self.load([row], "text")
        return found

    def pooled(self, row: int) -> "NDArray[np.float32]":
        """Return the vector of a passage, float32 of shape (dimensions,)."""
        while (found := self._pooled.get(row)) is None:
            self.load([row], "pooled")
        return found

    def tokens(self, row: int) -> tuple[PassageTokens, PassageUnits]:
        """Return the token vectors and units of a passage."""
        while (found := self._tokens.get(row)) is None:
            self.load([row], "all")
        return found

    def _read(self, rows: Sequence[int], part: Part) -> None:
        fields = {"text": TEXT_FIELDS, "pooled": (), "all": ALL_FIELDS}[part]
        found = self._store.read(self._generation, rows, fields, pooled=part != "text")
        for row in rows:
            if row not in found:
                raise IndexDamaged(file=f"{self._store.place}/{self._generation}#{row}")
            payload, pooled = found[row]
            try:
                self._keep(row, part, payload)
            except (KeyError, ValueError, TypeError) as error:
                raise IndexDamaged(file=f"{self._store.place}/{self._generation}#{row}") from error
            if pooled is not None:
                self._pooled[row] = pooled

    def _keep(self, row: int, part: Part, payload: dict[str, Any]) -> None:
        if part != "pooled":
            self._texts[row] = read_passage(payload)
        if part == "all":
            tokens = read_tokens(payload, self._dimensions)
            self._tokens[row] = tokens, read_units(payload, self._dimensions)


class StoredPassages(Passages):
    """All passages, by their rows."""

    def __init__(self, store: Store, generation: str, count: int, rows: Rows) -> None:
        """Take the rows of a generation of `count` passages."""
        self._store, self._generation, self._count, self._rows = store, generation, count, rows

    def __len__(self) -> int:
        """Return how many passages there are."""
        return self._count

    def __iter__(self) -> Iterator[Passage]:
        """Yield all passages, many read at a time."""
        for start in range(0, self._count, BATCH_ROWS):
            rows = range(start, min(start + BATCH_ROWS, self._count))
            self._rows.load(rows, "text")
            yield from map(self._rows.text, rows)

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, row: Any) -> Any:
        """Return the passage of a row."""
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(self._count)))
        return self._rows.text(range(self._count)[row])

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of the passage of this id, or None if there is no such passage."""
        found = self._store.rows(self._generation, Condition({"id": [passage_id]}))
        return next(found, None)


class StoredVectors:
    """A vector of unit length for each passage; see `index.protocol.PooledVectors`."""

    def __init__(self, store: Store, generation: str, scope: Scope, rows: Rows) -> None:
        """Take the rows of a generation, and what tells which of them a search may find."""
        self._store, self._generation, self._scope, self._rows = store, generation, scope, rows

    def vector(self, row: int) -> "NDArray[np.float32]":
        """Return the vector of one row, float32 of shape (dimensions,)."""
        return self._rows.pooled(row)

    def nearest(
        self, vector: "NDArray[np.float32]", count: int, rows: "NDArray[np.int64] | None" = None
    ) -> tuple["NDArray[np.int64]", "NDArray[np.float32]"]:
        """Return the `count` best of `rows`, which ascend, and their inner products, best first."""
        condition = Condition() if rows is None else self._scope.condition(rows)
        search = [Nearest(vector, count, condition)]
        (found,) = self._store.search(self._generation, [search]) if count else ((),)
        return (
            np.array([row for row, _ in found], np.int64),
            np.array([score for _, score in found], np.float32),
        )


class StoredTokens:
    """The token vectors of each passage; see `index.protocol.TokenVectors`."""

    def __init__(self, mean: "NDArray[np.float32]", held: "NDArray[np.int32]", rows: Rows) -> None:
        """Take the mean of all, and how many passages hold each token by its number."""
        self.mean, self._held, self._rows = mean, held, rows

    def frequency(self, ids: "NDArray[np.int32]") -> "NDArray[np.int64]":
        """Return how many passages hold each token of `ids`."""
        return frequency_of(ids, self._held)

    def passage(self, row: int) -> PassageTokens:
        """Return the token vectors of one passage."""
        return self._rows.tokens(row)[0]

    def vectors(
        self, row: int
    ) -> "tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int32]]":
        """Return codes, scales and ids of the tokens of one passage."""
        tokens = self.passage(row)
        return tokens.codes, tokens.scales, tokens.ids

    def spans(self, row: int) -> "NDArray[np.int32]":
        """Return where the tokens of one passage stand in its encoded text."""
        return self.passage(row).spans


class StoredUnits:
    """A vector of each sentence, list item and row; see `index.protocol.UnitVectors`."""

    def __init__(self, means: "NDArray[np.float32]", rows: Rows) -> None:
        """Take the mean of the units of each document, float32 of shape (documents, dimensions)."""
        self._means, self._rows = means, rows

    def passage(self, row: int) -> PassageUnits:
        """Return the units of one passage."""
        return self._rows.tokens(row)[1]

    def document_mean(self, position: int) -> "NDArray[np.float32]":
        """Return the mean direction of the units of the document at this position."""
        mean: NDArray[np.float32] = self._means[position]
        return mean
