"""What is known of places beyond a municipality and its county: regions, sizes, neighbours.

The facts stand in `corpus/regions.toml` and `corpus/municipality_facts.toml` with their sources.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from ingest.corpus_data import read_data
from ingest.norwegian.municipalities import counties, fold_place, known_municipality

Size = Literal["small", "medium", "large"]
SIZES: tuple[Size, ...] = get_args(Size)

EARTH_RADIUS_KM = 6371

NEIGHBOURS = "nabokommuner til "
"""What stands before the name of a municipality to name those around it as a region."""

NEIGHBOURS_OF = (NEIGHBOURS, "nabokommunar til ", "neighbours of ")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of Norway by its name, and what it is made of: municipalities and whole counties.

    A municipality whose name two have is followed by its county, as in "Herøy (Nordland)".
    """

    name: str
    municipalities: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()

    def holds(self, municipality: str | None, county: str | None) -> bool:
        """Return whether a place lies in the region; one that is not known lies in none."""
        if county is not None and county in self.counties:
            return True
        return municipality is not None and not self.municipalities.isdisjoint(
            (municipality, f"{municipality} ({county})")
        )


@lru_cache(maxsize=512)
def region_of_name(name: str) -> Region | None:
    """Return the region of this name, in any spelling, or None if there is none.

    "nabokommuner til X" is the region of the municipalities that border on X by land, without X.
    """
    small = " ".join(name.casefold().split())
    for before in NEIGHBOURS_OF:
        if small.startswith(before):
            municipality = known_municipality(small.removeprefix(before))
            around = neighbours(municipality) if municipality else frozenset()
            return Region(f"{NEIGHBOURS}{municipality}", around) if around else None
    return _regions().get(fold_place(name))


def region_names() -> dict[str, str]:
    """Return the name of every region by each name and spelling that it goes by."""
    return {
        spelt: row["name"]
        for row in read_data("regions.toml")["region"]
        for spelt in (row["name"], *row.get("also", ()))
    }


def neighbours(municipality: str) -> frozenset[str]:
    """Return the municipalities that border on one by land."""
    found: list[str] = read_data("municipality_facts.toml")["neighbours"].get(municipality, [])
    return frozenset(found)


def parts_of_norway() -> tuple[str, ...]:
    """Return the names of the large parts of the country, which are made of whole counties."""
    rows = read_data("regions.toml")["region"]
    return tuple(
        row["name"] for row in rows if "counties" in row and not row.get("former_county", False)
    )


def municipalities_of(region: Region) -> frozenset[str]:
    """Return the municipalities that a region is made of, its counties' included."""
    return region.municipalities | {
        name if counties().get(name) == county["name"] else f"{name} ({county['name']})"
        for county in read_data("municipalities.toml")["county"]
        if county["name"] in region.counties
        for name in county["municipalities"]
    }


def kilometres_between(some: Collection[str], others: Collection[str]) -> float | None:
    """Return how far the nearest two of some and of other municipalities are from each other.

    From the middle of one to that of the other, on a sphere; None if no place is known.
    """
    middles: dict[str, tuple[float, float]] = read_data("municipality_facts.toml")["middle"]
    return min(
        (
            _kilometres(middles[one], middles[other])
            for one in some
            for other in others
            if one in middles and other in middles
        ),
        default=None,
    )


def former_municipalities() -> dict[str, tuple[str, ...]]:
    """Return what municipalities the ground of each former one belongs to today."""
    rows: dict[str, list[str]] = read_data("municipality_facts.toml")["former"]
    return {name: tuple(now) for name, now in rows.items()}


def size_of(municipality: str | None, county: str | None) -> Size | None:
    """Return the size of a municipality by its inhabitants; None if it is not one of Norway's."""
    if municipality is None:
        return None
    sizes = _sizes()
    return sizes.get(f"{municipality} ({county})") or sizes.get(municipality)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the length of the great circle between two points in degrees, by the haversine."""
    north, east, to_north, to_east = map(math.radians, (*one, *other))
    half = (
        math.sin((to_north - north) / 2) ** 2
        + math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@lru_cache(maxsize=1)
def _regions() -> dict[str, Region]:
    by_name = {
        row["name"]: Region(
            row["name"],
            frozenset(row.get("municipalities", ())),
            frozenset(row.get("counties", ())),
        )
        for row in read_data("regions.toml")["region"]
    }
    return {fold_place(spelt): by_name[name] for spelt, name in region_names().items()}


@lru_cache(maxsize=1)
def _sizes() -> dict[str, Size]:
    listed = read_data("municipality_facts.toml")["size"]
    sizes: dict[str, Size] = dict.fromkeys(counties(), "medium")
    sizes |= dict.fromkeys(read_data("municipality_facts.toml")["neighbours"], "medium")
    for size in ("small", "large"):
        sizes |= dict.fromkeys(listed[size], size)
    return sizes
