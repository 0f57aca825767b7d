"""Count what each filter would leave of the documents that answer the question."""

from assistant.search.facets import count_facets
from assistant.search.filters import Filters
from assistant.search.reach import Reach
from assistant.web.pages.filter_form import Counts


def filter_counts(reach: Reach, filters: Filters) -> Counts:
    """Return the values of every filter with how many documents that answer each would leave.

    Every value is there, also those that leave none: the nearest of a municipality may still be
    worth a look. If nothing answers, there is nothing to count.
    """
    answers = bool(reach.verdicts)
    return {
        facet.field: [
            (
                int(each.value) if facet.field in ("since", "until") else each.value,
                each.count if answers else None,
            )
            for each in facet.values
        ]
        for facet in count_facets(reach, filters)
    }
