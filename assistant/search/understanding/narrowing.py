"""Leave the documents that are what a question says, and drop what would leave none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

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
    documents: Sequence[Document],
    passing: Sequence[bool],
    understood: Iterable[Understood],
    undated: bool = False,
) -> Narrowed:
    """Return which of the documents that are `passing` are what the filters understood say.

    Of several values of a field all hold if a document has all of them, and else any: a report by
    two authors, examples from two municipalities. Of values to be left out each one is. If no
    document is all that is said, the fewest are dropped, and of as many those of the least
    priority. With `undated` a document without a year is of any year.
    """
    listed = list(understood)
    filters = [each for each in listed if each.effect == "filter"]
    filters.sort(key=lambda each: _PRIORITY.index(each.field))
    excluded = [each for each in listed if each.effect == "exclude"]
    groups = [list(group) for _, group in groupby(excluded, key=lambda each: each.part)]
    groups += [list(group) for _, group in groupby(filters, key=lambda each: _group(each.field))]
    masks = [_mask(documents, passing, group, undated) for group in groups]
    for count in range(len(groups), 0, -1):
        for kept in combinations(range(len(groups)), count):
            left = tuple(all(each) for each in zip(*(masks[place] for place in kept), strict=True))
            if any(left):
                lost = (group for place, group in enumerate(groups) if place not in kept)
                return Narrowed(left, tuple(each for group in lost for each in group))
    return Narrowed(tuple(passing), (*excluded, *filters))


def _mask(
    documents: Sequence[Document],
    passing: Sequence[bool],
    group: Sequence[Understood],
    undated: bool,
) -> list[bool]:
    """Return which documents are what a group of one field says, all of it or else any of it.

    Of what is excluded, a document is left out if it is all that a group says.
    """
    if group[0].effect == "exclude":
        unwanted = [as_filters(each) for each in group]
        return [
            is_left and not all(passes(document, filters) for filters in unwanted)
            for document, is_left in zip(documents, passing, strict=True)
        ]
    wanted = [replace(as_filters(each), undated=undated) for each in group]
    # Both ends of a stretch of years hold together or not at all.
    ways = (all,) if _group(group[0].field) == "years" else (all, any)
    mask: list[bool] = []
    for needed in ways:
        mask = [
            is_left and needed(passes(document, filters) for filters in wanted)
            for document, is_left in zip(documents, passing, strict=True)
        ]
        if any(mask):
            break
    return mask


def as_filters(understood: Understood) -> Filters:
    """Return what was understood as the filter of that name."""
    name = "language" if understood.field == "text_language" else understood.field
    return Filters(**{name: understood.value})  # type: ignore[arg-type]


def _group(field: Field) -> str:
    if field in ("since", "until"):
        return "years"
    return "place" if field in PLACES else field
