"""The index on disk: generations, of which one is live.

<data>/current                          the id of the live generation, replaced atomically
<data>/generations/<id>/manifest.json   what it was built from, and where each document is
<data>/generations/<id>/<segment>/      see `index/segment.py`

A segment is shared by the generations that have it, so that what comes and goes leaves the others
as they are: each generation has links to its files. `index/publication.py` writes it.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.protocol import EncoderIdentity, check_identity
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.largest import largest
from index.lexical import LexicalIndex, LexicalShares
from index.partition import partition_passages
from index.passage_table import PassageTable
from index.protocol import Generation, Manifest, Part, Search
from index.row_map import RowMap
from index.sealed import SealedFolder
from index.segment import read_documents
from index.tokens import TokenTable
from index.units import UnitTable
from index.vectors import VectorIndex
from ingest.errors import DataUnreadable, reason_of
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 8
"""Raise this if a file of the generation changes its meaning; older ones are then built anew."""

CHUNKER = 4
"""Raise this if the same document would be cut into other passages or given another context."""


@dataclass(frozen=True, eq=False)
class FileGeneration(Generation):
    """An open generation in files of this machine.

    Nothing but its documents and a table of its passages has been read; all else is read and
    checked, by blocks, when it is asked for, and raises IndexDamaged if it is not what was written.
    """

    folder: Path
    segments: tuple[SealedFolder, ...]
    row_map: RowMap
    stems: LexicalIndex
    grams: LexicalIndex
    tokens: TokenTable

    @property
    def data(self) -> Path:
        """Return the data folder that the generation stands in."""
        return self.folder.parents[1]

    def words(self, stems: Iterable[str], grams: Iterable[str]) -> LexicalShares:
        """Score every passage by these tokens."""
        return LexicalShares(self.stems.share(stems), self.grams.share(grams))

    def find(self, searches: Sequence[Search]) -> "NDArray[np.int64]":
        """Return the rows that any of `searches` finds, int64 in ascending order."""
        found = [np.empty(0, np.int64)]
        for each in searches:
            if each.words is not None:
                found.append(each.rows[largest(each.words.total(each.rows), each.count)])
            found += [
                self.vectors.nearest(vector, each.count, each.rows)[0] for vector in each.pooled
            ]
        return np.unique(np.concatenate(found))

    def holding(self, stems: Collection[str]) -> "NDArray[np.int64]":  # noqa: ARG002
        """Return all rows: to read the passages takes no longer than to look for them."""
        return np.arange(len(self.passages))

    def load(self, rows: "NDArray[np.int64]", part: Part = "all") -> None:
        """Do nothing: a row is read in a moment."""

    def is_live(self) -> bool:
        """Return whether `current` names it."""
        return live_id(self.data) == self.id

    def owns(self, file: str) -> bool:
        """Return whether `file` is one of its own."""
        return Path(file).is_relative_to(self.folder)

    def check(self) -> None:
        """Read every block of every file again.

        Raises:
            IndexDamaged: one is not what was written.
        """
        for segment in self.segments:
            segment.check()

    def damaged_segments(self) -> frozenset[int]:
        """Read every block again; return the numbers of the segments that are not as written."""
        return frozenset(
            number for number, segment in enumerate(self.segments) if not segment.is_whole()
        )


def live_id(data: Path) -> str | None:
    """Return the id of the live generation, or None if nothing has been built.

    Raises:
        DataUnreadable: the data folder is there but cannot be read.
    """
    try:
        # A damaged pointer is the name of no generation.
        return (data / "current").read_bytes().decode(errors="replace").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataUnreadable(folder=str(data), reason=reason_of(error)) from error


def read_manifest(data: Path, generation_id: str) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        IndexDamaged: it is missing or not a manifest.
        IndexOutdated: it is of an older format.
        IndexForeign: it is of a format that this version does not know.
    """
    path = data / "generations" / generation_id / "manifest.json"
    try:
        text = path.read_text(encoding="utf-8")
        values: dict[str, Any] = json.loads(text)
        built = values["format"]
        if isinstance(built, int) and built < FORMAT:
            raise IndexOutdated(built=built, wanted=FORMAT)
        if built != FORMAT:
            raise IndexForeign(what="format", built=str(built), wanted=str(FORMAT))
        del values["sha256"]
        if manifest_text(values) != text:
            raise IndexDamaged(file=str(path))
        places = [(int(segment), int(place)) for segment, place in values["places"]]
        encoder = EncoderIdentity(**values["encoder"])
        return Manifest(**{**values, "encoder": encoder, "places": places})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(file=str(path)) from error


