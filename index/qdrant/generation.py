"""Open a generation that is kept in Qdrant."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.protocol import EncoderIdentity
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.partition import Partition
from index.protocol import Generation, Manifest, Part, Search
from index.qdrant.parts import Rows, StoredPassages, StoredTokens, StoredUnits, StoredVectors
from index.qdrant.scope import Scope
from index.qdrant.store import MISSING, Condition, Nearest, Store
from index.qdrant.word_table import StoredShares, WordTable, read_table
from index.segment import read_document_lines
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
"""Raise this if a field of a point or a file beside them changes its meaning."""

MANIFEST = "manifest"
"""The file that is written last: a generation without it is not finished."""

DESCRIPTIONS = 2
"""The number of the partition of the descriptions; short documents have 0 and long ones 1."""


@dataclass(frozen=True, eq=False)
class StoredGeneration(Generation):
    """An open generation in Qdrant.

    Its documents and its words are in memory; passages are read as they are asked for. `library`
    is the data folder that the library of its documents is in.
    """

    library: Path
    store: Store
    scope: Scope
    rows: Rows
    stems: WordTable
    grams: WordTable

    @property
    def data(self) -> Path:
        """Return the data folder that the library of its documents is in."""
        return self.library

    def words(self, stems: Iterable[str], grams: Iterable[str]) -> StoredShares:
        """Return what tells how much of these tokens of a question the passages hold."""
        asked = self.stems.weights(stems), self.grams.weights(grams)
        return StoredShares(self.store, self.id, *asked)

    def find(self, searches: Sequence[Search]) -> "NDArray[np.int64]":
        """Return the rows that any of `searches` finds, int64 in ascending order: in one call."""
        groups = []
        for each in searches:
            condition = self.scope.condition(each.rows)
            group = [Nearest(vector, each.count, condition) for vector in each.pooled]
            if isinstance(each.words, StoredShares) and len(each.words.both.columns):
                group.append(Nearest(each.words.both, each.count, condition))
            groups.append(group)
        found = self.store.search(self.id, groups) if groups else []
        return np.unique([row for one in found for row, _ in one]).astype(np.int64)

    def holding(self, stems: Collection[str]) -> "NDArray[np.int64]":
        """Return the rows of the passages that hold these stems, in ascending order."""
        if not stems:
            return np.arange(len(self.passages))
        condition = Condition(all_of=tuple(("stems", each) for each in stems))
        return np.sort(np.fromiter(self.store.rows(self.id, condition), np.int64))

    def load(self, rows: "NDArray[np.int64]", part: Part = "all") -> None:
        """Read a part of the passages in `rows` in as few calls as there can be."""
        self.rows.load(rows.tolist(), part)

    def is_live(self) -> bool:
        """Return whether no other generation has been published since."""
        return self.store.live_id() == self.id

    def owns(self, file: str) -> bool:
        """Return whether `file` is of this generation.

        One that is not there at all is, unless it was removed because others were published.
        """
        if file == f"{self.store.place}/{MISSING}":
            return self.is_live()
        return file.startswith(f"{self.store.place}/{self.id}")

    def check(self) -> None:
        """Read all passages, with all that is kept of them.

        Raises:
            IndexDamaged: one is missing or is not what was written.
        """
        rows = np.arange(len(self.passages))
        for start in range(0, len(rows), 256):
            self.load(rows[start : start + 256])


def read_stored_manifest(store: Store, generation: str) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        IndexDamaged: it is missing, such as that of one that is not finished, or no manifest.
        IndexOutdated, IndexForeign: it is of an older or a newer format.
    """
    return _read_manifest(store, generation)[0]


def open_stored(store: Store, library: Path, generation: str | None = None) -> StoredGeneration:
    """Open a generation, by default the live one.

    Raises:
        IndexMissing: nothing has been built there yet.
        IndexDamaged: something is missing, or the counts do not fit together.
        IndexOutdated, IndexForeign: it is of another format, or the engine is too old.
        EngineUnreachable, EngineRefused: see `Store`.
    """
    store.check_version()
    generation = generation or store.live_id()
    if generation is None:
        raise IndexMissing(folder=store.place)
    manifest, checksums = _read_manifest(store, generation)
    files = {name: store.read_file(generation, name) for name in checksums}
    for name, content in files.items():
        if sha256(content).hexdigest() != checksums[name]:
            raise IndexDamaged(file=f"{store.place}/{generation}/{name}")
    if store.count(generation) != manifest.passages:
        raise IndexDamaged(file=f"{store.place}/{generation}")
    try:
        return _opened(store, library, generation, manifest, files)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexDamaged(file=f"{store.place}/{generation}") from error


def _read_manifest(store: Store, generation: str) -> tuple[Manifest, dict[str, str]]:
    """Return the manifest of a generation, and the checksums of the files beside it."""
    content = store.read_file(generation, MANIFEST)
    try:
        values: dict[str, Any] = json.loads(content)
        built = values["format"]
        if built != FORMAT:
            if built < FORMAT:
                raise IndexOutdated(built=built, wanted=FORMAT)
            raise IndexForeign(what="format", built=str(built), wanted=str(FORMAT))
        checksums: dict[str, str] = values.pop("files")
        encoder = EncoderIdentity(**values.pop("encoder"))
        return Manifest(**values, encoder=encoder), checksums
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexDamaged(file=f"{store.place}/{generation}/{MANIFEST}") from error


def _opened(
    store: Store, library: Path, generation: str, manifest: Manifest, files: dict[str, bytes]
) -> StoredGeneration:
    documents: tuple[Document, ...] = tuple(read_document_lines(files["documents"]))
    part_of = np.frombuffer(files["parts"], np.uint8)
    document_of = np.frombuffer(files["document_of"], "<i4").astype(np.int64)
    if not len(documents) == manifest.documents or not len(part_of) == len(document_of):
        raise IndexDamaged(file=f"{store.place}/{generation}")
    dimensions = manifest.encoder.dimensions
    stems = read_table(files, "stems", part_of, 0)
    grams = read_table(files, "grams", part_of, stems.columns)
    scope = Scope(documents, document_of, part_of)
    rows = Rows(store, generation, dimensions)
    return StoredGeneration(
        id=generation,
        manifest=manifest,
        documents=documents,
        passages=StoredPassages(store, generation, manifest.passages, rows),
        document_of=document_of,
        is_description=part_of == DESCRIPTIONS,
        vectors=StoredVectors(store, generation, scope, rows),
        stems=stems,
        grams=grams,
        tokens=StoredTokens(
            np.frombuffer(files["token_mean"], "<f4"),
            np.frombuffer(files["token_ids"], "<i4"),
            rows,
        ),
        units=StoredUnits(np.frombuffer(files["unit_means"], "<f4").reshape(-1, dimensions), rows),
        partitions=tuple(
            Partition(part_of == part, stems, part == DESCRIPTIONS)
            for part in np.unique(part_of).tolist()
        ),
        library=library,
        store=store,
        scope=scope,
        rows=rows,
    )
