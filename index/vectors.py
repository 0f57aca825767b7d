"""Search pooled vectors by inner product with FAISS, for which they are of unit length."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def unit_rows(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return float32 `vectors`, along the last axis, made of unit length; zeros stay zeros."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(length, np.finfo(np.float32).tiny)
    return unit


def write_vectors(vectors: "NDArray[np.float32]", path: Path) -> None:
    """Write a flat inner-product index of `vectors`, float32 of shape (passages, dimensions)."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    # Written by Python, not by FAISS, so that a full disk is an OSError and not a RuntimeError.
    path.write_bytes(faiss.serialize_index(index).tobytes())


class VectorIndex:
    """The pooled vectors, memory-mapped, searched exactly."""

    def __init__(self, path: Path) -> None:
        """Map the index at `path` into memory."""
        import faiss

        # One thread a query: two make a single query slower, 63 to 145 ms at a million vectors.
        faiss.omp_set_num_threads(1)
        # IO_FLAG_MMAP copies a flat index all the same; only the IFC variant maps it.
        self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return int(self._index.d)

    def vector(self, row: int) -> "NDArray[np.float32]":
        """Return the vector of one row, float32 of shape (dimensions,)."""
        vector: NDArray[np.float32] = self._index.reconstruct(row)
        return vector

    def nearest(
        self, vector: "NDArray[np.float32]", count: int, rows: "NDArray[np.int64] | None" = None
    ) -> tuple["NDArray[np.int64]", "NDArray[np.float32]"]:
        """Return the `count` best rows and their inner products, best first.

        `rows` limits the search to those rows; the scan is exact, so a filter never makes it run
        dry. Fewer come back only if there are fewer.
        """
        import faiss

        allowed = len(self) if rows is None else len(rows)
        count = min(count, allowed)
        if count == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parameters: Any = None
        if rows is not None:
            parameters = faiss.SearchParameters()
            # The selector is kept alive by a name: the parameters only point to it.
            selector = faiss.IDSelectorBatch(rows)
            parameters.sel = selector
        scores, found = self._index.search(vector[None], count, params=parameters)
        return found[0], scores[0]
