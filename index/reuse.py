"""Choose what a new generation keeps of the old one, and what it writes anew.

Segments that a new one is larger than are written into it, so that there are never more than the
logarithm of the passages, and every passage is written that often at most. Small ones are always
written anew: an index of the usual size is one segment.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from index.encoder.protocol import Encoder
from index.generation import CHUNKER, FileGeneration
from index.protocol import Generation, PooledVectors, TokenVectors, UnitVectors
from index.sealed import SealedFolder
from ingest.passages import CountTokens
from ingest.records import Document, Passage

SMALL_SEGMENT = 1_000
"""Passages of a segment that is written anew with whatever comes: 50 to 70 MB, in a second."""

MAX_REMOVED = 0.25
"""Share of a segment's passages that may be removed before it is written anew without them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What vectors are taken over from: these rows of a generation, or of what will be one."""

    generation: "KnownParts"
    rows: tuple[int, ...]


class KnownParts(Protocol):
    """The parts of a generation that vectors are taken over from."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Return the passages."""

    @property
    def vectors(self) -> PooledVectors:
        """Return a vector of each."""

    @property
    def tokens(self) -> TokenVectors:
        """Return the vectors of their tokens."""

    @property
    def units(self) -> UnitVectors:
        """Return the vectors of their sentences."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """The segments that are kept, and the documents that are written into a new one.

    `kept` has each segment with the SHA-256 of its seal, `kept_places` the places of the documents
    in them by their ids; `passages_of` has the passages of the documents that are written, and
    `taken_from` the id of the generation that all this is of, if there is one.
    """

    kept: tuple[tuple[SealedFolder, str], ...]
    kept_places: dict[str, tuple[int, int]]
    kept_passages: int
    kept_tokens: int
    written: tuple[Document, ...]
    passages_of: dict[str, tuple[Passage, ...]]
    known: tuple[Known, ...]
    taken_from: str | None = None

    def with_sources(self, sources: Sequence[Generation]) -> "Reuse":
        """Return this with what other generations have of the documents that are written."""
        return replace(self, known=(*self.known, *known_of(self.written, sources)))

    def places(self, documents: Sequence[Document]) -> list[tuple[int, int]]:
        """Return the number of the segment of each document, and its place there."""
        place_of = {document.id: place for place, document in enumerate(self.written)}
        return [
            self.kept_places.get(document.id) or (len(self.kept), place_of[document.id])
            for document in documents
        ]


def known_of(documents: Sequence[Document], sources: Sequence[Generation]) -> list[Known]:
    """Return what generations have of documents with these ids, read in one go."""
    known = []
    for source in sources:
        positions = (source.position_of(document.id) for document in documents)
        there = [position for position in positions if position is not None]
        rows = [row for position in there for row in source.rows_of(position).tolist()]
        if rows:
            source.load(np.array(rows))
            known.append(Known(source, tuple(rows)))
    return known


def reuse(
    documents: Sequence[Document],
    old: FileGeneration | None,
    encoder: Encoder,
    cut: Callable[[Document, CountTokens], tuple[Passage, ...]],
    damaged: frozenset[int] = frozenset(),
) -> Reuse:
    """Return what a generation of `documents`, cut into passages by `cut`, keeps of `old`.

    Nothing is taken from the segments whose numbers are `damaged`.

    Raises:
        IndexDamaged: `old` cannot be read.
    """
    # Documents are still cut as then only if the chunker is the same.
    is_cut = old is not None and old.manifest.chunker == CHUNKER
    same = {
        document.id: position
        for document in documents
        if old is not None
        and is_cut
        and (position := old.position_of(document.id)) is not None
        and old.manifest.places[position][0] not in damaged
        and old.documents[position] == document
    }
    passages_of = {
        document.id: cut(document, encoder.count_tokens)
        for document in documents
        if document.id not in same
    }
    if old is None:
        return Reuse((), {}, 0, 0, tuple(documents), passages_of, ())
    kept = _kept(old, same, sum(map(len, passages_of.values())))
    number_of = {segment: number for number, segment in enumerate(kept)}
    kept_places = {
        document_id: (number_of[segment], place)
        for document_id, position in same.items()
        for segment, place in (old.manifest.places[position],)
        if segment in number_of
    }
    written = tuple(document for document in documents if document.id not in kept_places)
    for document in written:
        if document.id in same:
            rows = old.rows_of(same[document.id]).tolist()
            passages_of[document.id] = tuple(old.passages[row] for row in rows)
    stay = {same[document_id] for document_id in kept_places}
    rows_kept = [row for position in sorted(stay) for row in old.rows_of(position).tolist()]
    positions = (
        position
        for position, (segment, _) in enumerate(old.manifest.places)
        if position not in stay and segment not in damaged
    )
    rows_left = tuple(row for position in positions for row in old.rows_of(position).tolist())
    seals = list(old.manifest.segments.values())
    return Reuse(
        kept=tuple((old.segments[segment], seals[segment]) for segment in kept),
        kept_places=kept_places,
        kept_passages=len(rows_kept),
        kept_tokens=sum(map(old.tokens.length, rows_kept)),
        written=written,
        passages_of=passages_of,
        known=(Known(old, rows_left),),
        taken_from=old.id,
    )


def _kept(old: FileGeneration, same: dict[str, int], written: int) -> list[int]:
    """Return the numbers of the segments that are kept beside `written` new passages."""
    left = [0] * len(old.segments)
    for position in same.values():
        left[old.manifest.places[position][0]] += len(old.rows_of(position))
    kept = []
    for segment in sorted(range(len(left)), key=left.__getitem__):
        if not left[segment]:
            continue
        whole = len(old.segments[segment].table("passages"))
        if (
            left[segment] <= max(written, SMALL_SEGMENT)
            or left[segment] < (1 - MAX_REMOVED) * whole
        ):
            written += left[segment]
        else:
            kept.append(segment)
    return sorted(kept)
