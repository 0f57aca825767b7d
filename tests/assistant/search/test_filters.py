"""Filters: what passes, and phrases that are held whatever their characters."""

import pytest

from assistant.search.filters import NO_FILTERS, Filters, holds_quotes, passes
from ingest.corpus import read_corpus

DOCUMENTS = read_corpus()


def passing(filters: Filters) -> set[str | int | None]:
    """Return the municipality, or else the year, of each document that passes."""
    return {each.municipality or each.year for each in DOCUMENTS if passes(each, filters)}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(municipality="Baerum"), {"Bærum"}),
        (Filters(municipality="Tromso kommune"), {"Tromsø"}),
        (Filters(municipality="Vega\u030arshei"), {"Vegårshei"}),
        (Filters(county="Trondelag"), {"Trondheim"}),
        (Filters(county="Hedmark"), {"Ringsaker"}),
        (Filters(county="Troms og Finnmark"), {"Tromsø", "Hammerfest", "Sør-Varanger"}),
        (Filters(region="Vestlandet"), {"Ulstein", "Øygarden", "Bømlo"}),
        (Filters(region="nabokommuner til Hamar"), {"Ringsaker"}),
        (Filters(size="small"), {"Vegårshei"}),
        (Filters(size="medium", county="Finnmark"), {"Hammerfest", "Sør-Varanger"}),
        (Filters(author="Sørvoll", since=2017), {2017, 2020}),
        (Filters(author="jardar sørvoll", since=2017), {2017, 2020}),
        (Filters(author="Marit Helgesen"), {2015, 2017}),
        (Filters(author="Ekne Ruud"), {2015, 2020}),
        (Filters(author="Sørvoll, Jardar", since=2017), {2017, 2020}),
        (Filters(author="Jardar"), set()),
        (Filters(author="()"), set()),
        (Filters(municipality=""), set()),
        (Filters(sort="newest", kind="guidance"), {None}),
        (Filters(since=2021), {2021, "Ulstein"}),
        (Filters(kind="guidance", since=2021), set()),
        (Filters(kind="guidance", since=2021, undated=True), {None}),
        (Filters(kind="guidance", until=1999, undated=True), {None}),
        (Filters(kind="report", until=2014, undated=True), {2014}),
    ],
)
def test_what_passes(filters: Filters, found: set[str | int | None]) -> None:
    """Places however they are spelt and whenever they were, people by their last names."""
    assert passing(filters) == found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("«Leie\u2010til\u2011eie» gir unge hjelp", "leie-til-eie"),
        ("planen for 2020\u20132024", "2020-2024"),
        ("planen for 2020-2024", "2020\u20132024"),
        ("den boligsosiale planen", "bolig\u00adsosiale"),
        ("kommunens of\ufb01sielle kontor", "offisielle"),
        ("20\u00a0% av\nboligene", "20 % av boligene"),
        ("kommunen\u2019s plan", "kommunen's plan"),
    ],
)
def test_a_phrase_is_held_whatever_its_characters(text: str, phrase: str) -> None:
    """Question and text are in one form."""
    assert holds_quotes(text, [phrase])


def test_a_phrase_is_of_whole_words() -> None:
    """A part of a word does not hold it."""
    assert not holds_quotes("boligsosial plan", ["bolig"])


def test_an_order_leaves_nothing_out() -> None:
    """Nor does what takes documents along."""
    assert not NO_FILTERS.is_narrowing
    assert not Filters(sort="newest", undated=True).is_narrowing
    assert Filters(size="small").is_narrowing
    assert Filters(sort="title", until=2000).is_narrowing
