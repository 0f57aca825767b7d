"""Count how many documents each value of a filter would show."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.search.filters import Filters, passes
from assistant.search.reach import Reach
from ingest.norwegian.regions import SIZES, parts_of_norway, region_of_name, size_of
from ingest.records import KINDS, LANGUAGES, UNKNOWN_LANGUAGE, Document

FacetField = Literal[
    "kind", "municipality", "county", "region", "size", "publisher", "since", "until", "language"
]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that may be chosen, and how many documents it would show."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field, in the order in which they are shown."""

    field: FacetField
    values: tuple[FacetValue, ...]


def count_facets(reach: Reach, filters: Filters) -> tuple[Facet, ...]:
    """Return a facet for each field that documents can be chosen by.

    A count says how many of the documents that `reach` has would be shown if that value were chosen
    and the other filters stayed. A value that no document has beside the other filters is left out,
    unless it is the chosen one.
    """
    return tuple(_facet(field, reach, filters) for field in _VALUES)


def short_names(publisher: str) -> tuple[str, ...]:
    """Return what a publisher is filtered by: its abbreviations, or the name if it has none.

    The source page writes NIBR in four ways and once together with NOVA; the abbreviation is the
    part that all of them share. A name all in capitals is not an abbreviation.
    """
    name = publisher.strip()
    capitals = [word for word in re.findall(r"\w{3,}", name) if word.isupper() and word.isalpha()]
    if not capitals or (name.isupper() and " " in name):
        return (name,) if name else ()
    return tuple(dict.fromkeys(capitals))


def collation_key(name: str) -> str:
    """Return a key that sorts names as Norwegian does: the three extra letters last."""
    letters = unicodedata.normalize("NFC", name.casefold()).translate(_LAST_LETTERS)
    return "".join(
        letter if ord(letter) in _KEPT else unicodedata.normalize("NFD", letter)[0]
        for letter in letters
    )


# Code points: ae, o-slash and a-ring sort last in Norwegian, a-ring as the one after o-slash; the
# Swedish forms of the first two sort with them.
_LAST_LETTERS = {0xE4: 0xE6, 0xF6: 0xF8, 0xE5: 0xF9}
_KEPT = frozenset(_LAST_LETTERS.values())


def _facet(field: FacetField, reach: Reach, filters: Filters) -> Facet:
    others = replace(filters, **{field: None})  # type: ignore[arg-type]
    values: dict[str, str] = {}
    for document in reach.documents:
        if passes(document, others):
            for value in _VALUES[field](document):
                values.setdefault(value.casefold(), value)
    active = _active(field, filters)
    if active is not None:
        # A chosen value that no document has is still shown: the user must see it to undo it.
        values.setdefault(active.casefold(), active)
    shown = [
        FacetValue(value, len(reach.left(with_value(filters, field, value))))
        for value in values.values()
    ]
    return Facet(field, tuple(_sorted(field, shown)))


def with_value(filters: Filters, field: FacetField, value: str) -> Filters:
    """Return the filters with a value of a facet chosen."""
    chosen: str | int = int(value) if field in ("since", "until") else value
    return replace(filters, **{field: chosen})  # type: ignore[arg-type]


def _active(field: FacetField, filters: Filters) -> str | None:
    """Return the value of the field that is chosen, as the facet writes it."""
    value: str | int | None = getattr(filters, field)
    if value is None:
        return None
    name = str(value).strip()
    if field in ("municipality", "county"):
        return re.sub(r" kommune$", "", name, flags=re.IGNORECASE).strip()
    return name


def _sorted(field: FacetField, values: list[FacetValue]) -> Iterator[FacetValue]:
    if field in ("since", "until"):
        yield from sorted(values, key=lambda each: -int(each.value))
        return
    fixed: tuple[str, ...] = {
        "kind": KINDS,
        "language": LANGUAGES,
        "region": parts_of_norway(),
        "size": SIZES,
    }.get(field, ())
    yield from sorted(
        values,
        key=lambda each: (
            fixed.index(each.value) if each.value in fixed else len(fixed),
            each.value == UNKNOWN_LANGUAGE,
            collation_key(each.value),
            each.value,
        ),
    )


def _known(value: str | int | None) -> tuple[str, ...]:
    text = "" if value is None else str(value).strip()
    return (text,) if text else ()


def _parts(document: Document) -> tuple[str, ...]:
    """Return the parts of the country that a document is from; a district is not offered."""
    regions = map(region_of_name, parts_of_norway())
    return tuple(
        region.name
        for region in regions
        if region is not None and region.holds(document.municipality, document.county)
    )


_VALUES: dict[FacetField, Callable[[Document], tuple[str, ...]]] = {
    "kind": lambda document: (document.kind,),
    "municipality": lambda document: _known(document.municipality),
    "county": lambda document: _known(document.county),
    "region": _parts,
    "size": lambda document: _known(size_of(document.municipality, document.county)),
    "publisher": lambda document: short_names(document.publisher or ""),
    "since": lambda document: _known(document.year),
    "until": lambda document: _known(document.year),
    "language": lambda document: (document.language,),
}
