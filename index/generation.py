"""The index on disk: generations, of which one is live.

<data>/current                  the id of the live generation, replaced atomically
<data>/generations/<id>/        manifest.json, documents.jsonl, passages.jsonl, vectors.faiss,
                                stems/ and grams/ (BM25), tokens/ (token vectors),
                                units/ (a vector of each sentence, list item and table row)

It is opened only if every file is the one that was written; `index/publication.py` writes it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.protocol import EncoderIdentity, check_identity
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.lexical import LexicalIndex
from index.partition import Partition, partition_passages
from index.tokens import TokenTable
from index.units import UnitTable
from index.vectors import VectorIndex
from ingest.errors import DataUnreadable
from ingest.records import Document, HeadingStart, Locator, PageStart, Passage, Source, TableSpan

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 6
"""Raise this if a file of the generation changes its meaning; older ones are then built anew."""

CHUNKER = 3
"""Raise this if the same document would be cut into other passages or given another context."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, by which encoder, and the checksum of every file."""

    format: int
    chunker: int
    created: str
    encoder: EncoderIdentity
    corpus_sha256: str
    documents: int
    passages: int
    tokens: int
    files: dict[str, str]


@dataclass(frozen=True, eq=False)
class Generation:
    """An open generation; row i of every index belongs to passage i.

    `document_of` is int64 of shape (passages,): the position in `documents` of each passage's own;
    `is_description`, bool of the same shape, whether the passage is one. `partitions` are judged
    apart.
    """

    id: str
    folder: Path
    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    document_of: "NDArray[np.int64]"
    is_description: "NDArray[np.bool_]"
    vectors: VectorIndex
    stems: LexicalIndex
    grams: LexicalIndex
    tokens: TokenTable
    units: UnitTable
    partitions: tuple[Partition, ...]

    @property
    def data(self) -> Path:
        """Return the data folder that the generation stands in."""
        return self.folder.parents[1]

    def document(self, document_id: str) -> Document | None:
        """Return the document of this id, or None if there is no such document."""
        position = self.position_of(document_id)
        return None if position is None else self.documents[position]

    def position_of(self, document_id: str) -> int | None:
        """Return the position in `documents` of the one of this id, or None."""
        return self._positions.get(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of this id, or None if there is no such passage."""
        return self._passages.get(passage_id)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document in the order of its text; none of an unknown one."""
        position = self.position_of(document_id)
        rows = () if position is None else np.flatnonzero(self.document_of == position)
        passages = (self.passages[row] for row in rows)
        return tuple(sorted(passages, key=lambda passage: passage.locator.start))

    @cached_property
    def is_read(self) -> "NDArray[np.bool_]":
        """Return whether each passage is of a document whose text is known, not its title alone."""
        of_documents = np.array([document.full_text for document in self.documents], bool)
        return of_documents[self.document_of]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {document.id: position for position, document in enumerate(self.documents)}

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}


def live_id(data: Path) -> str | None:
    """Return the id of the live generation, or None if nothing has been built.

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
        positions = {document.id: position for position, document in enumerate(documents)}
        document_of = np.array([positions[p.locator.document_id] for p in passages], np.int64)
        is_description = np.array([passage.is_description for passage in passages], bool)
        stems = LexicalIndex(folder / "stems")
        generation = Generation(
            id=generation_id,
            folder=folder,
            manifest=manifest,
            documents=documents,
            passages=passages,
            document_of=document_of,
            is_description=is_description,
            vectors=VectorIndex(folder / "vectors.faiss"),
            stems=stems,
            grams=LexicalIndex(folder / "grams"),
            tokens=TokenTable(folder / "tokens"),
            units=UnitTable(folder / "units"),
            partitions=partition_passages(document_of, is_description, stems),
        )
    except (OSError, ValueError, LookupError, TypeError, RuntimeError) as error:
        # Its checksums are right and it cannot be read all the same: it was written wrongly, or
        # another build removed it meanwhile.
        raise IndexDamaged(file=str(folder)) from error
    counts = {
        manifest.passages,
        len(generation.passages),
        len(generation.vectors),
        len(generation.stems),
        len(generation.grams),
        len(generation.tokens),
        len(generation.units),
    }
    if len(counts) != 1 or len(generation.documents) != manifest.documents:
        raise IndexDamaged(file=str(folder / "manifest.json"))
    return generation


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a generation but its manifest, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): _sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def check_encoder(manifest: Manifest, wanted: EncoderIdentity) -> None:
    """Compare the encoder that built a generation with the one that will read questions.

    Raises:
        IndexForeign: they differ; the first field that does is named with both values.
    """
    check_identity(manifest.encoder, wanted)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


_LISTS = ("authors", "commissioned_by", "more_urls", "topics", "places")


def _document(row: dict[str, Any]) -> Document:
    return Document(
        **{
            **row,
            "source": Source(**row["source"]),
            **{name: tuple(row[name]) for name in _LISTS},
            "page_starts": tuple(PageStart(**start) for start in row["page_starts"]),
            "headings": tuple(HeadingStart(**start) for start in row["headings"]),
            "tables": tuple(TableSpan(**span) for span in row["tables"]),
        }
    )


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(**{**row, "locator": Locator(**row["locator"])})
