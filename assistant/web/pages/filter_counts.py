"""Count what each filter would leave of the documents that answer the question."""

from collections.abc import Collection

from assistant.search.facets import Facet, count_facets
from assistant.search.filters import NO_FILTERS
from assistant.search.ranking import Ranking
from assistant.search.searcher import Searcher
from assistant.web.pages.filter_form import Counts
from assistant.web.request.address import MAX_LIMIT, Address


def filter_counts(searcher: Searcher, address: Address, ranking: Ranking | None = None) -> Counts:
    """Return the values of every filter with how many documents that answer each would leave.

    Every value is there, also those that leave none: the nearest of a municipality may still be
    worth a look. Without a question, or if nothing answers it, all documents count. `ranking` is
    that of the address, if it asks a question.
    """
    documents = searcher.generation.documents
    found = _answering(searcher, address, ranking)
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


def _answering(
    searcher: Searcher, address: Address, ranking: Ranking | None
) -> Collection[str] | None:
    """Return the ids of the documents that answer, whatever the filters; None for all of them."""
    if ranking is None:
        return None
    if address.filters != NO_FILTERS:
        # What the filters left is scored already; the rest of the documents is scored now.
        ranking = searcher.rank(ranking.query, known=ranking)
    if ranking.verdict == "none":
        return None
    return {document.id for document in ranking.answering[:MAX_LIMIT]} or None
