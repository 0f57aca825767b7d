"""Encode a corpus in parts, by several processes or machines: each part is an index of its own.

<data>/shards/2-of-8/   the second of eight parts, laid out as a data folder

Which part a document is in is told by its id alone. A part is published every STEP_PASSAGES, so
that one that was interrupted is gone on with. `build` then takes all vectors over from the parts
that are there, and encodes what no part has: the index is the same to the byte.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.build import build_generation
from index.encoder.protocol import Encoder
from index.generation import FileGeneration, check_encoder, open_live
from index.shard import Shard, shards_folder
from ingest.errors import StoreError
from ingest.passages import cut_passages
from ingest.progress import Progress, no_progress
from ingest.records import Document

STEP_PASSAGES = 1_000
"""Passages that are encoded before they are published: two minutes of one core."""


def build_shard(
    documents: Sequence[Document],
    encoder: Encoder,
    data: Path,
    shard: Shard,
    on_progress: Progress = no_progress,
) -> tuple[int, int]:
    """Encode the documents of `documents` that are in a part; return how many, and passages.

    `on_progress` counts passages. What the part has already is not encoded again.

    Raises:
        DataBusy: another process is building the same part.
        DataUnreadable, DiskFull: it cannot be written.
    """
    own = [document for document in documents if shard.holds(document.id)]
    counts = [len(cut_passages(document, encoder.count_tokens)) for document in own]
    folder, total = shard.folder(data), sum(counts)
    on_progress(0, total)
    done = 0
    for end in _steps(counts):
        if not _has(folder, own[:end], encoder):
            build_generation(own[:end], encoder, folder, live=_live(folder, encoder))
        done = sum(counts[:end])
        on_progress(done, total)
    return len(own), total


def open_shards(data: Path, encoder: Encoder) -> list[FileGeneration]:
    """Open what the parts in a data folder have, made by this encoder, every block checked."""
    found = []
    for folder in sorted(shards_folder(data).glob("*-of-*")):
        generation = _live(folder, encoder)
        with suppress(StoreError):
            if generation is not None:
                generation.check()
                found.append(generation)
    return found


def remove_shards(data: Path) -> None:
    """Remove the parts that nobody is building."""
    for folder in sorted(shards_folder(data).glob("*-of-*")):
        with suppress(Timeout, OSError), FileLock(folder / "lock", timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        shards_folder(data).rmdir()


def _steps(counts: Sequence[int]) -> list[int]:
    """Return after how many documents a part is published."""
    ends, size = [], 0
    for end, count in enumerate(counts, start=1):
        size += count
        if size >= STEP_PASSAGES or end == len(counts):
            ends.append(end)
            size = 0
    return ends


def _has(folder: Path, documents: Sequence[Document], encoder: Encoder) -> bool:
    """Return whether a part has all of these documents as they are."""
    live = _live(folder, encoder)
    return live is not None and all(live.document(each.id) == each for each in documents)


def _live(folder: Path, encoder: Encoder) -> FileGeneration | None:
    """Return what a part has, None if that is nothing, or was made by another encoder."""
    try:
        generation = open_live(folder)
        check_encoder(generation.manifest, encoder.identity)
    except StoreError:
        return None
    return generation
