"""The index on disk: generations, of which one is live.

<data>/current                  the id of the live generation, replaced atomically
<data>/generations/<id>/        manifest.json, documents.jsonl, passages.jsonl, vectors.faiss,
                                stems/ and grams/ (BM25), tokens/ (token vectors)

A generation is written under a name of its own and becomes live by one rename, so a crash at any
moment leaves the old one live. It is opened only if every file is the one that was written.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.protocol import EncoderIdentity, check_identity
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.lexical import LexicalIndex
from index.partition import Partition, partition_passages
from index.tokens import TokenTable
from index.vectors import VectorIndex
from ingest.disk import locked, write_whole
from ingest.errors import DataUnreadable, DiskFull
from ingest.records import Document, HeadingStart, Locator, PageStart, Passage, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 4
"""Raise when a file of the generation changes its meaning; older ones are then built anew."""

CHUNKER = 2
"""Raise when the same document is cut into other passages or given another context."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Say what a generation was built from and by, and what its files must be."""

    format: int
    chunker: int
    created: str
    encoder: EncoderIdentity
    corpus_sha256: str
    documents: int
    passages: int
    tokens: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """Hold one open generation; row i of every index belongs to passage i.

    `document_of` is int64 of shape (passages,): the place in `documents` of each passage's own.
    `parts` are judged apart.
    """

    id: str
    folder: Path
    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    document_of: "NDArray[np.int64]"
    vectors: VectorIndex
    stems: LexicalIndex
    grams: LexicalIndex
    tokens: TokenTable
    parts: tuple[Partition, ...]


@contextmanager
def new_generation(data: Path, generation_id: str) -> Iterator[Path]:
    """Give an empty folder to write a generation into, and make it live when the block ends.

    `manifest.json` must be there by then. Where the block fails, the folder is removed and the
    generation that was live stays so.

    Raises:
        DataUnreadable: the data folder cannot be written.
        DiskFull: there is no room.
        DataBusy: another process is building in the same data folder.
    """
    folder = data / "generations" / f"{generation_id}.unfinished"
    with locked(data, data):
        folder.parent.mkdir(exist_ok=True)
        # Nobody else builds while the lock is held, so what is unfinished was interrupted.
        for leftover in folder.parent.glob("*.unfinished"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
            _check_written(data, folder)
            _publish(data, folder, generation_id)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of the generation in `folder`."""
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a generation but its manifest, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): _sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def write_records(
    folder: Path, documents: tuple[Document, ...], passages: tuple[Passage, ...]
) -> None:
    """Write what is shown of a generation: its documents and passages."""
    rows = [json.dumps(asdict(document), ensure_ascii=False) for document in documents]
    (folder / "documents.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rows = [json.dumps(asdict(passage), ensure_ascii=False) for passage in passages]
    (folder / "passages.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def live_id(data: Path) -> str | None:
    """Return the id of the live generation, or None where nothing has been built.

    Raises:
        DataUnreadable: the data folder is there but cannot be read.
    """
    try:
        return (data / "current").read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DataUnreadable(folder=str(data), reason=str(error)) from error


def read_manifest(data: Path, generation_id: str) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        IndexDamaged: it is missing or not a manifest.
        IndexOutdated: it is of an older format.
        IndexForeign: it is of a format that this version does not know.
    """
    path = data / "generations" / generation_id / "manifest.json"
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        built = values["format"]
        if isinstance(built, int) and built < FORMAT:
            raise IndexOutdated(built=built, wanted=FORMAT)
        if built != FORMAT:
            raise IndexForeign(what="format", built=str(built), wanted=str(FORMAT))
        return Manifest(**{**values, "encoder": EncoderIdentity(**values["encoder"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(file=str(path)) from error


def open_live(data: Path) -> Generation:
    """Open the live generation after checking every file of it.

    Raises:
        IndexMissing: nothing has been built yet.
        IndexDamaged: a file is missing or has changed, or the counts do not fit together.
        IndexOutdated, IndexForeign: it is of another format; see `read_manifest`.
        DataUnreadable: the data folder cannot be read.
    """
    generation_id = live_id(data)
    if generation_id is None:
        raise IndexMissing(folder=str(data))
    manifest = read_manifest(data, generation_id)
    folder = data / "generations" / generation_id
    found = checksums(folder)
    if not isinstance(manifest.files, dict):
        raise IndexDamaged(file=str(folder / "manifest.json"))
    for name in sorted({*manifest.files, *found}):
        if manifest.files.get(name) != found.get(name):
            raise IndexDamaged(file=str(folder / name))
    try:
        documents = tuple(_document(row) for row in _rows(folder / "documents.jsonl"))
        passages = tuple(_passage(row) for row in _rows(folder / "passages.jsonl"))
        places = {document.id: place for place, document in enumerate(documents)}
        document_of = np.array([places[p.locator.document_id] for p in passages], np.int64)
        stems = LexicalIndex(folder / "stems")
        generation = Generation(
            id=generation_id,
            folder=folder,
            manifest=manifest,
            documents=documents,
            passages=passages,
            document_of=document_of,
            vectors=VectorIndex(folder / "vectors.faiss"),
            stems=stems,
            grams=LexicalIndex(folder / "grams"),
            tokens=TokenTable(folder / "tokens"),
            parts=partition_passages(document_of, stems),
        )
    except (OSError, ValueError, LookupError, TypeError, RuntimeError) as error:
        # Whole by its checksums and still unreadable: it was written wrong, or while being read
        # another build removed it.
        raise IndexDamaged(file=str(folder)) from error
    counts = {
        manifest.passages,
        len(generation.passages),
        len(generation.vectors),
        len(generation.stems),
        len(generation.grams),
        len(generation.tokens),
    }
    if len(counts) != 1 or len(generation.documents) != manifest.documents:
        raise IndexDamaged(file=str(folder / "manifest.json"))
    return generation


def check_encoder(manifest: Manifest, wanted: EncoderIdentity) -> None:
    """Compare the encoder that built a generation with the one that will read questions.

    Raises:
        IndexForeign: they differ; the first field that does is named with both values.
    """
    check_identity(manifest.encoder, wanted)


def _check_written(data: Path, folder: Path) -> None:
    """Find tables that were cut short: NumPy does not always tell of a disk that filled up."""
    for path in folder.rglob("*.npy"):
        try:
            np.load(path, mmap_mode="r", allow_pickle=False)
        except (ValueError, EOFError) as error:
            raise DiskFull(folder=str(data)) from error


def _publish(data: Path, folder: Path, generation_id: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    before = live_id(data)
    folder.rename(folder.parent / generation_id)
    write_whole(data / "current", generation_id.encode())
    # The one before stays: a server may still be reading it.
    for old in folder.parent.iterdir():
        if old.name not in (generation_id, before):
            shutil.rmtree(old, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _document(row: dict[str, Any]) -> Document:
    return Document(
        **{
            **row,
            "source": Source(**row["source"]),
            "authors": tuple(row["authors"]),
            "page_starts": tuple(PageStart(**start) for start in row["page_starts"]),
            "headings": tuple(HeadingStart(**start) for start in row["headings"]),
        }
    )


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(**{**row, "locator": Locator(**row["locator"])})
