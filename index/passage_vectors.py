"""Encode the passages of a new generation, taking over what an older one has encoded already."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import Encoder
from index.reuse import Known, KnownParts
from index.segment import PassageVectors
from index.tokens import PassageTokens, quantise, quantise_rows
from index.units import PassageUnits
from ingest.answer_units import answer_units
from ingest.progress import Progress
from ingest.records import Document, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray


def encode_passages(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    encoder: Encoder,
    known: Sequence[Known],
    on_progress: Progress,
) -> PassageVectors:
    """Return the vectors of `passages`, each of which is of one of `documents`.

    What `known` has of a passage with the same encoded text, or of a unit with the same text, is
    taken over from it. `on_progress` counts tokens.
    """
    language_of = {document.id: document.language for document in documents}
    ranges = [answer_units(p.text, language_of[p.locator.document_id]) for p in passages]
    unit_texts = [
        [passage.text[start:end] for start, end in own]
        for passage, own in zip(passages, ranges, strict=True)
    ]
    place_of = _places_of(known)
    known_units = _units_of(known)
    missing = [p for p, passage in enumerate(passages) if passage.encoded_text not in place_of]
    # A sentence that stands in two passages is encoded once.
    missing_units = list(
        dict.fromkeys(text for texts in unit_texts for text in texts if text not in known_units)
    )

    pooled = np.empty((len(passages), encoder.identity.dimensions), np.float32)
    tokens: dict[int, PassageTokens] = {}
    for position, passage in enumerate(passages):
        if passage.encoded_text in place_of:
            parts, row = place_of[passage.encoded_text]
            pooled[position] = parts.vectors.vector(row)
            tokens[position] = parts.tokens.passage(row)
    texts = [*(passages[position].encoded_text for position in missing), *missing_units]
    done, total = 0, sum(map(encoder.count_tokens, texts))
    on_progress(done, total)
    for number, encoded in encoder.encode(texts, "passage"):
        if number < len(missing):
            pooled[missing[number]] = encoded.pooled
            tokens[missing[number]] = quantise(encoded)
        else:
            codes, scales = quantise_rows(encoded.pooled[None])
            known_units[texts[number]] = codes[0], scales[0]
        done += len(encoded.token_ids)
        on_progress(done, total)
    units = [
        _passage_units(own, [known_units[text] for text in texts], pooled.shape[1])
        for own, texts in zip(ranges, unit_texts, strict=True)
    ]
    return PassageVectors(pooled, [tokens[p] for p in range(len(passages))], units)


_Vector = tuple["NDArray[np.int8]", np.float32]
"""A vector as int8, and its scale."""


def _places_of(known: Sequence[Known]) -> dict[str, tuple[KnownParts, int]]:
    """Return where the passages that are known stand, by their texts."""
    return {
        each.generation.passages[row].encoded_text: (each.generation, row)
        for each in known
        for row in each.rows
    }


def _units_of(known: Sequence[Known]) -> dict[str, _Vector]:
    """Return the vectors of all units of the passages that are known by their texts."""
    found: dict[str, _Vector] = {}
    for each in known:
        for row in each.rows:
            passage, units = each.generation.passages[row], each.generation.units.passage(row)
            for (start, end), codes, scale in zip(
                units.ranges.tolist(), units.codes, units.scales, strict=True
            ):
                found[passage.text[start:end]] = codes, scale
    return found


def _passage_units(
    ranges: Sequence[tuple[int, int]], vectors: Sequence[_Vector], dimensions: int
) -> PassageUnits:
    return PassageUnits(
        ranges=np.array(ranges, np.int32).reshape(-1, 2),
        codes=np.array([codes for codes, _ in vectors], np.int8).reshape(-1, dimensions),
        scales=np.array([scale for _, scale in vectors], np.float32),
    )
