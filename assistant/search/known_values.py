"""Tell a filter that nothing can pass from one that nothing happens to pass."""

from collections.abc import Iterable, Sequence

from assistant.errors import (
    DocumentUnknown,
    PlaceMisspelt,
    PlaceUnknown,
    QuestionError,
    YearsTurnedRound,
    unknown_municipality,
)
from assistant.search.filters import Filters
from ingest.norwegian.municipalities import (
    counties,
    fold_place,
    known_municipality,
    near_places,
)
from ingest.norwegian.regions import former_municipalities, region_names, region_of_name
from ingest.records import Document


def check_filters(filters: Filters, documents: Sequence[Document]) -> None:
    """Check that there are such places, years and documents as `filters` ask for.

    A place that Norway has and no document is from is no error, nor one that a document has.

    Raises:
        MunicipalityUnknown, MunicipalityMisspelt: there is no such municipality.
        PlaceUnknown, PlaceMisspelt: there is no such county or region.
        YearsTurnedRound: `since` is after `until`.
        DocumentUnknown: no document has the id.
    """
    if filters.document is not None and all(each.id != filters.document for each in documents):
        raise DocumentUnknown(filters.document)
    if filters.since is not None and filters.until is not None and filters.since > filters.until:
        raise YearsTurnedRound(since=filters.since, until=filters.until)
    if filters.municipality is not None:
        municipalities = (document.municipality for document in documents)
        _check_municipality(filters.municipality, _folded(municipalities))
    if filters.county is not None:
        own = _folded(document.county for document in documents)
        if fold_place(filters.county) not in own:
            _check_region(filters.county, [*_counties(), *region_names()])
    if filters.region is not None and region_of_name(filters.region) is None:
        raise _unknown(filters.region, near_places(filters.region, region_names()))


def _check_municipality(name: str, own: frozenset[str]) -> None:
    former = _folded(former_municipalities())
    if known_municipality(name) is None and fold_place(name) not in own | former:
        raise unknown_municipality(name)


def _check_region(name: str, known: Iterable[str]) -> None:
    names = list(known)
    if fold_place(name) not in _folded(names):
        raise _unknown(name, near_places(name, names))


def _unknown(name: str, near: Sequence[str]) -> QuestionError:
    return PlaceMisspelt(name, ", ".join(near)) if near else PlaceUnknown(name)


def _counties() -> frozenset[str]:
    return frozenset(counties().values())


def _folded(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(fold_place(name) for name in names if name)
