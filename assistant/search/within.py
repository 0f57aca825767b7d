"""Search within one document: all of its passages are ranked, and those that answer are shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.search.answer import Answer, Result
from assistant.search.filters import Filters
from assistant.search.query import Query
from assistant.search.ranking import PASSAGES_SHOWN, Ranking
from ingest.records import Document

if TYPE_CHECKING:
    from assistant.search.searcher import Searcher

MAX_PASSAGES = 10
"""Passages of one document that are shown if they answer."""


def answer_within(
    searcher: "Searcher", query: Query, document: Document, known: Ranking | None = None
) -> Answer:
    """Return the answer that one document gives, with all of its passages that answer, best first.

    If none does, the nearest are there. The verdict and the score are those of the document in
    every search; a list of documents has no passages that answer. `known` is another ranking for
    the same query: what it scored is not scored again.
    """
    only = Filters(document=document.id)
    ranking = searcher.rank(query, only, known)
    found = searcher.answer_from(ranking, document)
    if found is None or query.reading.is_list:
        return _without_passages(query, document, found)
    # What the first stages find among all passages decides the verdict, but leaves out most of a
    # long document: here every passage is worth a closer look.
    recipe = replace(searcher.ranker.recipe, candidates=len(searcher.generation.passages))
    every = replace(searcher.ranker, recipe=recipe).rank(query, only, known=ranking)
    deep = searcher.answer_from(every, document, MAX_PASSAGES) or found
    result = found.results[0]
    alike = [
        hit
        for hit in deep.results[0].hits
        if searcher.calibration.verdict(hit.score) == result.verdict
    ]
    hits = tuple(alike[: PASSAGES_SHOWN if result.verdict == "none" else MAX_PASSAGES])
    return replace(found, results=(replace(result, hits=hits),))


def _without_passages(query: Query, document: Document, found: Answer | None) -> Answer:
    """Return an answer of which no passage is shown."""
    if found is not None:
        return replace(found, results=(replace(found.results[0], hits=()),))
    question = query.question
    result = Result(1, 0.0, document, (), verdict="none")
    return Answer(question.typed, "none", question.language, 0.0, (result,))
