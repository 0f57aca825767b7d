"""Find documents like one that is there: examples like this one."""

import time
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer, Hit, Result
from assistant.search.filters import NO_FILTERS, Filters, passes
from assistant.search.known_values import check_filters
from assistant.search.ranker import Ranker
from assistant.search.searcher import DOCUMENTS_SHOWN, Searcher, milliseconds_since
from index.maxsim import best_matches, load_token_vectors
from index.vectors import EXACT_ROWS, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_COMPARED_TOKENS = 512
"""Of the document that others are compared with: its beginning, which says what it is about."""

MAX_COMPARED = 1_000
"""Passages of a large index, the nearest, that the document is compared with."""


def similar_documents(
    searcher: Searcher,
    document_id: str,
    filters: Filters = NO_FILTERS,
    limit: int = DOCUMENTS_SHOWN,
) -> Answer:
    """Return the documents most like one of the index, itself excluded, best first.

    The document's own token vectors are the question. The score is their mean cosine to the best
    match in the other's passage, 0 to 1; there is no question, so the verdict is good if there is
    anything to show.

    Raises:
        DocumentUnknown: no document has this id.
        EksempelfinnerError: there is no such place, or no such years; see `check_filters`.
    """
    started = time.perf_counter()
    generation = searcher.generation
    position = generation.position_of(document_id)
    if position is None:
        raise DocumentUnknown(document_id)
    document = generation.documents[position]
    check_filters(filters, generation.documents)
    passing = np.array([passes(document, filters) for document in generation.documents], bool)
    passing[position] = False
    rows = np.flatnonzero(passing[generation.document_of])
    if not len(rows):
        took_ms = milliseconds_since(started)
        return Answer(document.title, "none", document.language, took_ms, filters=filters)
    own = generation.rows_of(position)
    if len(rows) > EXACT_ROWS:
        vectors = np.stack([generation.vectors.vector(row) for row in own.tolist()])
        rows = generation.vectors.nearest(unit_rows(vectors.mean(axis=0)), MAX_COMPARED, rows)[0]
    scores = _scores(searcher.ranker, own, rows)
    best: dict[int, tuple[int, float]] = {}
    for place in np.argsort(-scores, kind="stable"):
        row = int(rows[place])
        best.setdefault(int(generation.document_of[row]), (row, float(scores[place])))
    results = tuple(
        Result(rank, score, generation.documents[other], (Hit(generation.passages[row], score),))
        for rank, (other, (row, score)) in enumerate(list(best.items())[:limit], start=1)
    )
    took_ms = milliseconds_since(started)
    return Answer(document.title, "good", document.language, took_ms, results, filters=filters)


def _scores(
    ranker: Ranker, own: "NDArray[np.int64]", rows: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return how like the passages in `own` those in `rows` are, float32 of shape (rows,)."""
    table = ranker.generation.tokens
    ranker.generation.load(np.concatenate([own, rows]))
    passages = [table.passage(int(row)) for row in own]
    tokens = np.concatenate([passage.vectors for passage in passages])[:MAX_COMPARED_TOKENS]
    ids = np.concatenate([passage.ids for passage in passages])[:MAX_COMPARED_TOKENS]
    weights = ranker.token_weights(ids)
    centre = np.float32(ranker.recipe.centred) * table.mean
    matches = best_matches(tokens, load_token_vectors(table, rows), centre)
    scores: NDArray[np.float32] = np.clip(matches @ (weights / weights.sum()), 0, 1)
    return scores
