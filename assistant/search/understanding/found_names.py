"""Find the places, publishers and authors that a question names, and what fixed words say."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.names import Name, NameTable
from ingest.norwegian.municipalities import known_municipality
from ingest.norwegian.regions import NEIGHBOURS, neighbours

_OF_MUNICIPALITIES = re.compile(r"(\w{3,}?)s?kommun(?:e|en|er|ene|ar|ane)")
"""A compound that names where municipalities lie: "vestlandskommuner"."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    """The names that a question may mean, and the words that the index writes in small letters.

    A last name that is such a word too ("berg", "lied") is a name only if it has a capital.
    """

    names: NameTable
    ordinary_words: Collection[str]

    def find(self, phrasing: Phrasing) -> Iterator[tuple[Mention, ...]]:
        """Yield what each name in a question may mean, longest names first at each place."""
        first = 0
        while first < len(phrasing.words):
            found = self._at(phrasing, first)
            if found:
                yield found
            first = found[0].last if found else first + 1

    def _at(self, phrasing: Phrasing, first: int) -> tuple[Mention, ...]:
        around = self._neighbours_at(phrasing, first)
        if around:
            return (around,)
        count = len(phrasing.words)
        for last in range(min(count, first + self.names.longest), first, -1):
            words = phrasing.small[first:last]
            found = [
                Mention(name.field, name.value, first, _with_title(phrasing, name, last))
                for name in self.names.at(words)
                if self._is_meant(phrasing, name, first, last)
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return self._compound_at(phrasing, first)

    def _neighbours_at(self, phrasing: Phrasing, first: int) -> Mention | None:
        for phrase in phrasing.rules.neighbours:
            start = first + len(phrase)
            if phrasing.small[first:start] != phrase:
                continue
            for last in range(min(len(phrasing.words), start + 3), start, -1):
                begin, end = phrasing.words[start].start, phrasing.words[last - 1].end
                municipality = known_municipality(phrasing.text[begin:end])
                if municipality and neighbours(municipality):
                    return Mention("region", f"{NEIGHBOURS}{municipality}", first, last)
        return None

    def _compound_at(self, phrasing: Phrasing, first: int) -> tuple[Mention, ...]:
        match = _OF_MUNICIPALITIES.fullmatch(phrasing.small[first])
        if not match:
            return ()
        if match[1] in phrasing.rules.not_compounds:
            return ()
        for spelt in (f"{match[1]}et", f"{match[1]}en", match[1]):
            for name in self.names.at([spelt]):
                if name.field in ("county", "region"):
                    return (Mention(name.field, name.value, first, first + 1),)
        return ()

    def _is_meant(self, phrasing: Phrasing, name: Name, first: int, last: int) -> bool:
        """Return whether words that are spelt like a name mean it."""
        words, rules = phrasing.small[first:last], phrasing.rules
        if len(words) > 1:
            return True
        titled = phrasing.word_after(last) in rules.municipality_words | rules.county_words
        if name.field == "author":
            small = not phrasing.in_capitals and phrasing.words[first].text[0].islower()
            return not (small and words[0] in self.ordinary_words) and not (
                words[0] in rules.also_words and (small or phrasing.in_capitals)
            )
        if name.words != words and words[0] in self.ordinary_words:
            return False
        if words[0] not in rules.also_words:
            return True
        if titled or len(phrasing.words) == 1:
            return True
        if phrasing.in_capitals or phrasing.words[first].text[0].islower():
            return False
        before = rules.from_words | rules.by_words | rules.in_words
        return phrasing.word_before(first) in before


def fixed_phrases(phrasing: Phrasing) -> Iterator[Mention]:
    """Yield what the question says by fixed words: kinds, sizes, languages and orders."""
    phrases = phrasing.rules.phrases
    longest = max(map(len, phrases))
    first = 0
    while first < len(phrasing.words):
        for last in range(min(len(phrasing.words), first + longest), first, -1):
            found = phrases.get(phrasing.small[first:last])
            if found:
                field, value = found
                yield Mention(field, value, first, last)  # type: ignore[arg-type]
                first = last - 1
                break
        first += 1


def _with_title(phrasing: Phrasing, name: Name, last: int) -> int:
    """Return where a name ends, "kommune" or "fylke" behind it included."""
    titles = {
        "municipality": phrasing.rules.municipality_words,
        "county": phrasing.rules.county_words,
    }.get(name.field, frozenset())
    return last + 1 if phrasing.word_after(last) in titles else last
