"""List documents by year or title, if nothing is asked of them: all that is said is which.

A question may name a place, a kind or a year and nothing else, or there are only filters.
"""

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.filters import Sort
from assistant.search.passage_scores import PassageScores
from assistant.search.query import Query
from assistant.search.question import NO_QUESTION
from assistant.search.ranking import Ranking, order_key
from assistant.search.understanding.understanding import Reading
from assistant.search.verdict import Calibration
from index.protocol import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray


UNASKED = Query(NO_QUESTION, Reading("", is_list=True), mentions=(), variants=())
"""The query of a search without a question."""


def list_order(query: Query) -> Sort:
    """Return the order of a list: what the question asks for, else the newest first.

    A search without a question has the titles from A to Å: most examples have no year.
    """
    return query.reading.order or ("newest" if query.question.text else "title")


def list_documents(
    generation: Generation, query: Query, is_left: "NDArray[np.bool_]", calibration: Calibration
) -> Ranking:
    """Return the ranking that has these documents in the order asked for, all as good as any.

    Each is there with the first passage of its text. By year, those without one come last, and
    within a year the titles decide.
    """
    order = list_order(query)
    # A description that we wrote is shown if there is no text.
    texts_first = np.lexsort((generation.is_description, generation.document_of))
    first_rows = texts_first[np.unique(generation.document_of[texts_first], return_index=True)[1]]
    rows = np.sort(first_rows[is_left[generation.document_of[first_rows]]])
    generation.load(rows, "text")
    ordered = sorted(
        range(len(rows)),
        key=lambda place: order_key(
            generation.documents[int(generation.document_of[rows[place]])], order
        ),
    )
    final = np.zeros(len(rows), np.float32)
    final[ordered] = -np.arange(len(rows), dtype=np.float32)
    return Ranking(
        generation=generation,
        query=query,
        scores=_no_scores(rows),
        final=final,
        searched=rows,
        words=None,
        evidence=None,
        # What is named is there or is not: there is nothing to judge.
        probabilities=np.ones(len(rows), np.float32),
        # Too little apart to be seen, and enough to keep the order.
        marks=1 + 1e-9 * final.astype(np.float64),
        calibration=calibration,
    )


def _no_scores(rows: "NDArray[np.int64]") -> PassageScores:
    """Return scores of zero: a list is not searched."""
    columns = {
        field.name: np.zeros(len(rows), np.float32)
        for field in fields(PassageScores)
        if field.name not in ("rows", "units")
    }
    return PassageScores(rows=rows, units=np.empty(len(rows), object), **columns)