def manifest_text(values: dict[str, Any]) -> str:
    """Return a manifest as it is written, with the checksum of its `values` at its end."""
    sha256 = hashlib.sha256(json.dumps(values).encode()).hexdigest()
    return json.dumps({**values, "sha256": sha256}, indent=1)


def open_live(data: Path) -> FileGeneration:
    """Open the live generation.

    Raises:
        IndexMissing: nothing has been built yet.
        IndexDamaged: a file is missing or of another size, or the counts do not fit together.
        IndexOutdated, IndexForeign: it is of another format; see `read_manifest`.
        DataUnreadable: the data folder cannot be read.
    """
    generation_id = live_id(data)
    if generation_id is None:
        raise IndexMissing(folder=str(data))
    return open_generation(data, generation_id)


def other_ids(data: Path) -> list[str]:
    """Return the ids of the generations that are whole and not live, the newest first."""
    live = live_id(data)
    there = (path.name for path in (data / "generations").glob("*") if path.suffix == "")
    return sorted((name for name in there if name != live), reverse=True)


def open_generation(data: Path, generation_id: str) -> FileGeneration:
    """Open a generation of the data folder; see `open_live`."""
    manifest = read_manifest(data, generation_id)
    folder = data / "generations" / generation_id
    try:
        return _opened(folder, manifest)
    except (
        OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, MemoryError,
    ) as error:  # fmt: skip
        # Its checksums are right and it cannot be read all the same: it was written wrongly, or
        # another build removed it meanwhile.
        raise IndexDamaged(file=str(folder)) from error


def _opened(folder: Path, manifest: Manifest) -> FileGeneration:
    segments = tuple(SealedFolder(folder / name, sha) for name, sha in manifest.segments.items())
    for path in sorted(folder.iterdir()):
        if path.name not in (*manifest.segments, "manifest.json"):
            raise IndexDamaged(file=str(path))
    documents_of = [read_documents(segment) for segment in segments]
    documents = tuple(documents_of[segment][place] for segment, place in manifest.places)
    tables = [segment.table("passages").whole() for segment in segments]
    positions = _positions(manifest.places, documents_of, tables)
    rows = RowMap([own >= 0 for own in positions])
    document_of = np.concatenate(
        [own[rows.places(segment)] for segment, own in enumerate(positions)]
    )
    is_description = np.concatenate(
        [table["is_description"][rows.places(segment)] for segment, table in enumerate(tables)]
    )
    stems = LexicalIndex(segments, "stems", rows)
    if len(documents) != manifest.documents or len(rows) != manifest.passages:
        raise IndexDamaged(file=str(folder / "manifest.json"))
    return FileGeneration(
        id=folder.name,
        folder=folder,
        manifest=manifest,
        segments=segments,
        row_map=rows,
        documents=documents,
        passages=PassageTable(segments, tables, rows),
        document_of=document_of,
        is_description=is_description,
        vectors=VectorIndex(segments, rows),
        stems=stems,
        grams=LexicalIndex(segments, "grams", rows),
        tokens=TokenTable(segments, rows),
        units=UnitTable(segments, rows, manifest.places),
        partitions=partition_passages(document_of, is_description, stems),
    )


def _positions(
    places: Sequence[tuple[int, int]],
    documents_of: Sequence[Sequence[Document]],
    tables: "Sequence[NDArray[np.void]]",
) -> "list[NDArray[np.int64]]":
    """Return for each segment the position of each passage's document; -1 if it was removed."""
    position_of = [np.full(len(documents), -1, np.int64) for documents in documents_of]
    for position, (segment, place) in enumerate(places):
        position_of[segment][place] = position
    return [own[table["document"]] for own, table in zip(position_of, tables, strict=True)]


def check_encoder(manifest: Manifest, wanted: EncoderIdentity) -> None:
    """Compare the encoder that built a generation with the one that will read questions.

    Raises:
        IndexForeign: they differ; the first field that does is named with both values.
    """
    check_identity(manifest.encoder, wanted)
