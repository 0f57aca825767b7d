"""What is known of a search beside its answer, and its heading tells."""

from dataclasses import dataclass, replace

import numpy as np

from assistant.search.answer import Answer, VerdictName
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.literal import literal_hits
from assistant.search.ranking import Ranking
from assistant.search.reach import Reach
from assistant.search.searcher import DOCUMENTS_SHOWN
from assistant.show.filter_words import given_filters


@dataclass(frozen=True, slots=True)
class LeftOver:
    """The filters that leave nothing, and what there is without them.

    `names` are those of the one to drop, or of all if no single one is the cause. `count` sources
    then answer, all of them as `verdict` says.
    """

    names: tuple[str, ...]
    count: int
    verdict: VerdictName


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What a heading tells of a search.

    `mentioned` are the words looked up, if no source is about them and all that are shown hold
    them. `left_over` are filters that leave nothing of what answers.
    """

    mentioned: tuple[str, ...] = ()
    left_over: LeftOver | None = None


NO_FACTS = SearchFacts()


def search_facts(answer: Answer, ranking: Ranking | None, reach: Reach) -> SearchFacts:
    """Return what is known of a search; `ranking` is that of its question, `reach` all it finds."""
    if ranking is None:
        return NO_FACTS
    left_over = _left_over(ranking.filters, reach) if ranking.verdict == "none" else None
    return SearchFacts(_mentioned(answer, ranking), left_over)


def answering_count(ranking: Ranking, limit: int | None) -> int:
    """Return how many sources the page of a question says that answer it, of `limit` shown; or 0.

    What is known by its title alone counts only if nothing else answers. A list without a limit is
    shown whole.
    """
    if ranking.query.reading.is_list:
        return len(ranking.documents[:limit])
    shown = ranking.documents[: limit or DOCUMENTS_SHOWN]
    good = [each.document for each in shown if each.verdict == "good"]
    return sum(document.full_text for document in good) or len(good)


def _mentioned(answer: Answer, ranking: Ranking) -> tuple[str, ...]:
    if answer.verdict != "weak":
        return ()
    generation = ranking.generation
    for result in answer.results:
        if result.verdict == "none":
            continue
        rows = np.array(
            [generation.passages.row_of(hit.passage.id) for hit in result.hits], np.int64
        )
        if not literal_hits(generation, ranking.query, rows, typed_alone=True).any():
            return ()
    return tuple(dict.fromkeys(word.text for word in ranking.query.content_words))


def _left_over(filters: Filters, reach: Reach) -> LeftOver | None:
    """Return the filter whose loss gives most, or all filters if it takes several."""
    names = [name for name, _ in given_filters(filters)]
    if not names:
        return None
    single = [
        (len(reach.left(replace(filters, **{name: None}))), name)  # type: ignore[arg-type]
        for name in names
    ]
    most, name = max(single, key=lambda each: each[0])
    dropped = (name,) if most else tuple(names)
    left = reach.left(
        replace(filters, **dict.fromkeys(dropped)) if most else NO_FILTERS  # type: ignore[arg-type]
    )
    good = sum(reach.verdicts[document.id] == "good" for document in left)
    if good:
        return LeftOver(dropped, good, "good")
    return LeftOver(dropped, len(left), "weak") if left else None
