"""Regions, sizes and neighbours: facts that can be looked up elsewhere."""

import pytest

from ingest.corpus_data import read_data
from ingest.norwegian.municipalities import counties, municipality_names
from ingest.norwegian.regions import (
    SIZES,
    Region,
    former_municipalities,
    kilometres_between,
    municipalities_of,
    neighbours,
    parts_of_norway,
    region_names,
    region_of_name,
    size_of,
)

LISTED = read_data("municipalities.toml")["county"]
QUALIFIED = {
    name if name in counties() else f"{name} ({county['name']})"
    for county in LISTED
    for name in county["municipalities"]
}
FACTS = read_data("municipality_facts.toml")


def test_every_municipality_has_a_size_and_neighbours() -> None:
    """All 357, each once, under the names that they have in municipalities.toml."""
    assert len(QUALIFIED) == 357
    assert set(FACTS["neighbours"]) == QUALIFIED
    listed = [*FACTS["size"]["small"], *FACTS["size"]["large"]]
    assert set(listed) <= QUALIFIED
    assert len(listed) == len(set(listed)) == 174 + 69


def test_neighbours_are_neighbours_of_each_other() -> None:
    """And nobody is one of itself."""
    for name in QUALIFIED:
        for other in neighbours(name):
            assert name in neighbours(other), (name, other)
            assert name != other
    assert neighbours("Oslo") == {
        *("Bærum", "Enebakk", "Lillestrøm", "Lunner", "Lørenskog", "Nittedal", "Nordre Follo"),
        "Ringerike",
    }
    assert neighbours("Utsira") == frozenset()


@pytest.mark.parametrize(
    ("municipality", "county", "size"),
    [
        ("Utsira", "Rogaland", "small"),
        ("Vegårshei", "Agder", "small"),
        ("Herøy", "Nordland", "small"),
        ("Herøy", "Møre og Romsdal", "medium"),
        ("Våler", "Innlandet", "small"),
        ("Våler", "Østfold", "medium"),
        ("Ulstein", "Møre og Romsdal", "medium"),
        ("Hammerfest", "Finnmark", "medium"),
        ("Oslo", "Oslo", "large"),
        ("Ringsaker", "Innlandet", "large"),
        ("Testvik", "Agder", None),
        (None, None, None),
    ],
)
def test_sizes_are_those_of_the_statistics(
    municipality: str | None, county: str | None, size: str | None
) -> None:
    """Fewer than 5,000 is small, 20,000 and more large."""
    assert size_of(municipality, county) == size
    assert size in (*SIZES, None)


def test_regions_are_made_of_what_there_is() -> None:
    """Municipalities and counties of today, and no name stands for two regions."""
    for row in read_data("regions.toml")["region"]:
        assert set(row.get("municipalities", ())) <= QUALIFIED, row["name"]
        assert set(row.get("counties", ())) <= {county["name"] for county in LISTED}
        assert row.get("municipalities") or row.get("counties")
    folded = [name.casefold() for name in region_names()]
    assert len(folded) == len(set(folded))


@pytest.mark.parametrize(
    ("name", "municipality", "county", "is_in"),
    [
        ("Nord-Norge", "Bodø", "Nordland", True),
        ("nord noreg", "Tana", "Finnmark", True),
        ("Northern Norway", "Trondheim", "Trøndelag", False),
        ("Vestlandet", None, "Rogaland", True),
        ("Austlandet", "Oslo", "Oslo", True),
        ("Hedmark", "Ringsaker", "Innlandet", True),
        ("Hedmark", "Gjøvik", "Innlandet", False),
        ("Oppland", "Jevnaker", "Akershus", True),
        ("Hordaland", "Bømlo", "Vestland", True),
        ("Sogn og Fjordane", "Bømlo", "Vestland", False),
        ("Sor-Trondelag", "Trondheim", "Trøndelag", True),
        ("Aust-Agder", "Vegårshei", "Agder", True),
        ("Viken", "Frogn", "Akershus", True),
        ("Sunnmøre", "Herøy", "Møre og Romsdal", True),
        ("Sunnmøre", "Herøy", "Nordland", False),
        ("Helgeland", "Herøy", "Nordland", True),
        ("nabokommuner til hamar", "Ringsaker", "Innlandet", True),
        ("nabokommunar til Hamar", "Hamar", "Innlandet", False),
    ],
)
def test_what_lies_in_a_region(
    name: str, municipality: str | None, county: str, is_in: bool
) -> None:
    """By county or by municipality, in any spelling of the region's name."""
    region = region_of_name(name)
    assert region is not None
    assert region.holds(municipality, county) == is_in


@pytest.mark.parametrize("name", ["", "Tullelandet", "nabokommuner til", "nabokommuner til Utsira"])
def test_what_is_no_region(name: str) -> None:
    """Nothing, an invention, and neighbours that there are not."""
    assert region_of_name(name) is None


def test_former_municipalities_are_gone_and_their_ground_is_not() -> None:
    """Each belongs to one of today's, or several."""
    former = former_municipalities()
    assert former["Rissa"] == ("Indre Fosen",)
    assert former["Tysfjord"] == ("Hamarøy", "Narvik")
    for name, now in former.items():
        assert name not in municipality_names()
        assert set(now) <= municipality_names()


def test_the_parts_of_norway_are_all_of_it() -> None:
    """Every municipality lies in one of them, and in no two."""
    names = parts_of_norway()
    assert names == ("Nord-Norge", "Midt-Norge", "Vestlandet", "Østlandet", "Sørlandet")
    parts = [region_of_name(name) for name in names]
    inside = [name for part in parts if part for name in municipalities_of(part)]
    assert len(inside) == len(set(inside))
    assert set(inside) == QUALIFIED


def test_a_region_is_made_of_municipalities() -> None:
    """Its own and those of its counties; a name that two have is qualified."""
    assert municipalities_of(Region("x", frozenset({"Oslo"}))) == {"Oslo"}
    nordland = municipalities_of(Region("Nordland", counties=frozenset({"Nordland"})))
    assert {"Bodø", "Herøy (Nordland)"} <= nordland
    assert len(nordland) == 41


def test_places_are_as_far_apart_as_their_nearest_municipalities() -> None:
    """From middle to middle; of several the nearest counts."""
    assert kilometres_between({"Oslo"}, {"Oslo"}) == 0
    assert kilometres_between({"Oslo"}, {"Bergen"}) == pytest.approx(299, abs=2)
    assert kilometres_between({"Oslo", "Øygarden"}, {"Bergen"}) == kilometres_between(
        {"Bergen"}, {"Øygarden"}
    )
    assert kilometres_between({"Atlantis"}, {"Bergen"}) is None
    assert kilometres_between((), {"Bergen"}) is None


def test_every_municipality_lies_somewhere_in_norway() -> None:
    """The same that have neighbours."""
    facts = read_data("municipality_facts.toml")
    assert set(facts["middle"]) == set(facts["neighbours"])
    assert all(
        57.9 < north < 71.2 and 4.5 < east < 31.2 for north, east in facts["middle"].values()
    )
