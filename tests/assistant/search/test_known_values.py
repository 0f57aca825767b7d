"""Filters that nothing can pass are told from those that nothing happens to pass."""

import pytest

from assistant.errors import (
    MunicipalityMisspelt,
    MunicipalityUnknown,
    PlaceMisspelt,
    PlaceUnknown,
    QuestionError,
    YearsTurnedRound,
)
from assistant.search.filters import Filters
from assistant.search.known_values import check_filters
from ingest.corpus import read_corpus

DOCUMENTS = read_corpus()


def refusal(filters: Filters) -> QuestionError | None:
    """Return the error that tells what is wrong with the filters, or None."""
    try:
        check_filters(filters, DOCUMENTS)
    except QuestionError as error:
        return error
    return None


@pytest.mark.parametrize(
    "filters",
    [
        Filters(municipality="Kvinesdal"),
        Filters(municipality="baerum kommune"),
        Filters(municipality="Rissa"),
        Filters(county="Østfold"),
        Filters(county="Hordaland"),
        Filters(county="oslo"),
        Filters(region="Sunnmøre"),
        Filters(region="nabokommuner til Hamar"),
        Filters(since=2017, until=2017),
    ],
)
def test_what_there_is_passes(filters: Filters) -> None:
    """Whether or not a document is from there."""
    assert refusal(filters) is None


def test_a_misspelt_place_is_told_with_names_like_it() -> None:
    """The nearest first."""
    for filters, nearest in (
        (Filters(municipality="Bærom"), "Bærum"),
        (Filters(county="Inlandet"), "Innlandet"),
        (Filters(region="Vestlande"), "Vestlandet"),
    ):
        with pytest.raises((PlaceMisspelt, MunicipalityMisspelt)) as raised:
            check_filters(filters, DOCUMENTS)
        assert raised.value.near.split(", ")[0] == nearest


@pytest.mark.parametrize("name", ["Qwxz", "12345", "–"])
def test_a_place_like_no_other_is_told_alone(name: str) -> None:
    """There is nothing to offer."""
    with pytest.raises(MunicipalityUnknown):
        check_filters(Filters(municipality=name), DOCUMENTS)
    with pytest.raises(PlaceUnknown):
        check_filters(Filters(region=name), DOCUMENTS)


def test_years_turned_round_are_told() -> None:
    """With both."""
    with pytest.raises(YearsTurnedRound) as raised:
        check_filters(Filters(since=2020, until=2015), DOCUMENTS)
    assert (raised.value.since, raised.value.until) == (2020, 2015)
