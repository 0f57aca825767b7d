"""Build a new generation from documents, encoding and writing only what the live one has not."""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from index.encoder.protocol import Encoder
from index.errors import IndexDamaged
from index.generation import (
    CHUNKER,
    FORMAT,
    FileGeneration,
    check_encoder,
    live_id,
    open_generation,
    other_ids,
)
from index.passage_vectors import encode_passages
from index.protocol import Generation, Manifest
from index.publication import link_segment, new_generation, new_id, write_manifest
from index.reuse import Reuse, reuse
from index.segment import write_segment
from ingest.errors import StoreError
from ingest.passages import CountTokens, cut_passages
from ingest.progress import Progress, no_progress
from ingest.records import Document, Passage

Cut = Callable[[Document, CountTokens], tuple[Passage, ...]]


def build_generation(
    documents: Sequence[Document],
    encoder: Encoder,
    data: Path,
    on_progress: Progress = no_progress,
    cut: Cut = cut_passages,
    live: FileGeneration | None = None,
    sources: Sequence[Generation] = (),
) -> str:
    """Build and publish a generation of `documents`, cut into passages by `cut`; return its id.

    Large segments of the live generation are kept, and vectors of other passages that it holds,
    made by the same encoder from the same text, are taken over from it. `live` is that generation,
    if it is open already; if it is not given, or damaged, every block of it is read and checked
    first, and what is damaged is made anew. The previous one is taken if it is whole instead.
    `sources` are others of the same encoder, whose vectors are taken over too.

    Raises:
        DataUnreadable, DiskFull, DataBusy: see `index.generation.new_generation`.
    """
    if live is not None and live.manifest.encoder == encoder.identity:
        with suppress(IndexDamaged):
            reused = reuse(documents, live, encoder, cut).with_sources(sources)
            return _build(documents, encoder, data, on_progress, reused)
    old, damaged = _reusable(data, encoder)
    reused = reuse(documents, old, encoder, cut, damaged).with_sources(sources)
    return _build(documents, encoder, data, on_progress, reused)


def _build(
    documents: Sequence[Document],
    encoder: Encoder,
    data: Path,
    on_progress: Progress,
    reused: Reuse,
) -> str:
    now = datetime.now(UTC)
    corpus = corpus_sha256(documents)
    generation_id = new_id(corpus)
    kept, written = reused.kept, reused.written
    passages = [passage for document in written for passage in reused.passages_of[document.id]]
    with new_generation(data, generation_id, reused.taken_from) as folder:
        segments, tokens = {}, reused.kept_tokens
        if written:
            vectors = encode_passages(written, passages, encoder, reused.known, on_progress)
        for segment, sha256 in kept:
            link_segment(segment, folder)
            segments[segment.path.name] = sha256
        if written:
            segments[generation_id] = write_segment(
                folder / generation_id, written, passages, vectors
            )
            tokens += sum(len(passage.ids) for passage in vectors.tokens)
        write_manifest(
            folder,
            Manifest(
                format=FORMAT,
                chunker=CHUNKER,
                created=now.isoformat(timespec="seconds"),
                encoder=encoder.identity,
                corpus_sha256=corpus,
                documents=len(documents),
                passages=reused.kept_passages + len(passages),
                tokens=tokens,
                segments=segments,
                places=reused.places(documents),
            ),
        )
    return generation_id


def corpus_sha256(documents: Sequence[Document]) -> str:
    """Return one checksum over everything that is known of `documents`."""
    rows = [asdict(document) for document in documents]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _reusable(data: Path, encoder: Encoder) -> tuple[FileGeneration | None, frozenset[int]]:
    """Return a generation whose vectors can be taken over, and the numbers of damaged segments."""
    found: list[tuple[FileGeneration, frozenset[int]]] = []
    for generation_id in (live_id(data), *other_ids(data)):
        if generation_id is None:
            continue
        with suppress(StoreError):
            generation = open_generation(data, generation_id)
            check_encoder(generation.manifest, encoder.identity)
            found.append((generation, generation.damaged_segments()))
            if not found[-1][1]:
                return found[-1]
    return found[0] if found else (None, frozenset())
