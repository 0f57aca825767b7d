"""Filters that no document passes, and the values nearest to theirs."""

from dataclasses import replace

import pytest

from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.lacking import Lacking, lacking
from ingest.corpus import read_corpus
from ingest.records import Document

DOCUMENTS = read_corpus()


def of(filters: Filters, documents: tuple[Document, ...] = DOCUMENTS) -> list[Lacking]:
    """Return what is lacking, as a list."""
    return list(lacking(filters, documents))


@pytest.mark.parametrize(
    ("place", "near"),
    [
        ("Hamar", ("Ringsaker", "Gjøvik", "Oslo")),
        ("Lørenskog", ("Oslo", "Bærum", "Frogn")),
        # Over the sea, in the same county or another.
        ("Bergen", ("Øygarden", "Bømlo")),
        ("Haugesund", ("Bømlo", "Øygarden")),
        ("Ålesund", ("Ulstein",)),
        ("Utsira", ("Bømlo", "Øygarden")),
        # Nothing near has a source: the nearest, however far.
        ("Kautokeino", ("Hammerfest",)),
        # A former municipality is where its ground is now.
        ("Rissa", ("Trondheim",)),
        # Two are called so.
        ("Herøy", ()),
    ],
)
def test_a_municipality_has_near_ones(place: str, near: tuple[str, ...]) -> None:
    assert of(Filters(municipality=place)) == [Lacking("municipality", place, "municipality", near)]


def test_a_county_has_near_counties_and_a_district_near_municipalities() -> None:
    """What is near a district may lie in it."""
    assert of(Filters(county="Østfold")) == [
        Lacking("county", "Østfold", "county", ("Akershus", "Oslo", "Innlandet"))
    ]
    assert of(Filters(region="Hadeland")) == [
        Lacking("region", "Hadeland", "municipality", ("Oslo", "Bærum", "Gjøvik"))
    ]
    assert of(Filters(region="Sunnmøre")) == []


def test_names_are_near_by_their_spelling() -> None:
    """Of publishers and authors."""
    assert of(Filters(publisher="NOVAA")) == [Lacking("publisher", "NOVAA", "publisher", ("NOVA",))]
    (author,) = of(Filters(author="Jardar Sorvoll"))
    assert author.near[0] == "Jardar Sørvoll"
    assert of(Filters(publisher="Qwxz")) == [Lacking("publisher", "Qwxz", "publisher")]


def test_years_are_near_the_newest_and_the_oldest() -> None:
    """An index without years has none to name."""
    assert of(Filters(since=2030)) == [Lacking("since", 2030, "since", (2021,))]
    assert of(Filters(until=1999)) == [Lacking("until", 1999, "until", (2014,))]
    undated = tuple(replace(document, year=None) for document in DOCUMENTS)
    assert of(Filters(since=2000), undated) == [Lacking("since", 2000, "since")]


@pytest.mark.parametrize(
    "filters",
    [
        NO_FILTERS,
        Filters(municipality="bodo"),
        Filters(county="Hedmark"),
        Filters(region="Vestlandet", size="small"),
        Filters(publisher="NIBR", since=2021),
        # Each of the two passes; that nothing passes both is told otherwise.
        Filters(municipality="Oslo", kind="report"),
    ],
)
def test_what_some_document_has_is_not_lacking(filters: Filters) -> None:
    assert of(filters) == []
