"""Search pooled vectors by inner product, for which they are of unit length.

Up to EXACT_ROWS passages of a segment are compared one by one. A larger one has a graph (HNSW, over
vectors of one byte a number), and the best that it finds are compared again exactly.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.largest import largest
from index.row_map import RowMap
from index.sealed import SealedFolder, write_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT_ROWS = 50_000
"""Passages that are compared one by one: 12 ms and 77 MB on one core. A graph takes 0.4 kB more a
passage and minutes to build."""

FEW_ROWS = 2_000
"""Of so few that a filter leaves the vectors are read, checked and compared exactly, in 23 ms."""

SCAN_SHARE = 0.2
"""If a filter leaves less than this, all codes are scanned: the graph finds too few of them."""

_LINKS, _EFFORT = 32, 1_024
"""Of the graph: neighbours of a vector, and how many candidates a search keeps. With 256 it finds
0.96 of the exact ten of a million, with 512 0.98, with 1,024 0.997."""

_MORE = 100
"""How many more than are wanted are compared again exactly: codes of a byte swap neighbours."""


def unit_rows(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return float32 `vectors`, along the last axis, made of unit length; zeros stay zeros."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(length, np.finfo(np.float32).tiny)
    return unit


def write_vectors(vectors: "NDArray[np.float32]", folder: Path) -> None:
    """Write `vectors`, float32 of shape (passages, dimensions), and a graph of many."""
    write_table(folder / "vectors.npy", [vectors])
    if len(vectors) <= EXACT_ROWS:
        return
    import faiss

    graph = faiss.index_factory(vectors.shape[1], f"HNSW{_LINKS}_SQ8", faiss.METRIC_INNER_PRODUCT)
    graph.train(vectors)
    graph.add(vectors)
    # Written by Python, not by FAISS, so that a full disk is an OSError and not a RuntimeError.
    (folder / "graph.faiss").write_bytes(faiss.serialize_index(graph).tobytes())


class VectorIndex:
    """The pooled vectors of all segments."""

    def __init__(self, folders: Sequence[SealedFolder], rows: RowMap) -> None:
        """Open the vectors of all segments."""
        self._parts = [_Part(folder) for folder in folders]
        self._map = rows

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return len(self._map)

    def vector(self, row: int) -> "NDArray[np.float32]":
        """Return the vector of one row, float32 of shape (dimensions,)."""
        segment, place = self._map.locate(row)
        vector: NDArray[np.float32] = self._parts[segment].vectors.rows(place, place + 1)[0]
        return vector

    def nearest(
        self, vector: "NDArray[np.float32]", count: int, rows: "NDArray[np.int64] | None" = None
    ) -> tuple["NDArray[np.int64]", "NDArray[np.float32]"]:
        """Return the `count` best rows and their inner products, best first.

        `rows`, in ascending order, limits the search to those; fewer come back only if there are
        fewer.
        """
        found = [(np.empty(0, np.int64), np.empty(0, np.float32))]
        for segment, part in enumerate(self._parts):
            places = self._map.places(segment)
            if rows is not None:
                start, stop = self._map.starts[segment : segment + 2]
                first, last = np.searchsorted(rows, (start, stop))
                if last - first < len(places):
                    places = places[rows[first:last] - start]
            if len(places) and count:
                own, scores = part.nearest(vector, count, places)
                found.append((self._map.rows(segment, own), scores))
        all_rows, all_scores = (np.concatenate(each) for each in zip(*found, strict=True))
        best = np.argsort(-all_scores, kind="stable")[:count]
        return all_rows[best], all_scores[best]


class _Part:
    """The pooled vectors of one segment."""

    def __init__(self, folder: SealedFolder) -> None:
        self.vectors = folder.table("vectors")
        self._file = folder.file("graph.faiss") if "graph.faiss" in folder else None
        if self._file is not None:
            import faiss

            # One thread a query: two make a single query slower, 63 to 145 ms at a million vectors.
            faiss.omp_set_num_threads(1)
            # IO_FLAG_MMAP copies a flat index all the same; only the IFC variant maps it.
            self._graph: Any = faiss.read_index(str(self._file.path), faiss.IO_FLAG_MMAP_IFC)

    def nearest(
        self, vector: "NDArray[np.float32]", count: int, places: "NDArray[np.int64]"
    ) -> tuple["NDArray[np.int64]", "NDArray[np.float32]"]:
        """Return the `count` best of `places` and their inner products, best first."""
        if self._file is not None and len(places) > FEW_ROWS:
            places = self._roughly(vector, count + _MORE, places)
        if self._file is not None:
            vectors = np.stack([self.vectors.rows(each, each + 1)[0] for each in places.tolist()])
            scores = vectors @ vector
        elif len(places) * 2 > len(self.vectors):
            # To multiply those that are left out too takes less time than to copy the others.
            scores = (self._all @ vector)[places]
        else:
            scores = self._all[places] @ vector
        best = np.sort(largest(scores, count))
        best = best[np.argsort(-scores[best], kind="stable")]
        return places[best], scores[best]

    @cached_property
    def _all(self) -> "NDArray[np.float32]":
        return self.vectors.whole()

    def _roughly(
        self, vector: "NDArray[np.float32]", count: int, places: "NDArray[np.int64]"
    ) -> "NDArray[np.int64]":
        """Return the `count` of `places` that are nearest by the codes."""
        import faiss

        graph, share = self._checked_graph, len(places) / len(self.vectors)
        parameters: Any = faiss.SearchParametersHNSW(efSearch=max(_EFFORT, count))  # type: ignore[attr-defined]
        if share < 1:
            is_in = np.zeros(len(self.vectors), bool)
            is_in[places] = True
            bits = np.packbits(is_in, bitorder="little")
            if share < SCAN_SHARE:
                graph, parameters = graph.storage, faiss.SearchParameters()
            # The selector is kept alive by a name: the parameters only point to it.
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
            parameters.sel = selector
        found = graph.search(vector[None], count, params=parameters)[1][0]
        return np.sort(found[found >= 0]).astype(np.int64)

    @cached_property
    def _checked_graph(self) -> Any:
        """Return the graph, all blocks of which were checked: FAISS reads it as it likes."""
        if self._file is not None:
            self._file.check()
        return self._graph
