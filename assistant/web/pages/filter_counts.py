"""Count what each filter would leave of the documents that answer the question."""

from collections.abc import Collection

from assistant.errors import QuestionError
from assistant.search.answer import Answer
from assistant.search.facets import Facet, count_facets
from assistant.search.filters import NO_FILTERS
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.web.pages.filter_form import Counts
from assistant.web.request.address import LONGEST_LIST, Address


def strong(searcher: Searcher, answer: Answer) -> frozenset[str]:
    """Return the ids of the documents that answer, each by itself at least as weakly as may be.

    A result scores the probability of a verdict, so the verdict's own limit holds for it too.
    """
    least = searcher.calibration.weak
    return frozenset(result.document.id for result in answer.results if result.score >= least)


def filter_counts(searcher: Searcher, address: Address, answer: Answer | None = None) -> Counts:
    """Return the values of every filter with how many documents that answer each would leave.

    Every value is there, also those that leave none: the nearest of a municipality may still be
    worth a look. Without a question, or where nothing answers it, all documents count. `answer` is
    that of `address`: it spares a search where the address has no filters.
    """
    documents = searcher.generation.documents
    found = _found(searcher, address, answer)
    every = count_facets(documents, None, address.filters)
    counted = count_facets(documents, found, address.filters)
    counts: dict[str, list[tuple[str | int, int]]] = {}
    for all_values, some_values in zip(every, counted, strict=True):
        values = _merged(all_values, some_values)
        if all_values.field == "year":
            years = [(int(value), count) for value, count in values]
            counts["since"] = [(year, sum(n for y, n in years if y >= year)) for year, _ in years]
            counts["until"] = [(year, sum(n for y, n in years if y <= year)) for year, _ in years]
        else:
            counts[all_values.field] = list(values)
    return counts


def _merged(every: Facet, counted: Facet) -> list[tuple[str, int]]:
    found = {each.value: each.count for each in counted.values}
    return [(each.value, found.get(each.value, 0)) for each in every.values]


def _found(searcher: Searcher, address: Address, answer: Answer | None) -> Collection[str] | None:
    """Return the ids of the documents that answer, whatever the filters; None for all of them."""
    if not address.question or address.like or address.document:
        return None
    try:
        question = read_question(address.question)
    except QuestionError:
        return None
    if answer is None or address.filters != NO_FILTERS:
        answer = searcher.search(question, related=address.related)
    found = strong(searcher, answer)
    if answer.results and len(found) == len(answer.results):
        # Every one that is shown answers, so there may be more below the last of them.
        answer = searcher.search(question, limit=LONGEST_LIST, related=address.related)
        found = strong(searcher, answer)
    return found or None if answer.verdict != "none" else None
