"""Which documents and passages may answer."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.norwegian.municipalities import fold_place, known_county, known_municipality
from ingest.records import Document, Kind, TextLanguage


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must be; None asks for nothing.

    A document without a year passes neither `since` nor `until`: what is not known to be
    recent is not shown as if it were.
    """

    kind: Kind | None = None
    municipality: str | None = None
    county: str | None = None
    publisher: str | None = None
    language: TextLanguage | None = None
    since: int | None = None
    until: int | None = None

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
    year = document.year
    return (
        (filters.kind is None or document.kind == filters.kind)
        and (filters.language is None or document.language == filters.language)
        and _is_same_place(document.municipality, filters.municipality)
        and _is_same_place(document.county, filters.county)
        and _has_name(document.publisher, filters.publisher)
        and (filters.since is None or (year is not None and year >= filters.since))
        and (filters.until is None or (year is not None and year <= filters.until))
    )


def is_unknown_municipality(documents: Iterable[Document], filters: Filters) -> bool:
    """Return whether the filters ask for a municipality that neither Norway nor a document has."""
    wanted = filters.municipality
    return (
        wanted is not None
        and known_municipality(wanted) is None
        and not any(_is_same_place(document.municipality, wanted) for document in documents)
    )


def holds_quotes(text: str, quoted: Sequence[str]) -> bool:
    """Return whether `text` has every quoted phrase, in whole words, whatever its case."""
    return all(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) for phrase in quoted
    )


def _is_same_place(place: str | None, wanted: str | None) -> bool:
    """Return whether two names of a place are the same, however they are spelt."""
    return wanted is None or (place is not None and fold_place(place) == fold_place(wanted))


def _has_name(publisher: str | None, wanted: str | None) -> bool:
    """Return whether a publisher's name has the wanted words: the page has four names for NIBR."""
    return wanted is None or holds_quotes(publisher or "", [wanted.strip()])
