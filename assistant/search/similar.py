"""Find documents like one that is there: examples like this one."""

import time
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.filters import NO_FILTERS, Filters, passes
from assistant.search.late_interaction import rarity_weights
from assistant.search.ranking import RECIPE
from assistant.search.searcher import DOCUMENTS_SHOWN, Searcher
from index.maxsim import best_matches, load_token_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 512
"""Tokens of the document that are compared: its beginning, which says what it is about."""


def similar_documents(
    searcher: Searcher,
    document_id: str,
    filters: Filters = NO_FILTERS,
    limit: int = DOCUMENTS_SHOWN,
) -> Answer:
    """Return the documents most like one of the index, itself excluded, best first.

    The document's own token vectors are the question. The score is their mean cosine to the best
    match in the other's passage, 0 to 1; there is no question, so the verdict is good where there
    is anything to show.

    Raises:
        DocumentUnknown: no document has this id.
    """
    started = time.perf_counter()
    generation = searcher.generation
    own = generation.position_of(document_id)
    if own is None:
        raise DocumentUnknown(document_id)
    passing = np.array([passes(document, filters) for document in generation.documents], bool)
    passing[own] = False
    rows = np.flatnonzero(passing[searcher.generation.document_of])
    document = generation.documents[own]
    if not len(rows):
        return Answer(document.title, "none", document.language, _since(started))
    scores = _scores(searcher, np.flatnonzero(searcher.generation.document_of == own), rows)
    best: dict[int, int] = {}
    for place in np.argsort(-scores, kind="stable"):
        best.setdefault(int(searcher.generation.document_of[rows[place]]), int(place))
    results = tuple(
        Result(
            rank,
            float(scores[place]),
            generation.documents[other],
            (Hit(generation.passages[int(rows[place])], float(scores[place])),),
        )
        for rank, (other, place) in enumerate(list(best.items())[:limit], start=1)
    )
    return Answer(document.title, "good", document.language, _since(started), results)


def _scores(
    searcher: Searcher, own: "NDArray[np.int64]", rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    tokens = searcher.generation.tokens
    passages = [tokens.passage(int(row)) for row in own]
    question = np.concatenate([passage.vectors for passage in passages])[:LONGEST]
    ids = np.concatenate([passage.ids for passage in passages])[:LONGEST]
    weights = rarity_weights(searcher.generation, searcher.encoder, ids)
    matches = best_matches(
        question, load_token_vectors(tokens, rows), np.float32(RECIPE.centred) * tokens.mean
    )
    scores: NDArray[np.float32] = np.clip(matches @ (weights / weights.sum()), 0, 1)
    return scores


def _since(started: float) -> float:
    return 1000 * (time.perf_counter() - started)
