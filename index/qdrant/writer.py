"""Write the passages of a generation into Qdrant batch by batch, and then what is known of all."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import Encoder
from index.errors import IndexDamaged
from index.generation import CHUNKER
from index.lexical import grams, stems
from index.partition import LONG_DOCUMENT_PASSAGES
from index.protocol import Manifest
from index.qdrant.generation import DESCRIPTIONS, FORMAT, MANIFEST
from index.qdrant.points import document_payload, passage_payload, saturated
from index.qdrant.store import Point, Sparse, Store, batched
from index.qdrant.word_table import in_order, table_files
from index.segment import PassageVectors, document_lines
from index.units import document_means
from ingest.reading.one_form import one_form
from ingest.records import Document, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH_POINTS, BATCH_BYTES = 128, 8_000_000
"""Of one request: Qdrant takes 32 MB."""


@dataclass(frozen=True, eq=False)
class Cut:
    """The passages of all documents in order, and what is counted of them before any is encoded.

    `document_of` has the position of each passage's document, and `part_of` its partition. `counts`
    has how many passages hold each stem and n-gram, and `parts` a bit for each partition that does.
    `lengths` are the mean numbers of stems and of n-grams of a passage.
    """

    passages: list[list[Passage]]
    document_of: "NDArray[np.int32]"
    part_of: "NDArray[np.uint8]"
    counts: tuple[dict[str, int], dict[str, int]]
    parts: tuple[dict[str, int], dict[str, int]]
    lengths: tuple[float, float]


KINDS: tuple[tuple[str, Callable[[str], list[str]]], ...] = (("stems", stems), ("grams", grams))
"""The two kinds of tokens; the columns of the first come first."""


def count_passages(passages: list[list[Passage]]) -> Cut:
    """Return the passages of documents, counted."""
    document_of, part_of = [], []
    for position, own in enumerate(passages):
        is_long = len(own) > LONG_DOCUMENT_PASSAGES
        document_of += [position] * len(own)
        part_of += [DESCRIPTIONS if each.is_description else int(is_long) for each in own]
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    parts: tuple[dict[str, int], dict[str, int]] = {}, {}
    total = [0, 0]
    flat = (passage for own in passages for passage in own)
    for passage, part in zip(flat, part_of, strict=True):
        for kind, (_, cut) in enumerate(KINDS):
            tokens = cut(passage.encoded_text)
            total[kind] += len(tokens)
            for token in set(tokens):
                counts[kind][token] += 1
                parts[kind][token] = parts[kind].get(token, 0) | 1 << part
    many = max(1, len(part_of))
    return Cut(
        passages=passages,
        document_of=np.array(document_of, np.int32),
        part_of=np.array(part_of, np.uint8),
        counts=(dict(counts[0]), dict(counts[1])),
        parts=parts,
        lengths=(total[0] / many, total[1] / many),
    )


class Writer:
    """Write the passages of a generation, batch by batch, and then what is known of all."""

    def __init__(
        self,
        store: Store,
        generation: str,
        documents: Sequence[Document],
        cut: Cut,
        dimensions: int,
    ) -> None:
        """Take what is to be written, in vectors of so many dimensions."""
        self._store, self._generation = store, generation
        self._documents, self._cut = documents, cut
        self._ordered = [in_order(own) for own in cut.counts]
        first = (0, len(self._ordered[0]))
        self._columns = [
            {token: first[kind] + place for place, token in enumerate(own)}
            for kind, own in enumerate(self._ordered)
        ]
        # Added up in the order in which `index.tokens` does, for a mean that is the same.
        self._token_sum: NDArray[np.float32] = np.zeros(dimensions, np.float32)
        self._tokens, self._held = 0, Counter[int]()
        self._means: list[NDArray[np.float32]] = []

    def write(self, positions: Sequence[int], vectors: PassageVectors) -> None:
        """Write the passages of the documents at these positions, which follow each other."""
        own = [passage for position in positions for passage in self._cut.passages[position]]
        for batch in batched(self._points(positions, own, vectors), BATCH_POINTS, BATCH_BYTES):
            self._store.write(self._generation, batch)
        for tokens in vectors.tokens:
            self._token_sum = self._token_sum + tokens.vectors.sum(axis=0)
            self._tokens += len(tokens.ids)
            self._held.update(set(tokens.ids.tolist()))
        start = positions[0]
        document_of = [self._document_of(row) - start for row in self.rows(positions)]
        means = document_means(vectors.units, np.array(document_of, np.int64))
        self._means.append(np.pad(means, ((0, len(positions) - len(means)), (0, 0))))

    def take_means(
        self, token: "NDArray[np.float32]", units: "Sequence[NDArray[np.float32]]"
    ) -> None:
        """Take the mean token vector, and that of each document's units, as they are elsewhere."""
        self._token_sum, self._means = token * self._tokens, [np.stack(units)]

    def finish(self, encoder: Encoder, corpus: str) -> None:
        """Write what is known of all passages, the manifest last."""
        store, cut = self._store, self._cut
        store.finish(self._generation)
        count = len(cut.part_of)
        if store.count(self._generation) != count:
            raise IndexDamaged(file=f"{store.place}/{self._generation}")
        held = np.zeros(max(self._held, default=0) + 1, "<i4")
        for token, passages in self._held.items():
            held[token] = passages
        mean = self._token_sum / np.float32(max(1, self._tokens))
        files = {
            "documents": document_lines(self._documents),
            "parts": cut.part_of.tobytes(),
            "document_of": cut.document_of.astype("<i4").tobytes(),
            "token_mean": mean.astype("<f4").tobytes(),
            "token_ids": held.tobytes(),
            "unit_means": np.concatenate(self._means).astype("<f4").tobytes(),
        }
        for kind, (name, _) in enumerate(KINDS):
            tokens = self._ordered[kind]
            files |= table_files(tokens, cut.counts[kind], cut.parts[kind], name)
        for name, content in files.items():
            store.write_file(self._generation, name, content)
        manifest = Manifest(
            format=FORMAT,
            chunker=CHUNKER,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=encoder.identity,
            corpus_sha256=corpus,
            documents=len(self._documents),
            passages=count,
            tokens=self._tokens,
            segments={},
            places=[],
        )
        checksums = {name: sha256(content).hexdigest() for name, content in files.items()}
        raw = json.dumps({**asdict(manifest), "files": checksums}).encode()
        store.write_file(self._generation, MANIFEST, raw)

    def rows(self, positions: Sequence[int]) -> range:
        """Return the rows of the passages of the documents at these positions."""
        first = int(np.searchsorted(self._cut.document_of, positions[0]))
        last = int(np.searchsorted(self._cut.document_of, positions[-1], side="right"))
        return range(first, last)

    def _document_of(self, row: int) -> int:
        return int(self._cut.document_of[row])

    def _points(
        self, positions: Sequence[int], passages: Sequence[Passage], vectors: PassageVectors
    ) -> Iterator[Point]:
        for number, (row, passage) in enumerate(zip(self.rows(positions), passages, strict=True)):
            position, part = self._document_of(row), int(self._cut.part_of[row])
            text = passage.encoded_text
            held = sorted(set(stems(one_form(text))))
            payload = passage_payload(passage, vectors.tokens[number], vectors.units[number], held)
            payload |= document_payload(self._documents[position], position, part)
            yield Point(row, payload, vectors.pooled[number], self._words(text))

    def _words(self, text: str) -> Sparse:
        columns: list[NDArray[np.int64]] = []
        values: list[NDArray[np.float32]] = []
        for kind, (_, cut) in enumerate(KINDS):
            tokens = cut(text)
            counted = sorted((self._columns[kind][t], n) for t, n in Counter(tokens).items())
            both = np.array(counted, np.int64).reshape(-1, 2)
            share = len(tokens) / max(self._cut.lengths[kind], 1e-9)
            vector = saturated(both[:, 0], both[:, 1], share)
            columns.append(vector.columns)
            values.append(vector.values)
        return Sparse(np.concatenate(columns), np.concatenate(values))
