"""The municipalities of Norway: their names however they are spelt, and texts that name them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus_data import read_data

_LETTERS = {0xE6: "ae", 0xF8: "o", 0x2D: " "}  # Unicode does not split these into letter and mark
_DOUBLED = re.compile(r"oe|aa")
_CALLED = re.compile(r"(?<=\w)\s+(?:kommune|herad|municipality)(?=s?\b|\d)", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_MAX_NAME_WORDS, _MAX_NAME_CHARS = 3, 40  # "Nore og Uvdal"
_MAX_NEAR_NAMES = 3
_MIN_NEAR_RATIO = 70


@dataclass(frozen=True, slots=True)
class Mention:
    """A municipality that a text names as one, and how: "LIER KOMMUNE", "Kvam herad".

    It stands at characters `start` to `end`.
    """

    municipality: str
    printed: str
    start: int
    end: int


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
def municipality_names() -> frozenset[str]:
    """Return the names of all municipalities."""
    listed = read_data("municipalities.toml")["county"]
    return frozenset(name for county in listed for name in county["municipalities"])


@lru_cache(maxsize=4096)
def fold_place(name: str) -> str:
    """Return the name of a place as it is compared: "Baerum kommune" and "BÆRUM" are the same.

    Case and Unicode's composition do not count, nor "kommune" behind it; æ may be written as ae, ø
    as o or oe, and å as a or aa.
    """
    small = unicodedata.normalize("NFC", name).casefold().strip()
    small = re.sub(r"\s+(?:kommune|herad|fylke|fylkeskommune)$", "", small)
    plain = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _DOUBLED.sub(lambda found: found[0][0], " ".join(bare.split()))


def known_municipality(name: str) -> str | None:
    """Return the municipality of this name as it is spelt, or None if there is none."""
    return _by_folded_name().get(fold_place(name))


def known_county(name: str) -> str | None:
    """Return the county of this name as it is spelt, or None if there is none."""
    return {fold_place(county): county for county in counties().values()}.get(fold_place(name))


def near_municipalities(name: str) -> tuple[str, ...]:
    """Return the municipalities whose names are most like `name`, the nearest first."""
    return near_places(name, _by_folded_name().values())


def near_places(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the places of `known` whose names are most like `name`, the nearest first."""
    from rapidfuzz import process

    folded: Callable[[str], str] = fold_place
    found = process.extract(
        name, list(known), processor=folded, limit=_MAX_NEAR_NAMES, score_cutoff=_MIN_NEAR_RATIO
    )
    return tuple(each for each, _, _ in found)


def find_municipality(title: str, text: str) -> str | None:
    """Return the municipality that the title names first, or else the text; None if neither does.

    "X kommune" counts in both, "i X" only in a title: running text also names places that it is
    not about.
    """
    for mention in mentioned_municipalities(title):
        return mention.municipality
    if match := _inside().search(title):
        return match.group(1)
    return next((mention.municipality for mention in mentioned_municipalities(text)), None)


def mentioned_municipalities(text: str) -> Iterator[Mention]:
    """Yield each "X kommune", "X herad" and "X municipality" of `text`, in its order.

    Behind "kommune" may follow a figure that was glued to it: "Krødsherad Kommune2024-2033".
    """
    for match in _CALLED.finditer(text):
        behind = text[max(0, match.start() - _MAX_NAME_CHARS) : match.start()]
        words = list(_WORD.finditer(behind))[-_MAX_NAME_WORDS:]
        for word in words:
            printed = behind[word.start() :]
            name = _by_folded_name().get(fold_place(printed))
            if name is not None and printed[0].isupper():
                start = match.start() - len(printed)
                printed = " ".join(text[start : match.end()].split())
                yield Mention(name, printed, start, match.end())
                break


@lru_cache(maxsize=1)
def _by_folded_name() -> dict[str, str]:
    return {fold_place(name): name for name in municipality_names()}


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    """Return the pattern of "i X"."""
    names = sorted(municipality_names(), key=len, reverse=True)
    return re.compile(rf"\bi ({'|'.join(map(re.escape, names))})\b")
