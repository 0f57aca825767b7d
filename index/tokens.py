"""Keep the token vectors of all passages in tables of int8.

A row is a vector scaled so that its largest number becomes 127; what makes it a vector of unit
length again stands beside it as float32. The vectors are those that the encoder gives. They are not
centred: the mean is a sum over the stored vectors and is subtracted at question time, so a document
that is added never makes the old rows stale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.row_map import RowMap
from index.sealed import SealedFolder, write_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.protocol import Encoded


@dataclass(frozen=True, slots=True, eq=False)
class PassageTokens:
    """The token vectors of one passage.

    `codes` is int8 of shape (n, dimensions), `scales` float32 of shape (n,), `ids` int32 of shape
    (n,), `spans` int32 of shape (n, 2): characters of the passage's encoded text.
    """

    codes: "NDArray[np.int8]"
    scales: "NDArray[np.float32]"
    ids: "NDArray[np.int32]"
    spans: "NDArray[np.int32]"

    @property
    def vectors(self) -> "NDArray[np.float32]":
        """Return the vectors, float32 of shape (n, dimensions)."""
        vectors: NDArray[np.float32] = self.codes.astype(np.float32) * self.scales[:, None]
        return vectors


def quantise(encoded: "Encoded") -> PassageTokens:
    """Return the token vectors of an encoded passage as int8 with a scale a row."""
    if not len(encoded.token_ids):
        # One row of zeros, so that every passage has a best token.
        nothing = np.zeros((1, len(encoded.pooled)), np.int8)
        no_span = np.zeros((1, 2), np.int32)
        return PassageTokens(nothing, np.zeros(1, np.float32), np.zeros(1, np.int32), no_span)
    codes, scales = quantise_rows(encoded.tokens)
    return PassageTokens(codes, scales, encoded.token_ids, encoded.spans)


def quantise_rows(
    vectors: "NDArray[np.float32]",
) -> tuple["NDArray[np.int8]", "NDArray[np.float32]"]:
    """Return unit vectors, float32 of shape (n, dimensions), as int8, and the scale of each row.

    A row times its scale has the length 1; the scale of a row of zeros is 0.
    """
    largest = np.abs(vectors).max(axis=1, initial=0)
    steps = np.maximum(largest, np.finfo(np.float32).tiny).astype(np.float32) / np.float32(127)
    codes = np.rint(vectors / steps[:, None])
    lengths = np.linalg.norm(codes, axis=1)
    scales = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return codes.astype(np.int8), scales


def write_tokens(passages: Sequence[PassageTokens], folder: Path) -> None:
    """Write the token vectors of all passages, in the passages' order, and their mean."""
    folder.mkdir()
    lengths = [len(passage.ids) for passage in passages]
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    mean = sum(passage.vectors.sum(axis=0) for passage in passages) / np.float32(sum(lengths))
    for name, table in {"bounds": bounds, "mean": mean}.items():
        np.save(folder / f"{name}.npy", table, allow_pickle=False)
    write_table(folder / "rows.npy", [token_rows(passage) for passage in passages])
    write_table(folder / "spans.npy", [passage.spans for passage in passages])


def token_rows(passage: PassageTokens) -> "NDArray[np.void]":
    """Return the vectors and ids of the tokens of a passage in one table: read in one go."""
    rows = np.empty(len(passage.ids), token_row(passage.codes.shape[1]))
    for name in ("codes", "scales", "ids"):
        rows[name] = getattr(passage, name)
    return rows


def token_row(dimensions: int) -> "np.dtype[np.void]":
    """Return the layout of a row of `token_rows`, of a vector of so many dimensions."""
    return np.dtype([("codes", "i1", (dimensions,)), ("scales", "<f4"), ("ids", "<i4")])


def frequency_of(ids: "NDArray[np.int32]", held: "NDArray[np.integer[Any]]") -> "NDArray[np.int64]":
    """Return how many passages hold each token of `ids`, by the counts `held` of the first ones."""
    last = len(held) - 1
    found: NDArray[np.int64] = np.where(ids <= last, held[np.minimum(ids, last)], 0)
    return found


class TokenTable:
    """The token vectors of all passages: reading one passage does not read the others."""

    def __init__(self, folders: Sequence[SealedFolder], rows: RowMap) -> None:
        """Open the tables of all segments.

        Raises:
            IndexDamaged: one is not what was written.
        """
        self._map = rows
        self._rows = [folder.table("tokens/rows") for folder in folders]
        self._spans = [folder.table("tokens/spans") for folder in folders]
        self._written_bounds = [folder.table("tokens/bounds") for folder in folders]
        self._means = [folder.table("tokens/mean") for folder in folders]

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._map)

    @cached_property
    def mean(self) -> "NDArray[np.float32]":
        """Return the mean of all token vectors, float32 of shape (dimensions,).

        What was removed from a segment counts until the segment is written anew.
        """
        means = [table.whole() for table in self._means]
        if len(means) == 1:
            return means[0]
        weights = [len(rows) for rows in self._rows]
        return np.average(means, axis=0, weights=weights).astype(np.float32)

    @cached_property
    def _frequency(self) -> "NDArray[np.int64]":
        # Only a tokenizer that knows no probabilities needs it, and a large corpus takes its time.
        found = np.concatenate([np.unique(self.passage(row).ids) for row in range(len(self))])
        return np.bincount(found, minlength=1)

    def frequency(self, ids: "NDArray[np.int32]") -> "NDArray[np.int64]":
        """Return how many passages hold each token of `ids`."""
        return frequency_of(ids, self._frequency)

    def length(self, row: int) -> int:
        """Return how many tokens one passage has."""
        _, start, stop = self._locate(row)
        return stop - start

    def passage(self, row: int) -> PassageTokens:
        """Return the token vectors of one passage.

        Raises:
            IndexDamaged: they are not those that were written.
        """
        codes, scales, ids = self.vectors(row)
        return PassageTokens(codes, scales, ids, self.spans(row))

    def vectors(
        self, row: int
    ) -> "tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int32]]":
        """Return codes, scales and ids of the tokens of one passage; see `passage`."""
        segment, start, stop = self._locate(row)
        rows = self._rows[segment].rows(start, stop)
        return rows["codes"], rows["scales"], rows["ids"]

    def spans(self, row: int) -> "NDArray[np.int32]":
        """Return where the tokens of one passage stand in its encoded text; see `passage`."""
        segment, start, stop = self._locate(row)
        return self._spans[segment].rows(start, stop)

    def _locate(self, row: int) -> tuple[int, int, int]:
        segment, place = self._map.locate(row)
        start, stop = self._bounds[segment][place : place + 2].tolist()
        return segment, start, stop

    @cached_property
    def _bounds(self) -> "list[NDArray[np.int64]]":
        # Eight bytes a passage, and each is asked for twice a question.
        return [table.whole() for table in self._written_bounds]
