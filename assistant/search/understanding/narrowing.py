"""Leave the documents that are what a question says, and drop what would leave none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.search.filters import Filters, passes
from assistant.search.understanding.understood import PLACES, Field, Understood
from ingest.records import Document

_PRIORITY: tuple[Field, ...] = (
    *PLACES,
    "author",
    "publisher",
    "text_language",
    "kind",
    "since",
    "until",
    "size",
)
"""Who asks for reports from a place that has none is helped more by what else the place has."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which documents are left, one for each that was given, and what was dropped for it."""

    passing: tuple[bool, ...]
    dropped: tuple[Understood, ...] = ()


def narrowed(
    documents: Sequence[Document], passing: Sequence[bool], understood: Iterable[Understood]
) -> Narrowed:
    """Return which of the documents that are `passing` are what the filters understood say.

    Of several values of a field all hold if a document has all of them, and else any: a report by
    two authors, examples from two municipalities. A filter that would leave nothing is dropped.
    """
    filters = [each for each in understood if each.effect == "filter"]
    filters.sort(key=lambda each: _PRIORITY.index(each.field))
    left, dropped = list(passing), list[Understood]()
    for group_name, group in groupby(filters, key=lambda each: _group(each.field)):
        alternatives = list(group)
        # Both ends of a stretch of years hold together or not at all.
        ways = (all,) if group_name == "years" else (all, any)
        for needed in ways:
            kept = [
                is_left and needed(passes(document, as_filters(each)) for each in alternatives)
                for document, is_left in zip(documents, left, strict=True)
            ]
            if any(kept):
                left = kept
                break
        else:
            dropped += alternatives
    return Narrowed(tuple(left), tuple(dropped))


def as_filters(understood: Understood) -> Filters:
    """Return what was understood as the filter of that name."""
    name = "language" if understood.field == "text_language" else understood.field
    return Filters(**{name: understood.value})  # type: ignore[arg-type]


def _group(field: Field) -> str:
    if field in ("since", "until"):
        return "years"
    return "place" if field in PLACES else field
