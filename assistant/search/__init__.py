"""Answer a question: from its text to documents, best first, with a verdict.

In the order in which a question goes: `question` checks it; `understanding` finds what it names;
`ranker` reads it into a `query` (with `terms`), leaves or prefers what was understood (`listed`,
`preferences`), finds candidates, scores them (`late_interaction`, `passage_scores`, `recipe`),
collects `evidence` and passes the `verdict`; the result is a `ranking` (without `duplicates`).
`searcher` makes an `answer` of it, with marked words (`highlight`), `matched_fields` and a
correction (`spelling`). `filters` and `facets` narrow a search, `known_values` tells filters that
nothing can pass, `similar` finds documents like one, and `live` keeps a server on the newest index.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.search.answer import Answer
    from assistant.search.filters import Filters
    from assistant.search.live import LiveSearcher
    from assistant.search.query import Query
    from assistant.search.question import read_question
    from assistant.search.ranker import Ranker
    from assistant.search.ranking import Ranking
    from assistant.search.searcher import Searcher
    from assistant.search.similar import similar_documents

__all__ = [
    "Answer",
    "Filters",
    "LiveSearcher",
    "Query",
    "Ranker",
    "Ranking",
    "Searcher",
    "read_question",
    "similar_documents",
]

__getattr__ = hand_out(
    __name__,
    {
        "Answer": "answer",
        "Filters": "filters",
        "LiveSearcher": "live",
        "Query": "query",
        "Ranker": "ranker",
        "Ranking": "ranking",
        "Searcher": "searcher",
        "read_question": "question",
        "similar_documents": "similar",
    },
)
