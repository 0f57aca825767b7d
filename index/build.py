"""Build a new generation from documents, encoding only what the live one does not hold yet."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from index.encoder.protocol import Encoder
from index.generation import (
    CHUNKER,
    FORMAT,
    Generation,
    Manifest,
    check_encoder,
    checksums,
    open_live,
)
from index.lexical import grams, stems, write_lexical
from index.passage_vectors import encode_passages
from index.publication import new_generation, write_manifest, write_records
from index.tokens import write_tokens
from index.units import write_units
from index.vectors import write_vectors
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
    live: Generation | None = None,
) -> str:
    """Build and publish a generation of `documents`, cut into passages by `cut`; return its id.

    Vectors of passages that the live generation holds, made by the same encoder from the same
    text, are taken over from it. `live` is that generation, if it is open already.

    Raises:
        DataUnreadable, DiskFull, DataBusy: see `index.generation.new_generation`.
    """
    old = _reusable(data, encoder, live)
    cut_before = _cut_before(old)
    passages = tuple(
        passage
        for document in documents
        for passage in cut_before.get(document) or cut(document, encoder.count_tokens)
    )
    now = datetime.now(UTC)
    corpus = corpus_sha256(documents)
    generation_id = f"{now:%Y%m%dT%H%M%S%f}-{corpus[:8]}"
    position_of = {document.id: position for position, document in enumerate(documents)}
    document_of = [position_of[passage.locator.document_id] for passage in passages]
    with new_generation(data, generation_id) as folder:
        vectors = encode_passages(documents, passages, encoder, old, on_progress)
        write_records(folder, tuple(documents), passages)
        write_vectors(vectors.pooled, folder / "vectors.faiss")
        write_lexical([stems(passage.encoded_text) for passage in passages], folder / "stems")
        write_lexical([grams(passage.encoded_text) for passage in passages], folder / "grams")
        write_tokens(vectors.tokens, folder / "tokens")
        write_units(vectors.units, document_of, folder / "units")
        write_manifest(
            folder,
            Manifest(
                format=FORMAT,
                chunker=CHUNKER,
                created=now.isoformat(timespec="seconds"),
                encoder=encoder.identity,
                corpus_sha256=corpus,
                documents=len(documents),
                passages=len(passages),
                tokens=sum(len(passage.ids) for passage in vectors.tokens),
                files=checksums(folder),
            ),
        )
    return generation_id


def corpus_sha256(documents: Sequence[Document]) -> str:
    """Return one checksum over everything that is known of `documents`."""
    rows = [asdict(document) for document in documents]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _reusable(data: Path, encoder: Encoder, live: Generation | None) -> Generation | None:
    """Return the live generation if its vectors can be taken over, else None."""
    try:
        generation = live or open_live(data)
        check_encoder(generation.manifest, encoder.identity)
    except StoreError:
        return None
    return generation


def _cut_before(old: Generation | None) -> dict[Document, tuple[Passage, ...]]:
    """Return the passages of each document of `old`, if documents are still cut as then."""
    if old is None or old.manifest.chunker != CHUNKER:
        return {}
    found: dict[int, list[Passage]] = {}
    for position, passage in zip(old.document_of, old.passages, strict=True):
        found.setdefault(int(position), []).append(passage)
    return {old.documents[position]: tuple(passages) for position, passages in found.items()}
