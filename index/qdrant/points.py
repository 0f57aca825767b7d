"""Passages as Qdrant keeps them: what each is found and filtered by, and what is read of it.

The token vectors of a passage are one text of bytes, not a multi-vector: MaxSim with our weights
and with the mean subtracted is not the engine's, and to read them as multi-vectors takes eight
times as much of the processor (`benchmarks/engines.py`).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from index.lexical import LENGTH, SATURATION
from index.postings import MAX_TIMES
from index.qdrant.store import Sparse
from index.tokens import PassageTokens, token_row, token_rows
from index.units import PassageUnits, unit_row, unit_rows_of
from ingest.records import Document, Locator, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEXT_FIELDS = ("passage",)
ALL_FIELDS = ("passage", "tokens", "spans", "units")

FACTS = ("kind", "language", "municipality", "county", "publisher", "year")
"""What is known of a document that its passages can be filtered by."""


def fact(document: Document, name: str) -> str:
    """Return one of FACTS as a filter has it, "" if it is not known."""
    value = getattr(document, name)
    return "" if value is None else str(value)


def passage_payload(
    passage: Passage, tokens: PassageTokens, units: PassageUnits, held: Sequence[str]
) -> dict[str, Any]:
    """Return what is kept of a passage itself; `held` are the stems that quotes find it by."""
    return {
        "id": passage.id,
        "stems": list(held),
        "passage": json.dumps(asdict(passage), ensure_ascii=False),
        "tokens": _text(token_rows(tokens)),
        "spans": _text(tokens.spans.astype("<i4")),
        "units": _text(unit_rows_of(units)),
    }


def document_payload(document: Document, position: int, part: int) -> dict[str, Any]:
    """Return what the passages of a document in a partition are filtered by."""
    facts = {name: fact(document, name) for name in FACTS}
    return {"document": position, "part": part, **facts}


def read_passage(payload: dict[str, Any]) -> Passage:
    """Return the passage that a payload has."""
    values = json.loads(payload["passage"])
    return Passage(**{**values, "locator": Locator(**values["locator"])})


def read_tokens(payload: dict[str, Any], dimensions: int) -> PassageTokens:
    """Return the token vectors that a payload has."""
    rows = np.frombuffer(b64decode(payload["tokens"]), token_row(dimensions))
    spans = np.frombuffer(b64decode(payload["spans"]), "<i4").reshape(-1, 2)
    return PassageTokens(rows["codes"], rows["scales"], rows["ids"], spans)


def read_units(payload: dict[str, Any], dimensions: int) -> PassageUnits:
    """Return the units that a payload has."""
    rows = np.frombuffer(b64decode(payload["units"]), unit_row(dimensions))
    return PassageUnits(rows["ranges"], rows["codes"], rows["scales"])


def saturated(columns: "NDArray[np.int64]", counts: "NDArray[np.int64]", length: float) -> Sparse:
    """Return what BM25 makes of how often a passage holds tokens, before it asks for their rarity.

    `columns` ascend; `length` is the passage's, as a share of the mean. Times the rarity of the
    tokens of a question, and added up, that is BM25 as `index.lexical` has it.
    """
    norm = SATURATION * ((1 - LENGTH) + LENGTH * length)
    held = np.minimum(counts, MAX_TIMES)
    return Sparse(columns, (held / (held + norm)).astype(np.float32))


def _text(rows: "NDArray[Any]") -> str:
    return b64encode(np.ascontiguousarray(rows).tobytes()).decode()
