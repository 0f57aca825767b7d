"""Keep the token vectors of all passages in one memory-mapped table of int8.

A row is a vector scaled so that its largest number becomes 127; the scale stands beside it as
float32. The vectors are those that the encoder gives. They are not centred: the mean is a sum over
the stored vectors and is subtracted at question time, so a document that is added never makes the
old rows stale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.mapped_table import mapped_table

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
        return PassageTokens(nothing, np.ones(1, np.float32), np.zeros(1, np.int32), no_span)
    codes, scales = quantise_rows(encoded.tokens)
    return PassageTokens(codes, scales, encoded.token_ids, encoded.spans)


def quantise_rows(
    vectors: "NDArray[np.float32]",
) -> tuple["NDArray[np.int8]", "NDArray[np.float32]"]:
    """Return vectors, float32 of shape (n, dimensions), as int8, and the scale of each row."""
    largest = np.abs(vectors).max(axis=1, initial=0)
    scales = np.maximum(largest, np.finfo(np.float32).tiny).astype(np.float32) / np.float32(127)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def write_tokens(passages: Sequence[PassageTokens], folder: Path) -> None:
    """Write the token vectors of all passages, in the passages' order, and their mean."""
    folder.mkdir()
    lengths = [len(passage.ids) for passage in passages]
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    mean = sum(passage.vectors.sum(axis=0) for passage in passages) / np.float32(sum(lengths))
    for name, table in {"bounds": bounds, "mean": mean}.items():
        np.save(folder / f"{name}.npy", table, allow_pickle=False)
    for name in ("codes", "scales", "ids", "spans"):
        _write_rows(folder / f"{name}.npy", [getattr(passage, name) for passage in passages])


def _write_rows(path: Path, blocks: "Sequence[NDArray[Any]]") -> None:
    """Write `blocks` as one table, without holding it: that of a large corpus takes 200 MB."""
    shape = (sum(map(len, blocks)), *blocks[0].shape[1:])
    header = {"descr": blocks[0].dtype.str, "fortran_order": False, "shape": shape}
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(np.ascontiguousarray(block, blocks[0].dtype).data)


class TokenTable:
    """The token vectors of all passages, mapped: reading one passage does not read the others."""

    def __init__(self, folder: Path) -> None:
        """Map the tables in `folder` into memory.

        Raises:
            OSError: one is missing.
            ValueError: one is not a table.
        """
        self.codes: NDArray[np.int8] = mapped_table(folder, "codes")
        self.scales: NDArray[np.float32] = mapped_table(folder, "scales")
        self.ids: NDArray[np.int32] = mapped_table(folder, "ids")
        self.spans: NDArray[np.int32] = mapped_table(folder, "spans")
        self.bounds: NDArray[np.int64] = np.asarray(mapped_table(folder, "bounds"))
        self.mean: NDArray[np.float32] = np.asarray(mapped_table(folder, "mean"))

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self.bounds) - 1

    def length(self, row: int) -> int:
        """Return how many tokens one passage has."""
        return int(self.bounds[row + 1] - self.bounds[row])

    @cached_property
    def _frequency(self) -> "NDArray[np.int64]":
        # Only a tokenizer that knows no probabilities needs it, and a large corpus takes its time.
        return _passages_by_token(self.ids, self.bounds)

    def frequency(self, ids: "NDArray[np.int32]") -> "NDArray[np.int64]":
        """Return how many passages hold each token of `ids`."""
        last = len(self._frequency) - 1
        found: NDArray[np.int64] = np.where(ids <= last, self._frequency[np.minimum(ids, last)], 0)
        return found

    def passage(self, row: int) -> PassageTokens:
        """Return the token vectors of one passage, still mapped."""
        of_row = slice(int(self.bounds[row]), int(self.bounds[row + 1]))
        return PassageTokens(
            self.codes[of_row], self.scales[of_row], self.ids[of_row], self.spans[of_row]
        )


def _passages_by_token(
    ids: "NDArray[np.int32]", bounds: "NDArray[np.int64]"
) -> "NDArray[np.int64]":
    """Return, by token id, how many passages hold the token at least once."""
    passage = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    pairs = np.unique(np.stack([passage, ids], axis=1), axis=0)
    return np.bincount(pairs[:, 1]) if len(pairs) else np.zeros(1, np.int64)
