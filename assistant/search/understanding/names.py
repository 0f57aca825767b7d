"""The names by which a question may mean a place or a maker: of Norway, and of one index."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.search.facets import short_names
from assistant.search.filters import given_name_first
from assistant.search.understanding.rules import Words, words_of
from assistant.search.understanding.understood import Field
from ingest.corpus_data import read_data
from ingest.norwegian.municipalities import counties, fold_place, municipality_names
from ingest.norwegian.regions import former_municipalities, region_names
from ingest.records import Document

MIN_SPELT_OTHERWISE_LETTERS = 4
"""Of a name that may be written without the letters that English has not: "as" is not the town."""

MIN_GENITIVE_LETTERS = 5
"""Of a name with an s behind it: "oss" is not of Os."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, and what it means: a value of a field."""

    written: str
    field: Field
    value: str

    @property
    def words(self) -> Words:
        """Return the name as its words, in small letters."""
        return words_of(self.written)


class NameTable:
    """Find names in the words of a question, however they are spelt."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Index names by their words; of several of the same words, the first is tried first."""
        self._exact: dict[Words, list[Name]] = {}
        self._folded: dict[Words, list[Name]] = {}
        for name in names:
            self._exact.setdefault(name.words, []).append(name)
            if len(name.written) >= MIN_SPELT_OTHERWISE_LETTERS:
                folded = tuple(map(fold_place, name.words))
                self._folded.setdefault(folded, []).append(name)
        self.longest = max(map(len, (*self._exact, *self._folded)), default=0)
        self.written = tuple(
            {name.written: None for found in self._exact.values() for name in found}
        )

    def at(self, words: Sequence[str]) -> Sequence[Name]:
        """Return what a name of exactly these words, in small letters, may mean."""
        found = self._of(tuple(words))
        if not found and words[-1].endswith("s") and len(words[-1]) >= MIN_GENITIVE_LETTERS:
            found = self._of((*words[:-1], words[-1][:-1]))
        return found

    def _of(self, words: Words) -> Sequence[Name]:
        return self._exact.get(words, ()) or self._folded.get(tuple(map(fold_place, words)), ())


def names_of_norway() -> Iterator[Name]:
    """Yield the names of municipalities, counties, former ones of both, and regions."""
    yield from (Name(name, "municipality", name) for name in sorted(municipality_names()))
    today = set(counties().values()) | {"Oslo"}
    yield from (Name(name, "county", name) for name in sorted(today))
    former = {row["name"] for row in read_data("regions.toml")["region"] if "former_county" in row}
    for written, name in region_names().items():
        yield Name(written, "county" if name in former else "region", name)
    for written, now in former_municipalities().items():
        for municipality in now:
            yield Name(written, "municipality", municipality)


def names_of_index(documents: Sequence[Document]) -> Iterator[Name]:
    """Yield the names of places, publishers and authors that documents have, last names alone too.

    The value of a last name is the fullest name that it may be short for.
    """
    listed = list(documents)
    for place in dict.fromkeys(filter(None, (document.municipality for document in listed))):
        yield Name(place, "municipality", place)
    for publisher in dict.fromkeys(filter(None, (document.publisher for document in listed))):
        yield from _publisher_names(publisher)
    authors = {_bare(author): None for document in listed for author in document.authors}
    for author in sorted(authors, key=len, reverse=True):
        yield Name(author, "author", author)
        last = given_name_first(author).rsplit(" ", 1)[-1]
        if last != author:
            yield Name(last, "author", author)


def _publisher_names(publisher: str) -> Iterator[Name]:
    short = short_names(publisher)
    for name in short:
        yield Name(name, "publisher", name)
    for part in filter(None, map(str.strip, re.split(r"[(),]", publisher))):
        abbreviation = next((name for name in short if name in part), None)
        value = abbreviation or (short[0] if short[0] != publisher else part)
        yield Name(part, "publisher", value)


def _bare(author: str) -> str:
    """Return the name of an author without what stands in brackets behind it."""
    return re.sub(r"\s*\(.*\)", "", author).strip()
