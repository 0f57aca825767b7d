"""Qdrant as the engine of an index; see `index.engine`."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.encoder.protocol import Encoder, check_identity
from index.errors import EngineError, IndexDamaged, IndexForeign, IndexOutdated
from index.generation import open_live
from index.protocol import Generation, Manifest
from index.qdrant.generation import StoredGeneration, open_stored, read_stored_manifest
from index.qdrant.publication import publish_documents
from index.qdrant.store import Store
from ingest.disk import locked
from ingest.errors import StoreError
from ingest.passages import cut_passages
from ingest.progress import Progress, no_progress
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class QdrantEngine:
    """An index in Qdrant, of the library in the data folder `data`."""

    store: Store
    data: Path

    def live_id(self) -> str | None:
        """Return the id of the live generation, or None if nothing has been built."""
        return self.store.live_id()

    def read_manifest(self, generation_id: str) -> Manifest:
        """Return the manifest of a generation; see `read_stored_manifest`."""
        return read_stored_manifest(self.store, generation_id)

    def open_live(self) -> StoredGeneration:
        """Open the live generation; see `open_stored`."""
        return open_stored(self.store, self.data)

    def open(self, generation_id: str) -> StoredGeneration:
        """Open a generation; see `open_stored`."""
        return open_stored(self.store, self.data, generation_id)

    def spare(self, known: Collection[str]) -> StoredGeneration | None:
        """Return the newest generation that is not live and can be opened, or None.

        It has no document beside those `known`: what was removed must not be quoted again.
        """
        live = self.store.live_id()
        for each in reversed(self.store.ids()):
            with suppress(IndexDamaged, IndexOutdated, IndexForeign):
                if each != live:
                    spare = self.open(each)
                    if all(document.id in known for document in spare.documents):
                        return spare
        return None

    def build(
        self,
        documents: Sequence[Document],
        encoder: Encoder,
        on_progress: Progress = no_progress,
        live: Generation | None = None,
        sources: Sequence[Generation] = (),
    ) -> str:
        """Build and publish a generation of `documents`; return its id.

        What the live generation has encoded is taken over, what an index in the files of the data
        folder has, and what `sources` have, which were made by the same encoder.

        Raises:
            DataBusy: another process is building for the same data folder.
            EngineUnreachable, EngineRefused, IndexForeign: see `publish_documents`.
        """
        with locked(self.data, self.data):
            known = [each for each in self._sources(live) if _is_alike(each, encoder)]
            passages = [
                list(cut_passages(document, encoder.count_tokens)) for document in documents
            ]
            return publish_documents(
                self.store, documents, passages, encoder, [*known, *sources], on_progress
            )

    def _sources(self, live: Generation | None) -> list[Generation]:
        found: list[Generation] = [live] if live is not None else []
        if live is None:
            try:
                found.append(self.open_live())
            except EngineError:
                raise
            except StoreError:
                pass
        with suppress(StoreError):
            files = open_live(self.data)
            files.check()
            found.append(files)
        return found


def _is_alike(generation: Generation, encoder: Encoder) -> bool:
    """Return whether a generation was made by this encoder."""
    try:
        check_identity(generation.manifest.encoder, encoder.identity)
    except StoreError:
        return False
    return True
