"""Municipalities and counties are found by name, and only if the name is enough."""

import pytest

from ingest.corpus_data import read_data
from ingest.norwegian.municipalities import counties, find_municipality


def test_norway_has_357_municipalities_in_15_counties() -> None:
    """The list is the division of 1 January 2026."""
    listed = read_data("municipalities.toml")["county"]
    assert len(listed) == 15
    assert sum(len(county["municipalities"]) for county in listed) == 357
    # Two of the 355 names belong to two municipalities each and have no entry.
    assert len(counties()) == 353
    assert set(counties().values()) == {county["name"] for county in listed}


@pytest.mark.parametrize("name", ["Herøy", "Våler"])
def test_a_name_of_two_municipalities_has_no_county(name: str) -> None:
    """Herøy and Våler are in two counties each; neither is guessed."""
    listed = read_data("municipalities.toml")["county"]
    assert sum(name in county["municipalities"] for county in listed) == 2
    assert name not in counties()


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("Oslo", "Oslo"),
        ("Ringsaker", "Innlandet"),
        ("Ulstein", "Møre og Romsdal"),
        ("Bømlo", "Vestland"),
        ("Hammerfest", "Finnmark"),
        ("Tromsø", "Troms"),
        ("Nore og Uvdal", "Buskerud"),
        ("Tana", "Finnmark"),
    ],
)
def test_a_municipality_has_its_county(name: str, county: str) -> None:
    """Counties are those of 2024 and later."""
    assert counties()[name] == county


@pytest.mark.parametrize(
    ("title", "text", "municipality"),
    [
        ("Leie før eie i Gjøvik", "", "Gjøvik"),
        ("Handlingsplan, Bodø kommune", "", "Bodø"),
        ("Det gode nabolag", "For Bærum kommune handler det om boliger.", "Bærum"),
        ("Nore og Uvdal kommune bygger", "", "Nore og Uvdal"),
        ("Boliger i Aurskog-Høland", "", "Aurskog-Høland"),
        ("Boliger i Nordre Follo", "", "Nordre Follo"),
        # "X kommune" in the title, then "i X" in the title, then "X kommune" in the text
        ("Boliger i Oslo for Bergen kommune", "Ås kommune", "Bergen"),
        ("Boliger i Oslo", "Bergen kommune", "Oslo"),
        ("Boliger", "Bergen kommune og Oslo kommune", "Bergen"),
        # not evidence
        ("Boliger", "Husbanken har kontor i Oslo.", None),
        ("Oslo", "", None),
        ("Boligetablering i distriktene", "tolv kommuner deltok", None),
        ("Boliger i Oslofjorden", "", None),
        ("Ski i Åsane", "", None),
        ("", "", None),
    ],
)
def test_where_a_text_is_from(title: str, text: str, municipality: str | None) -> None:
    """The title is asked before the text, and running text only for "X kommune"."""
    assert find_municipality(title, text) == municipality


@pytest.mark.parametrize("name", ["Herøy", "Våler"])
def test_a_name_of_two_municipalities_is_found(name: str) -> None:
    """Which of the two is meant stays open, but the name is known."""
    assert find_municipality(f"Boliger i {name}", "") == name
    assert find_municipality("Boliger", f"Planen er {name} kommune sin.") == name


def test_every_municipality_is_found_by_its_own_name() -> None:
    """Names of several words, with hyphens or inside others are found whole."""
    for name in counties():
        assert find_municipality(f"{name} kommune", "") == name
        assert find_municipality(f"Boliger i {name}", "") == name


def test_an_ambiguous_title_does_not_give_way_to_a_name_in_the_text() -> None:
    """A document titled "Våler kommune" is not from Oslo because its text names Oslo."""
    assert find_municipality("Boligplan for Våler kommune", "Som i Oslo kommune.") == "Våler"
