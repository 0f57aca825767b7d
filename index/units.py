"""Keep a pooled vector of each unit of each passage: what tells which sentence answers.

The vector of a passage blurs what one of its sentences says, and the token vectors of a sentence,
made inside the passage, are full of its neighbours. So every sentence, list item and row is encoded
once more alone. The vectors are int8 with a scale a row, like the token vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.row_map import RowMap
from index.sealed import SealedFolder, write_table
from index.vectors import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PassageUnits:
    """The units of one passage.

    `ranges` is int32 of shape (n, 2): characters of the passage's text. `codes` is int8 of shape
    (n, dimensions), `scales` float32 of shape (n,).
    """

    ranges: "NDArray[np.int32]"
    codes: "NDArray[np.int8]"
    scales: "NDArray[np.float32]"

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.ranges)

    @property
    def vectors(self) -> "NDArray[np.float32]":
        """Return the vectors, float32 of shape (n, dimensions)."""
        vectors: NDArray[np.float32] = self.codes.astype(np.float32) * self.scales[:, None]
        return vectors


def write_units(passages: Sequence[PassageUnits], document_of: Sequence[int], folder: Path) -> None:
    """Write the units of all passages, in the passages' order, and the mean of each document's.

    `document_of` has the position of each passage's document among the documents.
    """
    folder.mkdir()
    bounds = np.concatenate([[0], np.cumsum([len(passage) for passage in passages])])
    np.save(folder / "bounds.npy", bounds.astype(np.int64), allow_pickle=False)
    write_table(folder / "rows.npy", [unit_rows_of(passage) for passage in passages])
    means = document_means(passages, np.array(document_of))
    np.save(folder / "means.npy", means, allow_pickle=False)


def unit_rows_of(passage: PassageUnits) -> "NDArray[np.void]":
    """Return all that is kept of the units of a passage in one table: read in one go."""
    rows = np.empty(len(passage), unit_row(passage.codes.shape[1]))
    for name in ("codes", "scales", "ranges"):
        rows[name] = getattr(passage, name)
    return rows


def unit_row(dimensions: int) -> "np.dtype[np.void]":
    """Return the layout of a row of `unit_rows_of`, of a vector of so many dimensions."""
    return np.dtype([("codes", "i1", (dimensions,)), ("scales", "<f4"), ("ranges", "<i4", (2,))])


def document_means(
    passages: Sequence[PassageUnits], document_of: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the mean direction of the units of each document; zeros if it has none."""
    means = np.zeros((document_of.max() + 1, passages[0].codes.shape[1]), np.float32)
    for document, passage in zip(document_of.tolist(), passages, strict=True):
        means[document] += passage.vectors.sum(axis=0)
    return unit_rows(means)


class UnitTable:
    """The units of all passages: reading one passage does not read the others."""

    def __init__(
        self, folders: Sequence[SealedFolder], rows: RowMap, places: Sequence[tuple[int, int]]
    ) -> None:
        """Open the tables of all segments.

        `places` has the segment of each document, and its place there.

        Raises:
            IndexDamaged: one is not what was written.
        """
        self._map, self._places = rows, places
        self._rows = [folder.table("units/rows") for folder in folders]
        self._written_bounds = [folder.table("units/bounds") for folder in folders]
        self._means = [folder.table("units/means") for folder in folders]

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._map)

    def passage(self, row: int) -> PassageUnits:
        """Return the units of one passage.

        Raises:
            IndexDamaged: they are not those that were written.
        """
        segment, place = self._map.locate(row)
        start, stop = self._bounds[segment][place : place + 2].tolist()
        rows = self._rows[segment].rows(start, stop)
        return PassageUnits(rows["ranges"], rows["codes"], rows["scales"])

    @cached_property
    def _bounds(self) -> "list[NDArray[np.int64]]":
        return [table.whole() for table in self._written_bounds]

    def document_mean(self, position: int) -> "NDArray[np.float32]":
        """Return the mean direction of the units of the document at this position."""
        segment, place = self._places[position]
        mean: NDArray[np.float32] = self._means[segment].rows(place, place + 1)[0]
        return mean
