"""Generations in Qdrant's engine in this process: folders, of which `current` names the live one.

<data>/qdrant/current          the id of the live generation
<data>/qdrant/<id>/points/     the points, a folder of the engine's own
<data>/qdrant/<id>/files/      what is kept beside them

The engine allows one handle a folder, so that one process has a data folder at a time.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EngineMissing, EngineRefused, IndexDamaged
from index.qdrant.requests import filter_of, search_params, sparse, vector_of
from index.qdrant.store import (
    BUILD_EFFORT,
    INDEXED_NUMBERS,
    INDEXED_ON_DISK,
    INDEXED_WORDS,
    LINKS,
    PAGE_ROWS,
    POOLED,
    WORDS,
    Condition,
    Found,
    Nearest,
    Point,
)
from ingest.disk import write_whole
from ingest.errors import DataBusy

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCANNED_KB = 10_000
"""Vectors of a segment that are compared one by one: of more there is a graph."""

_OPEN: "dict[Path, EdgeStore]" = {}
_OPENING = threading.Lock()


class EdgeStore:
    """Generations below a folder, which no other process has open."""

    def __init__(self, folder: Path) -> None:
        """Take the folder for this process; see `open_edge`.

        Raises:
            EngineMissing: the engine is not installed.
            DataBusy: another process has it open.
        """
        try:
            import qdrant_edge
        except ImportError as error:
            raise EngineMissing(package="qdrant-edge-py") from error
        from filelock import FileLock, Timeout

        self._engine, self._folder = qdrant_edge, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._held = FileLock(folder / "open", timeout=0)
        try:
            self._held.acquire()
        except Timeout as error:
            raise DataBusy(folder=str(folder)) from error
        self._shards: dict[str, Any] = {}
        self._lock = threading.Lock()

    @property
    def place(self) -> str:
        """Return the folder."""
        return str(self._folder)

    def check_version(self) -> None:
        """Do nothing: the engine is the one that is installed with the program."""

    def close(self) -> None:
        """Let other processes have the folder."""
        with self._lock:
            for generation in list(self._shards):
                self._shards.pop(generation).close()
        self._held.release()
        _OPEN.pop(self._folder, None)

    def live_id(self) -> str | None:
        """Return the id that `current` has; see `Store`."""
        try:
            return (self._folder / "current").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def ids(self) -> list[str]:
        """Return the ids of all generations; see `Store`."""
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir())

    def create(self, generation: str, dimensions: int) -> None:
        """Make the folders of a generation; see `Store`."""
        engine, points = self._engine, self._points(generation)
        (self._folder / generation / "files").mkdir(parents=True, exist_ok=True)
        with self._lock:
            if generation in self._shards or points.is_dir():
                return
            points.mkdir()
            number = engine.ScalarQuantizationConfig(engine.ScalarType.Int8, always_ram=True)
            pooled = engine.EdgeVectorParams(
                dimensions,
                engine.Distance.Dot,
                on_disk=True,
                quantization_config=number,
                hnsw_config=engine.HnswIndexConfig(
                    m=LINKS, ef_construct=BUILD_EFFORT, full_scan_threshold=SCANNED_KB
                ),
            )
            shard = engine.EdgeShard.create(
                str(points),
                engine.EdgeConfig(
                    vectors={POOLED: pooled},
                    sparse_vectors={WORDS: engine.EdgeSparseVectorParams(on_disk=True)},
                    on_disk_payload=True,
                    wal_enabled=False,  # 32 MB on disk, for nothing once all is flushed
                ),
            )
            kinds = dict.fromkeys(INDEXED_NUMBERS, engine.PayloadSchemaType.Integer)
            kinds |= dict.fromkeys(INDEXED_WORDS, engine.PayloadSchemaType.Keyword)
            kinds |= dict.fromkeys(INDEXED_ON_DISK, engine.KeywordIndexParams(on_disk=True))
            for key, kind in kinds.items():
                shard.update(engine.UpdateOperation.create_field_index(key, kind))
            self._shards[generation] = shard

    def write(self, generation: str, points: Sequence[Point]) -> None:
        """Write points; see `Store`."""
        engine = self._engine
        made = [
            engine.Point(
                point.row,
                {POOLED: point.pooled.tolist(), WORDS: sparse(engine, point.words)},
                point.payload,
            )
            for point in points
        ]
        self._told(generation, lambda s: s.update(engine.UpdateOperation.upsert_points(made)))

    def finish(self, generation: str) -> None:
        """Make the graph, and see that all is on the disk; see `Store`."""
        self._told(generation, lambda shard: shard.optimize())
        self._told(generation, lambda shard: shard.flush())

    def publish(self, generation: str) -> None:
        """Replace `current`; see `Store`."""
        write_whole(self._folder / "current", generation.encode())

    def remove(self, generation: str) -> None:
        """Remove the folders of a generation; see `Store`."""
        with self._lock:
            if shard := self._shards.pop(generation, None):
                shard.close()
        shutil.rmtree(self._folder / generation, ignore_errors=True)

    def write_file(self, generation: str, name: str, content: bytes) -> None:
        """Write a file beside the points; see `Store`."""
        path = self._folder / generation / "files" / name
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def read_file(self, generation: str, name: str) -> bytes:
        """Return what a file has; see `Store`."""
        path = self._folder / generation / "files" / name
        try:
            return path.read_bytes()
        except OSError as error:
            raise IndexDamaged(file=str(path)) from error

    def count(self, generation: str) -> int:
        """Return how many points there are; see `Store`."""
        request = self._engine.CountRequest(exact=True)
        return int(self._told(generation, lambda shard: shard.count(request)))

    def read(
        self, generation: str, rows: Sequence[int], fields: Sequence[str], pooled: bool = False
    ) -> "dict[int, tuple[dict[str, Any], NDArray[np.float32] | None]]":
        """Return fields and vectors of points; see `Store`."""
        wanted = self._engine.PayloadSelector.Include(list(fields)) if fields else False
        vectors = [POOLED] if pooled else False
        records = self._told(generation, lambda s: s.retrieve(list(rows), wanted, vectors))
        return {
            record.id: (
                record.payload or {},
                np.array(record.vector[POOLED], np.float32) if pooled else None,
            )
            for record in records
        }

    def rows(self, generation: str, condition: Condition) -> Iterator[int]:
        """Yield the rows of all points that meet a condition; see `Store`."""
        offset = None
        while True:
            request = self._engine.ScrollRequest(
                offset=offset,
                limit=PAGE_ROWS,
                filter=self._filter(condition),
                with_payload=False,
            )
            records, offset = self._told(generation, lambda s, asked=request: s.scroll(asked))
            yield from (record.id for record in records)
            if offset is None:
                return

    def search(self, generation: str, groups: Sequence[Sequence[Nearest]]) -> list[Sequence[Found]]:
        """Search for all groups in one call; see `Store`."""
        request = self._engine.QueryBatchRequest([self._request(group) for group in groups])
        found = self._told(generation, lambda shard: shard.query_batch(request))
        return [[(each.id, each.score) for each in one] for one in found]

    def _points(self, generation: str) -> Path:
        return self._folder / generation / "points"

    def _shard(self, generation: str) -> Any:
        """Return the handle of a generation, which is opened once."""
        with self._lock:
            if generation not in self._shards:
                try:
                    path = str(self._points(generation))
                    self._shards[generation] = self._engine.EdgeShard.load(path)
                except Exception as error:  # the engine has no class of its own
                    raise IndexDamaged(file=path) from error
            return self._shards[generation]

    def _told(self, generation: str, ask: Callable[..., Any]) -> Any:
        """Return what the engine answers.

        Raises:
            EngineRefused: it fails, such as without room on the disk.
        """
        shard = self._shard(generation)
        try:
            return ask(shard)
        except Exception as error:  # the engine has no class of its own
            raise EngineRefused(url=self.place, reason=str(error)) from error

    def _filter(self, condition: Condition) -> Any:
        return filter_of(
            self._engine, condition, lambda rows: self._engine.HasIdCondition(set(rows))
        )

    def _request(self, group: Sequence[Nearest]) -> Any:
        """Return the request for a group: several searches are joined by the engine."""
        engine = self._engine
        parts = []
        for each in group:
            vector, name = vector_of(engine, each)
            parts.append(
                {
                    "query": engine.Query.Nearest(vector, using=name),
                    "limit": each.count,
                    "filter": self._filter(each.condition),
                    "params": search_params(engine, each.count),
                }
            )
        if len(parts) == 1:
            return engine.QueryRequest(**parts[0])
        return engine.QueryRequest(
            prefetches=[engine.Prefetch(**each) for each in parts],
            query=engine.Fusion.Rrf(k=2),
            limit=sum(each.count for each in group),
        )


def open_edge(folder: Path) -> EdgeStore:
    """Return the store in `folder`, the same one whoever asks in this process.

    Raises:
        EngineMissing, DataBusy: see `EdgeStore`.
    """
    with _OPENING:
        folder = folder.resolve()
        if folder not in _OPEN:
            _OPEN[folder] = EdgeStore(folder)
        return _OPEN[folder]
