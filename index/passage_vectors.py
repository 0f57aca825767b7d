"""Encode the passages of a new generation, taking over what an older one has encoded already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import Encoder
from index.generation import Generation
from index.tokens import PassageTokens, quantise, quantise_rows
from index.units import PassageUnits
from ingest.answer_units import answer_units
from ingest.progress import Progress
from ingest.records import Document, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class PassageVectors:
    """All vectors of some passages, in their order.

    `pooled` is float32 of shape (passages, dimensions).
    """

    pooled: "NDArray[np.float32]"
    tokens: list[PassageTokens]
    units: list[PassageUnits]


def encode_passages(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    encoder: Encoder,
    old: Generation | None,
    on_progress: Progress,
) -> PassageVectors:
    """Return the vectors of `passages`, each of which is of one of `documents`.

    A passage of the same encoded text in `old` has the same vectors. `on_progress` counts tokens.
    """
    language_of = {document.id: document.language for document in documents}
    ranges = [answer_units(p.text, language_of[p.locator.document_id]) for p in passages]
    known = {p.encoded_text: row for row, p in enumerate(old.passages)} if old else {}
    pooled = np.empty((len(passages), encoder.identity.dimensions), np.float32)
    tokens: dict[int, PassageTokens] = {}
    units: dict[int, PassageUnits] = {}
    missing: list[int] = []
    for position, passage in enumerate(passages):
        row = known.get(passage.encoded_text)
        if old is None or row is None:
            missing.append(position)
            continue
        pooled[position] = old.vectors.vector(row)
        tokens[position] = old.tokens.passage(row)
        found = old.units.passage(row)
        if np.array_equal(found.ranges, _table(ranges[position])):
            units[position] = found
    without_units = [position for position in range(len(passages)) if position not in units]
    texts = [passages[position].encoded_text for position in missing]
    texts += [
        passages[position].text[start:end]
        for position in without_units
        for start, end in ranges[position]
    ]
    done, total = 0, sum(map(encoder.count_tokens, texts))
    on_progress(done, total)
    unit_vectors = np.empty((len(texts) - len(missing), pooled.shape[1]), np.float32)
    for number, encoded in encoder.encode(texts, "passage"):
        if number < len(missing):
            pooled[missing[number]] = encoded.pooled
            tokens[missing[number]] = quantise(encoded)
        else:
            unit_vectors[number - len(missing)] = encoded.pooled
        done += len(encoded.token_ids)
        on_progress(done, total)
    first = 0
    for position in without_units:
        after = first + len(ranges[position])
        units[position] = PassageUnits(
            _table(ranges[position]), *quantise_rows(unit_vectors[first:after])
        )
        first = after
    every = range(len(passages))
    return PassageVectors(pooled, [tokens[p] for p in every], [units[p] for p in every])


def _table(ranges: Ranges) -> "NDArray[np.int32]":
    return np.array(ranges, np.int32).reshape(-1, 2)
