"""Facets: counts on the documents of the source page, worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.search.facets import (
    Facet,
    FacetValue,
    collation_key,
    count_facets,
    short_names,
    with_value,
)
from assistant.search.filters import NO_FILTERS, Filters, passes
from assistant.search.reach import Reach, everything
from assistant.search.understanding import Understood
from ingest.corpus import read_corpus
from ingest.norwegian.regions import SIZES, parts_of_norway
from ingest.records import KINDS, LANGUAGES, Document

DOCUMENTS = read_corpus()
EVERYTHING = everything(DOCUMENTS)


def of(facets: tuple[Facet, ...], field: str) -> list[tuple[str, int]]:
    """The values of one field with their counts."""
    (facet,) = (each for each in facets if each.field == field)
    return [(each.value, each.count) for each in facet.values]


def test_every_document_is_counted() -> None:
    facets = count_facets(EVERYTHING, NO_FILTERS)
    assert [each.field for each in facets] == [
        "kind",
        "municipality",
        "county",
        "region",
        "size",
        "publisher",
        "since",
        "until",
        "language",
    ]
    assert of(facets, "kind") == [("guidance", 1), ("plan", 5), ("report", 11), ("example", 14)]
    assert of(facets, "publisher") == [
        ("Husbanken (Veiviseren)", 1),
        ("NIBR", 6),
        ("Norce", 1),
        ("NOVA", 5),
    ]
    years = ("2021", "2020", "2019", "2017", "2016", "2015", "2014")
    assert of(facets, "since") == list(zip(years, (2, 6, 7, 10, 11, 13, 15), strict=True))
    assert of(facets, "until") == list(zip(years, (15, 13, 9, 8, 5, 4, 2), strict=True))
    assert of(facets, "region") == [
        ("Nord-Norge", 7),
        ("Midt-Norge", 1),
        ("Vestlandet", 3),
        ("Østlandet", 6),
        ("Sørlandet", 1),
    ]
    assert of(facets, "size") == [("small", 1), ("medium", 5), ("large", 12)]
    places = [value for value, _ in of(facets, "municipality")]
    assert places[:4] == ["Asker", "Bodø", "Bærum", "Bømlo"]
    assert places[-1] == "Øygarden"


def test_other_filters_are_kept_and_the_own_one_is_not() -> None:
    filters = Filters(kind="report", publisher="NIBR")
    facets = count_facets(EVERYTHING, filters)
    assert of(facets, "kind") == [("report", 6)]
    assert of(facets, "publisher") == [("NIBR", 6), ("Norce", 1), ("NOVA", 5)]
    assert of(facets, "since") == [("2019", 1), ("2017", 3), ("2015", 5), ("2014", 6)]
    assert of(facets, "municipality") == []


def test_only_what_answers_is_counted() -> None:
    """Every value is there all the same."""
    found = {"ulsholtveien-31-oslo-36-utleieboliger": "good", "nomader-pa-lavterskel": "weak"}
    facets = count_facets(Reach(DOCUMENTS, (), found), NO_FILTERS)
    assert of(facets, "kind") == [("guidance", 0), ("plan", 0), ("report", 1), ("example", 1)]
    assert dict(of(facets, "municipality"))["Oslo"] == 1
    assert sum(count for _, count in of(facets, "municipality")) == 1
    assert dict(of(count_facets(Reach(DOCUMENTS, (), {}), NO_FILTERS), "kind"))["plan"] == 0


def test_a_chosen_value_stays_when_it_shows_nothing() -> None:
    filters = Filters(
        kind="plan", municipality="oslo kommune", publisher="SINTEF", since=1999, until=1999
    )
    facets = count_facets(EVERYTHING, filters)
    assert of(facets, "kind") == [("plan", 0)]
    assert of(facets, "municipality") == [("Oslo", 0)]
    assert of(facets, "publisher") == [("SINTEF", 0)]
    assert of(facets, "since") == [("1999", 0)]


def test_one_end_of_the_years_bounds_the_other() -> None:
    """No year is offered that would turn them round."""
    facets = count_facets(EVERYTHING, Filters(since=2016, until=2019))
    assert of(facets, "since") == [("2019", 1), ("2017", 4), ("2016", 5), ("2015", 7), ("2014", 9)]
    assert of(facets, "until") == [("2021", 11), ("2020", 9), ("2019", 5), ("2017", 4), ("2016", 1)]
    assert of(facets, "kind") == [("report", 5)]


def test_what_has_no_year_is_counted_if_it_is_taken_along() -> None:
    """In every filter."""
    facets = count_facets(EVERYTHING, Filters(since=2020, undated=True))
    assert dict(of(facets, "kind")) == {"guidance": 1, "plan": 5, "report": 2, "example": 14}
    assert dict(of(facets, "since"))["2021"] == 18
    assert of(facets, "until") == [("2021", 22), ("2020", 20)]


def test_what_a_question_names_holds_for_a_count() -> None:
    """Unless nothing would be left: then it is dropped, as it is in a search."""
    bodo = (Understood("municipality", "Bodø", (0, 4), "filter"),)
    facets = count_facets(Reach(DOCUMENTS, bodo, EVERYTHING.verdicts), NO_FILTERS)
    assert dict(of(facets, "kind")) == {"guidance": 1, "plan": 5, "report": 11, "example": 3}
    assert dict(of(facets, "county"))["Nordland"] == 3


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
    assert of(count_facets(everything(documents), NO_FILTERS), "language") == [
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
        region=st.none() | st.sampled_from((*parts_of_norway(), "Sunnmøre")),
        size=st.none() | st.sampled_from(SIZES),
        author=st.none() | st.just("Sørvoll"),
        undated=st.booleans(),
    )


@settings(deadline=None)
@given(
    filters=filtered(),
    found=st.none() | st.sets(st.sampled_from([each.id for each in DOCUMENTS])),
)
def test_a_count_is_what_choosing_it_shows(filters: Filters, found: set[str] | None) -> None:
    hits: list[Document] = [each for each in DOCUMENTS if found is None or each.id in found]
    reach = Reach(DOCUMENTS, (), {each.id: "good" for each in hits})
    for facet in count_facets(reach, filters):
        for told in facet.values:
            chosen = with_value(filters, facet.field, told.value)
            assert told == FacetValue(told.value, sum(passes(each, chosen) for each in hits))
        assert len({each.value.casefold() for each in facet.values}) == len(facet.values)
