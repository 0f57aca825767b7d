"""Facets: counts on the documents of the source page, worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.search.facets import Facet, FacetValue, collation_key, count_facets, short_names
from assistant.search.filters import NO_FILTERS, Filters, passes
from ingest.corpus import read_corpus
from ingest.records import KINDS, LANGUAGES, Document

DOCUMENTS = read_corpus()


def of(facets: tuple[Facet, ...], field: str) -> list[tuple[str, int]]:
    """The values of one field with their counts."""
    (facet,) = (each for each in facets if each.field == field)
    return [(each.value, each.count) for each in facet.values]


def test_every_document_is_counted() -> None:
    facets = count_facets(DOCUMENTS, None, NO_FILTERS)
    assert [each.field for each in facets] == [
        "kind",
        "municipality",
        "county",
        "publisher",
        "language",
        "year",
    ]
    assert of(facets, "kind") == [("guidance", 1), ("plan", 5), ("report", 11), ("example", 14)]
    assert of(facets, "publisher") == [
        ("Husbanken (Veiviseren)", 1),
        ("NIBR", 6),
        ("Norce", 1),
        ("NOVA", 5),
    ]
    assert of(facets, "year") == [
        ("2021", 2),
        ("2020", 4),
        ("2019", 1),
        ("2017", 3),
        ("2016", 1),
        ("2015", 2),
        ("2014", 2),
    ]
    places = [value for value, _ in of(facets, "municipality")]
    assert places[:4] == ["Asker", "Bodø", "Bærum", "Bømlo"]
    assert places[-1] == "Øygarden"


def test_other_filters_are_kept_and_the_own_one_is_not() -> None:
    filters = Filters(kind="report", publisher="NIBR")
    facets = count_facets(DOCUMENTS, None, filters)
    assert of(facets, "kind") == [("report", 6)]
    assert of(facets, "publisher") == [("NIBR", 6), ("Norce", 1), ("NOVA", 5)]
    assert of(facets, "year") == [("2019", 1), ("2017", 2), ("2015", 2), ("2014", 1)]
    assert of(facets, "municipality") == []


def test_only_what_was_found_is_counted() -> None:
    found = {"ulsholtveien-31-oslo-36-utleieboliger", "nomader-pa-lavterskel", "nothing"}
    facets = count_facets(DOCUMENTS, found, NO_FILTERS)
    assert of(facets, "kind") == [("report", 1), ("example", 1)]
    assert of(facets, "municipality") == [("Oslo", 1)]
    assert of(count_facets(DOCUMENTS, set(), NO_FILTERS), "kind") == []


def test_a_chosen_value_stays_when_it_shows_nothing() -> None:
    filters = Filters(
        kind="plan", municipality="oslo kommune", publisher="SINTEF", since=1999, until=1999
    )
    facets = count_facets(DOCUMENTS, None, filters)
    assert of(facets, "kind") == [("plan", 0)]
    assert of(facets, "municipality") == [("Oslo", 0)]
    assert of(facets, "publisher") == [("SINTEF", 0)]
    assert of(facets, "year") == [("1999", 0)]


def test_a_range_of_years_is_no_chosen_year() -> None:
    facets = count_facets(DOCUMENTS, None, Filters(since=2016, until=2019))
    assert len(of(facets, "year")) == 7
    assert of(facets, "kind") == [("report", 5)]


@pytest.mark.parametrize(
    ("publisher", "names"),
    [
        ("By- og regionforskningsinstituttet NIBR, NOVA", ("NIBR", "NOVA")),
        ("Norsk institutt for by- og regionforskning (NIBR)", ("NIBR",)),
        ("Husbanken (Veiviseren)", ("Husbanken (Veiviseren)",)),
        ("Norce", ("Norce",)),
        ("TROMSØ KOMMUNE", ("TROMSØ KOMMUNE",)),
        ("  ", ()),
    ],
)
def test_publishers_go_by_their_short_names(publisher: str, names: tuple[str, ...]) -> None:
    assert short_names(publisher) == names


def test_norwegian_letters_come_last() -> None:
    names = [
        "Ås",
        "Ørland",
        "Zürich",
        "Ærøy",
        "Kárášjohka",
        "Karmøy",
        "asker",
        "Bø",
        "Bærum",
        "Bodø",
    ]
    assert sorted(names, key=collation_key) == [
        "asker",
        "Bodø",
        "Bærum",
        "Bø",
        "Kárášjohka",
        "Karmøy",
        "Zürich",
        "Ærøy",
        "Ørland",
        "Ås",
    ]


def test_languages_that_the_program_speaks_come_first() -> None:
    """An unknown one last."""
    codes = ("und", "uk", "en", "se", "nb", "nn")
    documents = [
        replace(DOCUMENTS[0], id=str(n), language=code) for n, code in enumerate((*codes, "se"))
    ]
    assert of(count_facets(documents, None, NO_FILTERS), "language") == [
        ("nb", 1),
        ("nn", 1),
        ("en", 1),
        ("se", 2),
        ("uk", 1),
        ("und", 1),
    ]
    chosen = Filters(language="se")
    assert [each.id for each in documents if passes(each, chosen)] == ["3", "6"]


def filtered() -> st.SearchStrategy[Filters]:
    """Filters of values that the corpus has, and some that it has not."""

    def some(values: set[str | None]) -> st.SearchStrategy[str | None]:
        return st.none() | st.sampled_from(sorted({*filter(None, values), "Utsira"}))

    years = st.none() | st.integers(2013, 2022)
    return st.builds(
        Filters,
        kind=st.none() | st.sampled_from(KINDS),
        municipality=some({each.municipality for each in DOCUMENTS}),
        county=some({each.county for each in DOCUMENTS}),
        publisher=some({each.publisher for each in DOCUMENTS}),
        language=st.none() | st.sampled_from(LANGUAGES),
        since=years,
        until=years,
    )


@settings(deadline=None)
@given(
    filters=filtered(),
    found=st.none() | st.sets(st.sampled_from([each.id for each in DOCUMENTS])),
)
def test_a_count_is_what_choosing_it_shows(filters: Filters, found: set[str] | None) -> None:
    hits: list[Document] = [each for each in DOCUMENTS if found is None or each.id in found]
    for facet in count_facets(DOCUMENTS, found, filters):
        for told in facet.values:
            value = told.value
            chosen = (
                {"since": int(value), "until": int(value)}
                if facet.field == "year"
                else {facet.field: value}
            )
            shown = sum(passes(each, replace(filters, **chosen)) for each in hits)
            assert told == FacetValue(value, shown)
        assert len({each.value.casefold() for each in facet.values}) == len(facet.values)
