"""The engines that an index can be kept in: files on this machine, or Qdrant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.build import build_generation
from index.encoder.protocol import Encoder
from index.engine_names import EngineName
from index.errors import EngineUnsafe
from index.generation import FileGeneration, live_id, open_generation, open_live, read_manifest
from index.protocol import Generation, Manifest
from index.spare import spare_generation
from ingest.progress import Progress, no_progress
from ingest.records import Document


class Engine(Protocol):
    """Where the generations of an index are kept, and one of them is live."""

    def live_id(self) -> str | None:
        """Return the id of the live generation, or None if nothing has been built."""

    def read_manifest(self, generation_id: str) -> Manifest:
        """Return the manifest of a generation.

        Raises:
            StoreError: it cannot be read, or is of another format.
        """

    def open_live(self) -> Generation:
        """Open the live generation.

        Raises:
            IndexMissing: nothing has been built yet.
            StoreError: it cannot be opened.
        """

    def open(self, generation_id: str) -> Generation:
        """Open a generation.

        Raises:
            StoreError: it cannot be opened.
        """

    def spare(self, known: Collection[str]) -> Generation | None:
        """Return the newest generation that is not live, is whole and has no document but `known`.

        It answers in place of a live one that is damaged.
        """

    def build(
        self,
        documents: Sequence[Document],
        encoder: Encoder,
        on_progress: Progress = no_progress,
        live: Generation | None = None,
        sources: Sequence[Generation] = (),
    ) -> str:
        """Build and publish a generation of `documents`; return its id.

        What the live generation has encoded is taken over; `live` is that, if it is open already.
        So is what `sources` have, which were made by the same encoder.

        Raises:
            StoreError: it cannot be written; what is live stays so.
        """


@dataclass(frozen=True, slots=True)
class FileEngine:
    """An index in files below the data folder `data`; see `index.generation`."""

    data: Path

    def live_id(self) -> str | None:
        """Return the id of the live generation; see `index.generation.live_id`."""
        return live_id(self.data)

    def read_manifest(self, generation_id: str) -> Manifest:
        """Return the manifest of a generation; see `index.generation.read_manifest`."""
        return read_manifest(self.data, generation_id)

    def open_live(self) -> FileGeneration:
        """Open the live generation; see `index.generation.open_live`."""
        return open_live(self.data)

    def open(self, generation_id: str) -> FileGeneration:
        """Open a generation; see `index.generation.open_generation`."""
        return open_generation(self.data, generation_id)

    def spare(self, known: Collection[str]) -> FileGeneration | None:
        """Return a generation that is whole; see `index.spare.spare_generation`."""
        return spare_generation(self.data, known)

    def build(
        self,
        documents: Sequence[Document],
        encoder: Encoder,
        on_progress: Progress = no_progress,
        live: Generation | None = None,
        sources: Sequence[Generation] = (),
    ) -> str:
        """Build and publish a generation; see `index.build.build_generation`."""
        files = live if isinstance(live, FileGeneration) else None
        return build_generation(
            documents, encoder, self.data, on_progress, live=files, sources=sources
        )


def open_engine(name: EngineName, data: Path, url: str = "", api_key: str | None = None) -> Engine:
    """Return an engine by its name, for the library in the data folder `data`.

    Raises:
        EngineMissing: what it needs is not installed.
        EngineUnsafe: `url` is no address of a server, or the key would be sent unencrypted.
        DataBusy: another process has the index of `qdrant-edge` open.
    """
    if name == "files":
        return FileEngine(data)
    from index.qdrant.engine import QdrantEngine

    if name == "qdrant-edge":
        from index.qdrant.edge import open_edge

        return QdrantEngine(open_edge(data / "qdrant"), data)
    from index.qdrant.server import open_server

    if not url:
        raise EngineUnsafe(url=url)
    return QdrantEngine(open_server(url, api_key), data)


def engine_of_generation(generation: Generation) -> Engine:
    """Return the engine that a generation is kept in."""
    if isinstance(generation, FileGeneration):
        return FileEngine(generation.data)
    from index.qdrant.engine import QdrantEngine
    from index.qdrant.generation import StoredGeneration

    if not isinstance(generation, StoredGeneration):
        raise TypeError(type(generation))
    return QdrantEngine(generation.store, generation.data)
