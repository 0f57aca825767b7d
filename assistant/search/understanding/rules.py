"""The words by which questions name things, from corpus/understanding.toml, ready for matching."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.lexical import split_words
from ingest.corpus_data import read_data

Words = tuple[str, ...]
"""A phrase as its words, in small letters."""

YEAR, COUNT = "9999", "99"
"""What stands in the patterns of years for any year, and for any number."""


def words_of(phrase: str) -> Words:
    """Return a phrase as its words, in small letters; a hyphen parts a word into two."""
    return tuple(word.text.casefold() for word in split_words(phrase))


@dataclass(frozen=True, slots=True)
class YearRule:
    """A phrase with a year in it, and what it says of the years that a document may have.

    The words of `pattern` are matched as they stand, but for YEAR and COUNT. `since` and `until`
    are added to the year, None if the phrase says nothing of that end. `is_span` says that it has
    two years, `is_decade` that ten follow from the one. `ago` and `same_ago` count back from this
    year.
    """

    pattern: Words
    since: int | None = None
    until: int | None = None
    is_span: bool = False
    is_decade: bool = False
    ago: bool = False
    same_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of language: phrases, each by what it says.

    `years` has the rules that a phrase can follow by its first word, the longest first; by "" those
    that begin with a year or a number. `around_places` are the words for places in general, which
    may stand in front of a name: "ikke fra kommunen Oslo".
    """

    phrases: Mapping[Words, tuple[str, str]]
    years: Mapping[str, tuple[YearRule, ...]]
    counts: Mapping[str, int]
    definite: frozenset[str]
    documents: frozenset[Words]
    research: frozenset[Words]
    published: frozenset[Words]
    only: frozenset[str]
    not_always: frozenset[Words]
    not_names: frozenset[str]
    not_words: frozenset[str]
    nobody: frozenset[str]
    not_after: frozenset[str]
    not_joined_by: frozenset[str]
    about: frozenset[str]
    from_words: frozenset[str]
    by_words: frozenset[str]
    in_words: frozenset[str]
    municipality_words: frozenset[str]
    county_words: frozenset[str]
    around_places: frozenset[str]
    neighbours: frozenset[Words]
    also_words: frozenset[str]
    not_compounds: frozenset[str]
    fillers: frozenset[str]
    general: frozenset[str]


@lru_cache(maxsize=1)
def read_rules() -> Rules:
    """Return the rules of corpus/understanding.toml."""
    data = read_data("understanding.toml")
    phrases = {
        words_of(phrase): (field, value)
        for field in ("kind", "size", "text_language", "sort")
        for value, listed in data[field].items()
        for phrase in listed
    }
    municipality_words = frozenset(data["place"]["municipality"])
    county_words = frozenset(data["place"]["county"])
    general = frozenset(data["filler"]["general"])
    return Rules(
        phrases=phrases,
        years=_by_first_word(_year_rules(data["year"])),
        counts=data["counts"],
        definite=frozenset(data["definite"]["words"]),
        documents=_phrases(data["documents"]["words"]),
        research=_phrases(data["research"]["words"]),
        published=_phrases(data["published"]["words"]),
        only=frozenset(data["only"]["words"]),
        not_always=_phrases(data["not"]["always"]),
        not_names=frozenset(data["not"]["names"]),
        not_words=frozenset(data["not"]["words"]),
        nobody=frozenset(data["not"]["nobody"]),
        not_after=frozenset(data["not"]["after"]),
        not_joined_by=frozenset(data["not"]["joined_by"]),
        about=frozenset(data["about"]["words"]),
        from_words=frozenset(data["before"]["from"]),
        by_words=frozenset(data["before"]["by"]),
        in_words=frozenset(data["before"]["in"]),
        municipality_words=municipality_words,
        county_words=county_words,
        around_places=municipality_words | county_words | general,
        neighbours=_phrases(data["place"]["neighbours"]),
        also_words=frozenset(data["place"]["also_words"]),
        not_compounds=frozenset(data["place"]["not_compounds"]),
        fillers=frozenset(data["filler"]["words"]),
        general=general,
    )


def _phrases(listed: Iterable[str]) -> frozenset[Words]:
    return frozenset(map(words_of, listed))


def _by_first_word(rules: Iterable[YearRule]) -> dict[str, tuple[YearRule, ...]]:
    longest_first = sorted(rules, key=lambda rule: -len(rule.pattern))
    words = {"", *(rule.pattern[0] for rule in longest_first)}
    return {
        word: tuple(rule for rule in longest_first if rule.pattern[0] in (word, YEAR, COUNT))
        for word in words
    }


def _year_rules(rows: Iterable[Mapping[str, Any]]) -> Iterable[YearRule]:
    for row in rows:
        for phrase in row["words"]:
            pattern = words_of(phrase.format(year=YEAR, count=COUNT))
            same = row.get("same")
            yield YearRule(
                pattern,
                since=row.get("since", same),
                until=row.get("until", same),
                is_span=pattern.count(YEAR) == 2,
                is_decade=row.get("decade", False),
                ago=row.get("ago", False),
                same_ago=row.get("same_ago"),
            )
