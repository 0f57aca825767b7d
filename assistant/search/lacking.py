"""Tell which filters no document of the index passes, and the values nearest to theirs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.search.facets import collation_key, short_names
from assistant.search.filters import Filters, passes
from ingest.norwegian.municipalities import near_places
from ingest.norwegian.regions import (
    Region,
    former_municipalities,
    kilometres_between,
    municipalities_of,
    region_of_name,
)
from ingest.records import Document

LackedField = Literal["municipality", "county", "region", "publisher", "author", "since", "until"]

MAX_NEAR = 3

NEAR_KM = 150
"""How far a place may be to be told behind the nearest one, which is told wherever it is."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A filter that no document passes.

    `near` are the values of the filter `near_field` that are nearest to it and that some document
    passes, the nearest first: of places by the distance between them, of names by their spelling.
    """

    field: LackedField
    value: str | int
    near_field: LackedField
    near: tuple[str | int, ...] = ()


def lacking(filters: Filters, documents: Sequence[Document]) -> Iterator[Lacking]:
    """Yield the filters that no document passes, even if it were the only one."""
    places = {
        "municipality": filters.municipality,
        "county": filters.county,
        "region": filters.region,
    }
    for field, place in places.items():
        if place is not None and not _has_any(documents, Filters(**{field: place})):  # type: ignore[arg-type]
            yield _lacking_place(field, place, documents)  # type: ignore[arg-type]
    if filters.publisher is not None and not _has_any(
        documents, Filters(publisher=filters.publisher)
    ):
        known = {name for each in documents for name in short_names(each.publisher or "")}
        near = near_places(filters.publisher, sorted(known))
        yield Lacking("publisher", filters.publisher, "publisher", near)
    if filters.author is not None and not _has_any(documents, Filters(author=filters.author)):
        near = near_places(
            filters.author, sorted({name for each in documents for name in each.authors})
        )
        yield Lacking("author", filters.author, "author", near)
    yield from _lacking_years(filters, documents)


def _has_any(documents: Iterable[Document], filters: Filters) -> bool:
    return any(passes(document, filters) for document in documents)


def _lacking_years(filters: Filters, documents: Sequence[Document]) -> Iterator[Lacking]:
    years = [document.year for document in documents if document.year is not None]
    newest, oldest = max(years, default=None), min(years, default=None)
    if filters.since is not None and (newest is None or newest < filters.since):
        yield Lacking("since", filters.since, "since", () if newest is None else (newest,))
    if filters.until is not None and (oldest is None or oldest > filters.until):
        yield Lacking("until", filters.until, "until", () if oldest is None else (oldest,))


def _lacking_place(field: LackedField, place: str, documents: Sequence[Document]) -> Lacking:
    """Return a place without documents, with the municipalities or counties near it that have some.

    Of a part of the country the nearest are municipalities.
    """
    near_field: LackedField = "county" if field == "county" else "municipality"
    around = _municipalities(field, place)
    distances: dict[str, float] = {}
    for document in documents:
        value = getattr(document, near_field)
        if value and value not in distances:
            distance = kilometres_between(around, _ground(document, near_field))
            if distance is not None:
                distances[value] = distance
    nearest = sorted(distances, key=lambda value: (distances[value], collation_key(value)))
    others = (value for value in nearest[1:MAX_NEAR] if distances[value] <= NEAR_KM)
    return Lacking(field, place, near_field, (*nearest[:1], *others))


def _ground(document: Document, field: LackedField) -> frozenset[str]:
    """Return the municipalities that a document's municipality or county is made of."""
    if field == "county":
        return _municipalities("county", document.county or "")
    municipality = document.municipality or ""
    return frozenset((municipality, f"{municipality} ({document.county})"))


def _municipalities(field: LackedField, place: str) -> frozenset[str]:
    if field == "municipality":
        return frozenset(former_municipalities().get(place, (place,)))
    return municipalities_of(region_of_name(place) or Region(place, counties=frozenset({place})))
