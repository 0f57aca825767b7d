"""Which documents and passages may answer, and in which order."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ingest.norwegian.municipalities import fold_place, known_county, known_municipality
from ingest.norwegian.regions import Size, region_of_name, size_of
from ingest.reading.one_form import one_form
from ingest.records import Document, Kind, TextLanguage

Sort = Literal["newest", "oldest", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must be; None asks for nothing.

    A document without a year passes neither `since` nor `until`, unless `undated` takes such along:
    what is not known to be recent is not shown as if it were. `document` is the id of the only one
    that passes. `sort` leaves nothing out: it orders the documents that answer by their year, and
    those of a list by title too.
    """

    kind: Kind | None = None
    municipality: str | None = None
    county: str | None = None
    publisher: str | None = None
    language: TextLanguage | None = None
    since: int | None = None
    until: int | None = None
    region: str | None = None
    size: Size | None = None
    author: str | None = None
    sort: Sort | None = None
    undated: bool = False
    document: str | None = None

    @property
    def is_narrowing(self) -> bool:
        """Return whether anything can be left out."""
        return replace(self, sort=None, undated=False) != NO_FILTERS

    def __post_init__(self) -> None:
        """Spell the places and the publisher as the documents do."""
        for field, known in (("municipality", known_municipality), ("county", known_county)):
            if (name := getattr(self, field)) is not None:
                object.__setattr__(self, field, known(name) or unicodedata.normalize("NFC", name))
        if self.publisher is not None:
            object.__setattr__(self, "publisher", unicodedata.normalize("NFC", self.publisher))


NO_FILTERS = Filters()


def passes(document: Document, filters: Filters) -> bool:
    """Return whether `document` passes every filter."""
    return (
        (filters.document is None or document.id == filters.document)
        and (filters.kind is None or document.kind == filters.kind)
        and (filters.language is None or document.language == filters.language)
        and _is_same_place(document.municipality, filters.municipality)
        and _is_in_county(document, filters.county)
        and (filters.region is None or _is_in_region(document, filters.region))
        and (
            filters.size is None or filters.size == size_of(document.municipality, document.county)
        )
        and _has_name(document.publisher, filters.publisher)
        and _has_author(document.authors, filters.author)
        and _is_of_years(document.year, filters)
    )


def holds_quotes(text: str, quoted: Sequence[str]) -> bool:
    """Return whether `text` has every quoted phrase, in whole words, whatever its case."""
    searched = one_form(text)
    return all(
        re.search(rf"(?<!\w){re.escape(one_form(phrase))}(?!\w)", searched, re.IGNORECASE)
        for phrase in quoted
    )


def _is_of_years(year: int | None, filters: Filters) -> bool:
    if year is None:
        return filters.undated or (filters.since is None and filters.until is None)
    return (filters.since is None or year >= filters.since) and (
        filters.until is None or year <= filters.until
    )


def _is_same_place(place: str | None, wanted: str | None) -> bool:
    """Return whether two names of a place are the same, however they are spelt."""
    if wanted is None:
        return True
    return place is not None and fold_place(place) == fold_place(wanted)


def _is_in_county(document: Document, wanted: str | None) -> bool:
    """Return whether a document is from a county, of today or as it was before the reforms."""
    return _is_same_place(document.county, wanted) or (
        wanted is not None and _is_in_region(document, wanted)
    )


def _is_in_region(document: Document, wanted: str) -> bool:
    region = region_of_name(wanted)
    return region is not None and region.holds(document.municipality, document.county)


def _has_name(publisher: str | None, wanted: str | None) -> bool:
    """Return whether a publisher's name has the wanted words: the page has four names for NIBR."""
    return wanted is None or holds_quotes(publisher or "", [wanted.strip()])


def _has_author(authors: Sequence[str], wanted: str | None) -> bool:
    """Return whether one of the authors has the wanted name.

    A last name alone is enough on either side: the page has "Sørvoll (red.)" beside "Jardar
    Sørvoll".
    """
    if wanted is None:
        return True
    asked = _name_words(wanted)
    return any(asked and _are_one_person(asked, _name_words(author)) for author in authors)


def _are_one_person(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter = min(len(one), len(other))
    if not shorter or one[-1] != other[-1]:
        return False
    return one[-shorter:] == other[-shorter:] or (shorter > 1 and one[0] == other[0])


def given_name_first(name: str) -> str:
    """Return "Hansen, Anne", as it may be written in a list, as "Anne Hansen"."""
    last, _, given = name.partition(",")
    return f"{given.strip()} {last.strip()}" if given.strip() else name


def _name_words(name: str) -> list[str]:
    bare = re.sub(r"\(.*\)", "", one_form(name).casefold())
    return re.findall(r"[\w-]+", given_name_first(bare))
