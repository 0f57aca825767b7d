"""Write a generation into Qdrant, batch by batch, and make it the live one.

What was encoded before, by the same encoder from the same text, is taken over: from the live
generation, from one that was not finished, and from what others have (`sources`).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np

from index.build import corpus_sha256
from index.encoder.protocol import Encoder
from index.errors import IndexDamaged
from index.generation import CHUNKER
from index.passage_vectors import encode_passages
from index.protocol import Generation
from index.qdrant.generation import FORMAT, MANIFEST
from index.qdrant.parts import Rows, StoredPassages, StoredTokens, StoredUnits, StoredVectors
from index.qdrant.scope import Scope
from index.qdrant.store import Store
from index.qdrant.writer import Writer, count_passages
from index.reuse import Known, known_of
from ingest.progress import Progress, no_progress
from ingest.records import Document, Passage

_TIME = "%Y%m%dT%H%M%S%f"

BATCH_PASSAGES = 256
"""Passages of whole documents that are encoded and written before the next are."""

UNFINISHED_KEPT = timedelta(days=1)
"""How long a generation that is not finished is left to whoever writes it."""


@dataclass(frozen=True, eq=False)
class _Unfinished:
    """What there is of a generation that is not finished, to take vectors over from."""

    passages: StoredPassages
    vectors: StoredVectors
    tokens: StoredTokens
    units: StoredUnits


def publish_documents(
    store: Store,
    documents: Sequence[Document],
    passages: list[list[Passage]],
    encoder: Encoder,
    sources: Sequence[Generation] = (),
    on_progress: Progress = no_progress,
) -> str:
    """Write and publish a generation of `documents`, cut into `passages`; return its id.

    A generation of the same documents that was not finished is gone on with.

    Raises:
        IndexForeign: the engine is too old.
        EngineUnreachable, EngineRefused: see `Store`; what is live stays so.
    """
    store.check_version()
    cut, corpus = count_passages(passages), corpus_sha256(documents)
    mark = _mark(corpus, encoder)
    before = store.live_id()
    generation = _unfinished(store, mark) or f"{datetime.now(UTC):{_TIME}}-{mark}"
    dimensions = encoder.identity.dimensions
    store.create(generation, dimensions)
    writer = Writer(store, generation, documents, cut, dimensions)
    done, total = 0, len(cut.part_of)
    on_progress(done, total)
    for positions in _batches(cut.passages):
        batch = [documents[position] for position in positions]
        own = [passage for position in positions for passage in cut.passages[position]]
        known = known_of(batch, sources)
        known += _written(store, generation, writer.rows(positions), dimensions)
        vectors = encode_passages(batch, own, encoder, known, no_progress)
        writer.write(positions, vectors)
        done += len(own)
        on_progress(done, total)
    writer.finish(encoder, corpus)
    store.publish(generation)
    _remove_old(store, {generation, before})
    return generation


def _mark(corpus: str, encoder: Encoder) -> str:
    """Return what the generations of the same documents, encoded alike, have in their ids."""
    told = [FORMAT, CHUNKER, corpus, asdict(encoder.identity)]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def _batches(passages: Sequence[Sequence[Passage]]) -> Iterator[list[int]]:
    """Yield the positions of documents, as many as have BATCH_PASSAGES passages together."""
    positions: list[int] = []
    size = 0
    for position, own in enumerate(passages):
        positions.append(position)
        size += len(own)
        if size >= BATCH_PASSAGES:
            yield positions
            positions, size = [], 0
    if positions:
        yield positions


def _written(store: Store, generation: str, rows: range, dimensions: int) -> list[Known]:
    """Return what was written of these rows before the generation was given up."""
    there = sorted(store.read(generation, rows, ("id",)))
    if not there:
        return []
    own = Rows(store, generation, dimensions)
    own.load(there, "all")
    nothing = np.zeros(1, np.float32)
    parts = _Unfinished(
        passages=StoredPassages(store, generation, max(there) + 1, own),
        vectors=StoredVectors(
            store, generation, Scope((), np.empty(0, np.int64), np.empty(0, np.uint8)), own
        ),
        tokens=StoredTokens(nothing, nothing.astype(np.int32), own),
        units=StoredUnits(nothing, own),
    )
    return [Known(parts, tuple(there))]


def _unfinished(store: Store, mark: str) -> str | None:
    """Return the last generation of this mark that is not finished, if there is one."""
    ids = [each for each in store.ids() if each.endswith(f"-{mark}")]
    return next((each for each in reversed(ids) if not _is_finished(store, each)), None)


def _is_finished(store: Store, generation: str) -> bool:
    try:
        store.read_file(generation, MANIFEST)
    except IndexDamaged:
        return False
    return True


def _remove_old(store: Store, kept: set[str | None]) -> None:
    """Remove all generations but those in `kept`: the live one, and the one before.

    Whoever reads the one before takes the live one at the next request. What another may still be
    writing is left for a day.
    """
    recent = f"{datetime.now(UTC) - UNFINISHED_KEPT:{_TIME}}"
    for each in store.ids():
        if each not in kept and (each < recent or _is_finished(store, each)):
            store.remove(each)
