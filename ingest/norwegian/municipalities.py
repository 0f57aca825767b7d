"""Find the municipality that a text is about, and the county it lies in."""

import re
from functools import lru_cache

from ingest.corpus_data import read_data


@lru_cache(maxsize=1)
def counties() -> dict[str, str]:
    """Return the county of every municipality, by name.

    Two names, Herøy and Våler, belong to two municipalities each; they have no entry, because
    the name alone does not tell the county.
    """
    found: dict[str, str] = {}
    twice: set[str] = set()
    for county in read_data("municipalities.toml")["county"]:
        for name in county["municipalities"]:
            if name in found:
                twice.add(name)
            found[name] = county["name"]
    return {name: county for name, county in found.items() if name not in twice}


@lru_cache(maxsize=1)
def _mention() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = [county["municipalities"] for county in read_data("municipalities.toml")["county"]]
    every = {name for municipalities in listed for name in municipalities}
    names = "|".join(re.escape(name) for name in sorted(every, key=len, reverse=True))
    return re.compile(rf"\b({names}) kommune\b"), re.compile(rf"\bi ({names})\b")


def find_municipality(title: str, text: str) -> str | None:
    """Return the municipality that the title, or else the text, names first.

    "X kommune" is evidence wherever it stands; "i X" only in a title, since running text names
    places that it is not about.
    """
    of_municipality, in_place = _mention()
    for pattern, where in ((of_municipality, title), (in_place, title), (of_municipality, text)):
        if match := pattern.search(where):
            return match.group(1)
    return None
