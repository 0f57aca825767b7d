"""How much a question prefers a document for what it names without asking for nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.filters import passes
from assistant.search.understanding.narrowing import as_filters
from assistant.search.understanding.understood import Field, Understood
from ingest.records import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRENGTH: dict[Field, float] = {
    "municipality": 1.0,
    "author": 1.0,
    "county": 1.0,
    "region": 1.0,
    "publisher": 0.5,
    "text_language": 0.5,
    "size": 0.25,
    "kind": 0.25,
}
"""Of each field beside a place, whose own weight is the recipe's. Many documents are of one kind or
size, so that it says less of which is meant."""


def preferences(
    documents: Sequence[Document], understood: Sequence[Understood]
) -> "NDArray[np.float32]":
    """Return how much each document is preferred, float32 of shape (documents,), 0 to 1."""
    strengths = np.zeros(len(documents), np.float32)
    for each in understood:
        if each.effect == "prefer":
            wanted = as_filters(each)
            is_named = np.array([passes(document, wanted) for document in documents], bool)
            strengths = np.maximum(strengths, STRENGTH.get(each.field, 0.0) * is_named)
    return strengths.astype(np.float32)
