"""Keep a pooled vector of each unit of each passage: what tells which sentence answers.

The vector of a passage blurs what one of its sentences says, and the token vectors of a sentence,
made inside the passage, are full of its neighbours. So every sentence, list item and row is encoded
once more alone. The vectors are int8 with a scale a row, like the token vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.mapped_table import mapped_table
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
    for name in ("ranges", "codes", "scales"):
        blocks = [getattr(passage, name) for passage in passages]
        np.save(folder / f"{name}.npy", np.concatenate(blocks), allow_pickle=False)
    means = _document_means(passages, np.array(document_of))
    np.save(folder / "means.npy", means, allow_pickle=False)


def _document_means(
    passages: Sequence[PassageUnits], document_of: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the mean direction of the units of each document; zeros if it has none."""
    means = np.zeros((document_of.max() + 1, passages[0].codes.shape[1]), np.float32)
    for document, passage in zip(document_of.tolist(), passages, strict=True):
        means[document] += passage.vectors.sum(axis=0)
    return unit_rows(means)


class UnitTable:
    """The units of all passages, mapped: reading one passage does not read the others."""

    def __init__(self, folder: Path) -> None:
        """Map the tables in `folder` into memory.

        Raises:
            OSError: one is missing.
            ValueError: one is not a table.
        """
        self._ranges: NDArray[np.int32] = mapped_table(folder, "ranges")
        self._codes: NDArray[np.int8] = mapped_table(folder, "codes")
        self._scales: NDArray[np.float32] = mapped_table(folder, "scales")
        self._bounds: NDArray[np.int64] = np.asarray(mapped_table(folder, "bounds"))
        self._means: NDArray[np.float32] = mapped_table(folder, "means")

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._bounds) - 1

    def passage(self, row: int) -> PassageUnits:
        """Return the units of one passage, still mapped."""
        of_row = slice(int(self._bounds[row]), int(self._bounds[row + 1]))
        return PassageUnits(self._ranges[of_row], self._codes[of_row], self._scales[of_row])

    def document_mean(self, position: int) -> "NDArray[np.float32]":
        """Return the mean direction of the units of the document at this position."""
        mean: NDArray[np.float32] = self._means[position]
        return mean
