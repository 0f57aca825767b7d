"""Number the passages of all segments that are left: the rows of an index."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RowMap:
    """Which row of an index is which passage of which segment.

    A passage of a document that was removed stays in its segment, until that is written anew, and
    is no row.
    """

    def __init__(self, is_left: "Sequence[NDArray[np.bool_]]") -> None:
        """Number the passages that are left of each segment, one segment after another."""
        self._locals = [np.flatnonzero(each) for each in is_left]
        starts = np.concatenate([[0], np.cumsum([len(own) for own in self._locals])])
        self.starts: list[int] = starts.tolist()
        self._is_left = is_left
        self._numbered: dict[int, NDArray[np.int64]] = {}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self.starts[-1]

    def locate(self, row: int) -> tuple[int, int]:
        """Return the segment of a row, and its place there."""
        segment = bisect_right(self.starts, row) - 1
        return segment, int(self._locals[segment][row - self.starts[segment]])

    def places(self, segment: int) -> "NDArray[np.int64]":
        """Return the places in a segment that are rows, in the rows' order."""
        return self._locals[segment]

    def is_whole(self, segment: int) -> bool:
        """Return whether nothing of a segment was removed."""
        return len(self._locals[segment]) == len(self._is_left[segment])

    def rows(self, segment: int, places: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Return the rows at these places of a segment; -1 if what was there was removed."""
        if self.is_whole(segment):
            return places + self.starts[segment]
        if segment not in self._numbered:
            # Kept: each token of a question asks for it, and it is about all passages.
            is_left = self._is_left[segment]
            numbered = np.cumsum(is_left) - 1 + self.starts[segment]
            self._numbered[segment] = np.where(is_left, numbered, -1)
        return self._numbered[segment][places]


def whole(count: int) -> RowMap:
    """Return the map of one segment of `count` passages that are all left."""
    return RowMap([np.ones(count, bool)])
