"""What is known of a search beside its answer, and its heading tells."""

from dataclasses import dataclass

import numpy as np

from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS
from assistant.search.literal import literal_hits
from assistant.search.ranking import Ranking
from assistant.search.searcher import Searcher
from assistant.web.request.address import Address


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What a heading tells of a search.

    `is_list` is whether the question names a place, a year or the like and asks nothing.
    `mentioned` are the words looked up, if no source is about them and all that are shown hold
    them. `unfiltered` is how many sources answer if the filters, which leave none, are dropped.
    """

    is_list: bool = False
    mentioned: tuple[str, ...] = ()
    unfiltered: int = 0


NO_FACTS = SearchFacts()


def search_facts(
    searcher: Searcher, address: Address, answer: Answer, ranking: Ranking | None
) -> SearchFacts:
    """Return what is known of the search for an address; `ranking` is that of its question."""
    if ranking is None:
        return NO_FACTS
    return SearchFacts(
        ranking.query.reading.is_list,
        _mentioned(answer, ranking),
        _unfiltered(searcher, address, ranking),
    )


def answering_count(ranking: Ranking, limit: int) -> int:
    """Return how many sources the page of a question says that answer it, of `limit` shown; or 0.

    What is known by its title alone counts only if nothing else answers.
    """
    shown = ranking.documents[:limit]
    if ranking.query.reading.is_list:
        return len(shown)
    good = [each.document for each in shown if each.verdict == "good"]
    return sum(document.full_text for document in good) or len(good)


def _mentioned(answer: Answer, ranking: Ranking) -> tuple[str, ...]:
    if answer.verdict != "weak":
        return ()
    generation = ranking.generation
    row_of = {passage.id: row for row, passage in enumerate(generation.passages)}
    for result in answer.results:
        if result.verdict == "none":
            continue
        rows = np.array([row_of[hit.passage.id] for hit in result.hits], np.int64)
        if not literal_hits(generation, ranking.query, rows).any():
            return ()
    return tuple(dict.fromkeys(word.text for word in ranking.query.content_words))


def _unfiltered(searcher: Searcher, address: Address, ranking: Ranking) -> int:
    if address.filters == NO_FILTERS or ranking.verdict != "none":
        return 0
    every = searcher.rank(ranking.query, known=ranking)
    return sum(ranked.verdict == "good" for ranked in every.documents)
