"""Find the municipality that a text is about, and the county it lies in."""

import re
from functools import lru_cache

from ingest.corpus_data import read_data


@lru_cache(maxsize=1)
def counties() -> dict[str, str]:
    """Return the county of every municipality, by name.

    Two names, Herøy and Våler, belong to two municipalities each. They have no entry, because the
    name alone does not tell the county.
    """
    county_of: dict[str, str] = {}
    ambiguous: set[str] = set()
    for county in read_data("municipalities.toml")["county"]:
        for name in county["municipalities"]:
            if name in county_of:
                ambiguous.add(name)
            county_of[name] = county["name"]
    return {name: county for name, county in county_of.items() if name not in ambiguous}


@lru_cache(maxsize=1)
def _mention_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "X kommune" and of "i X"."""
    listed = [county["municipalities"] for county in read_data("municipalities.toml")["county"]]
    names = {name for municipalities in listed for name in municipalities}
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b({any_name}) kommune\b"), re.compile(rf"\bi ({any_name})\b")


def find_municipality(title: str, text: str) -> str | None:
    """Return the municipality that the title names first, or else the text; None if neither does.

    "X kommune" counts in both, "i X" only in a title: running text also names places that it is
    not about.
    """
    municipality, place = _mention_patterns()
    for pattern, searched in ((municipality, title), (place, title), (municipality, text)):
        if match := pattern.search(searched):
            return match.group(1)
    return None
