"""Count how many documents each value of a filter would show."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.search.filters import Filters, passes
from ingest.records import KINDS, LANGUAGES, UNKNOWN_LANGUAGE, Document

FacetField = Literal["kind", "municipality", "county", "publisher", "language", "year"]


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


def count_facets(
    documents: Sequence[Document], found: Collection[str] | None, filters: Filters
) -> tuple[Facet, ...]:
    """Return a facet for kind, municipality, county, publisher, language and year.

    A count says how many of the documents whose ids are `found` (None: all of them) would be
    shown if that value were chosen and the other filters stayed. A year is chosen with `since` and
    `until` alike. A value that would show nothing is left out, unless it is the chosen one.
    """
    hits = [document for document in documents if found is None or document.id in found]
    return tuple(_facet(field, documents, hits, filters) for field in _VALUES)


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


def _facet(
    field: FacetField, documents: Sequence[Document], hits: Sequence[Document], filters: Filters
) -> Facet:
    values: dict[str, str] = {}
    for document in documents:
        for value in _VALUES[field](document):
            values.setdefault(value.casefold(), value)
    active = _active(field, filters)
    if active is not None:
        # A chosen value that no document has is still shown: the user must see it to undo it.
        values.setdefault(active.casefold(), active)
    counted = (FacetValue(value, _count(field, value, hits, filters)) for value in values.values())
    shown = [
        each
        for each in counted
        if each.count or (active is not None and each.value.casefold() == active.casefold())
    ]
    return Facet(field, tuple(_sorted(field, shown)))


def _count(field: FacetField, value: str, hits: Iterable[Document], filters: Filters) -> int:
    chosen: dict[str, object] = {field: value}
    if field == "year":
        chosen = {"since": int(value), "until": int(value)}
    wanted = replace(filters, **chosen)  # type: ignore[arg-type]
    return sum(passes(document, wanted) for document in hits)


def _active(field: FacetField, filters: Filters) -> str | None:
    """Return the value of the field that is chosen, as the facet writes it."""
    if field == "year":
        is_single = filters.since is not None and filters.since == filters.until
        return str(filters.since) if is_single else None
    value: str | None = getattr(filters, field)
    if value is None:
        return None
    if field in ("municipality", "county"):
        return re.sub(r" kommune$", "", value.strip(), flags=re.IGNORECASE).strip()
    return value.strip()


def _sorted(field: FacetField, values: list[FacetValue]) -> Iterator[FacetValue]:
    if field == "year":
        yield from sorted(values, key=lambda each: -int(each.value))
        return
    fixed: tuple[str, ...] = {"kind": KINDS, "language": LANGUAGES}.get(field, ())
    yield from sorted(
        values,
        key=lambda each: (
            fixed.index(each.value) if each.value in fixed else len(fixed),
            each.value == UNKNOWN_LANGUAGE,
            collation_key(each.value),
            each.value,
        ),
    )


def _known(value: str | None) -> tuple[str, ...]:
    return (value.strip(),) if value and value.strip() else ()


_VALUES: dict[FacetField, Callable[[Document], tuple[str, ...]]] = {
    "kind": lambda document: (document.kind,),
    "municipality": lambda document: _known(document.municipality),
    "county": lambda document: _known(document.county),
    "publisher": lambda document: short_names(document.publisher or ""),
    "language": lambda document: (document.language,),
    "year": lambda document: () if document.year is None else (str(document.year),),
}
