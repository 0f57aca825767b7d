"""List documents by their year, for a question that asks for nothing but what it names."""

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.facets import collation_key
from assistant.search.passage_scores import PassageScores
from assistant.search.query import Query
from assistant.search.ranking import Ranking, scattered, year_key
from assistant.search.verdict import Calibration
from index.generation import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray


def list_documents(
    generation: Generation, query: Query, is_left: "NDArray[np.bool_]", calibration: Calibration
) -> Ranking:
    """Return the ranking that has these documents in the order asked for, all as good as any.

    Each is there with the first passage of its text. Unless the question asks for another order,
    the newest come first, then those without a year, by title.
    """
    order = query.reading.order

    def key(position: int) -> tuple[tuple[bool, int], str]:
        document = generation.documents[position]
        return year_key(document, order), collation_key(document.title)

    # A description that we wrote is shown if there is no text.
    texts_first = np.lexsort((generation.is_description, generation.document_of))
    first_rows = texts_first[np.unique(generation.document_of[texts_first], return_index=True)[1]]
    rows = np.sort(first_rows[is_left[generation.document_of[first_rows]]])
    ordered = sorted(
        range(len(rows)), key=lambda place: key(int(generation.document_of[rows[place]]))
    )
    final = np.zeros(len(rows), np.float32)
    final[ordered] = -np.arange(len(rows), dtype=np.float32)
    return Ranking(
        generation=generation,
        query=query,
        scores=_no_scores(rows, len(query.variants)),
        final=final,
        lexical=scattered(len(generation.passages), rows, np.zeros(len(rows), np.float32)),
        evidence=None,
        # What is named is there or is not: there is nothing to judge.
        probabilities=np.ones(len(rows), np.float32),
        # Too little apart to be seen, and enough to keep the order.
        marks=1 + 1e-9 * final.astype(np.float64),
        calibration=calibration,
    )


def _no_scores(rows: "NDArray[np.int64]", variants: int) -> PassageScores:
    """Return scores of zero: a list is not searched."""
    columns = {
        field.name: np.zeros(len(rows), np.float32)
        for field in fields(PassageScores)
        if field.name not in ("rows", "pooled")
    }
    return PassageScores(rows=rows, pooled=np.zeros((len(rows), variants), np.float32), **columns)
