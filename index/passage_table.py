"""Read the passages of an index one by one: all of them need not fit into memory."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from index.protocol import Passages
from index.row_map import RowMap
from index.sealed import SealedFolder
from ingest.records import Locator, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT_PASSAGES = 4096
"""Passages that are kept once read: a question reads some 100, several times each."""

_ROW = [("start", "<i8"), ("document", "<i4"), ("id", "<u4"), ("is_description", "?")]


def write_passages(passages: Sequence[Passage], document_of: Sequence[int], folder: Path) -> None:
    """Write passages as they are shown, and a table of what is asked of all of them.

    `document_of` has the place of each passage's document in its segment.
    """
    lines = [json.dumps(asdict(each), ensure_ascii=False).encode() + b"\n" for each in passages]
    (folder / "passages.jsonl").write_bytes(b"".join(lines))
    table = np.zeros(len(passages), _ROW)
    table["start"] = np.cumsum([0, *map(len, lines[:-1])])
    table["document"] = document_of
    table["id"] = [_hash(passage.id) for passage in passages]
    table["is_description"] = [passage.is_description for passage in passages]
    np.save(folder / "passages.npy", table, allow_pickle=False)


class PassageTable(Passages):
    """All passages of an index, by their rows."""

    def __init__(
        self,
        folders: Sequence[SealedFolder],
        tables: "Sequence[NDArray[np.void]]",
        rows: RowMap,
    ) -> None:
        """Open the passages of all segments, which `tables` tell of."""
        self._files = [folder.file("passages.jsonl") for folder in folders]
        self._starts = [
            np.append(table["start"], file.size)
            for table, file in zip(tables, self._files, strict=True)
        ]
        places = [table["id"][rows.places(segment)] for segment, table in enumerate(tables)]
        self._ids = np.concatenate(places)
        self._map = rows
        self._kept: dict[int, Passage] = {}

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._map)

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, row: Any) -> Any:
        """Return the passage of a row.

        Raises:
            IndexDamaged: it is not the one that was written.
        """
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        row = range(len(self))[row]
        passage = self._kept.get(row)
        if passage is None:
            passage = self._read(row)
            if len(self._kept) >= KEPT_PASSAGES:
                self._kept.clear()
            self._kept[row] = passage
        return passage

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of the passage of this id, or None if there is no such passage."""
        rows = np.flatnonzero(self._ids == _hash(passage_id)).tolist()
        return next((row for row in rows if self[row].id == passage_id), None)

    def _read(self, row: int) -> Passage:
        segment, place = self._map.locate(row)
        start, stop = self._starts[segment][place : place + 2].tolist()
        values = json.loads(bytes(self._files[segment].read(start, stop)))
        return Passage(**{**values, "locator": Locator(**values["locator"])})


def _hash(passage_id: str) -> int:
    return zlib.crc32(passage_id.encode("utf-8", "surrogatepass"))
