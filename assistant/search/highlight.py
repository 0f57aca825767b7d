"""Mark the words of a passage that help a reader see why it was found: a few short stretches.

The strongest match of each word of the question is marked before any is marked twice. A word that
much of the corpus has, and one that says little alone, is marked only beside one that says more.
"""

from collections.abc import Iterable, Sequence

from assistant.search.passage_words import PassageWords, passage_words
from assistant.search.query import Query
from assistant.search.terms import Terms
from assistant.search.weak_words import may_stand_beside
from assistant.search.word_matches import MIN_RARITY, Match, WordMatcher
from assistant.search.word_relation import COMPOUND
from assistant.search.word_vectors import WordVectors
from index.lexical import Word, stem

MAX_STRETCHES = 5

MAX_WITH_REPEATS = 3
"""A word of the question is marked again only if there are fewer stretches than these."""

NEAR_WORDS = 15
"""About a sentence."""

MIN_OF_STRONGEST = 0.35
"""Of a match, as a share of the passage's strongest."""

Ranges = tuple[tuple[int, int], ...]
"""Ranges of characters, in order, of which none touch."""


class Highlighter:
    """Mark words of passages for one question."""

    def __init__(self, query: Query, word_vectors: WordVectors, terms: Terms) -> None:
        """Take the words of the question, and the terms that it was searched for with."""
        self._passages = word_vectors.generation.passages
        self._matcher = WordMatcher(query, word_vectors, terms)
        self._stems = {stem(word.text) for word in query.content_words}

    def highlights(self, row: int) -> Ranges:
        """Return the character ranges that matched in the text of the passage in `row`."""
        text = self._passages[row].text
        passage = passage_words(text)
        words = passage.words
        matches = self._matcher.matches(row, passage)
        chosen = _chosen(matches, 0.0 if self._matcher.all_common else MIN_RARITY)
        if self._is_chance(chosen):
            return ()
        marked = {at for match in chosen for at in match.places}
        beside = self._beside(marked, matches, passage, text)
        ranges = [(words[match.first].start, words[match.last - 1].end) for match in chosen]
        return _joined(text, ranges + [(words[at].start, words[at].end) for at in beside])

    def _is_chance(self, chosen: Sequence[Match]) -> bool:
        """Return whether one word of several was found, and not as itself."""
        asked = {at for match in chosen for at in match.asked}
        surest = max((match.sure for match in chosen), default=0.0)
        return len(asked) == 1 and surest <= COMPOUND and self._matcher.strong_words > 2

    def _beside(
        self, marked: set[int], matches: Iterable[Match], passage: PassageWords, text: str
    ) -> set[int]:
        """Return words next to those marked that the question has too, little as they say."""
        asked = {at for match in matches for at in match.places}
        asked |= {
            at
            for asked_stem in self._stems
            for at in passage.by_stem.get(asked_stem, ())
            if may_stand_beside(passage.small[at])
        }
        words = passage.words
        beside: set[int] = set()
        for step in (-1, 1):
            for at in sorted(marked, reverse=step < 0):
                while (
                    0 <= at + step < len(words)
                    and at + step in asked
                    and not _between(text, words, at, at + step).strip()
                ):
                    at += step
                    beside.add(at)
        return beside - marked


def _between(text: str, words: Sequence[Word], one: int, other: int) -> str:
    first, last = sorted((one, other))
    return text[words[first].end : words[last].start]


def _chosen(matches: Sequence[Match], min_weight: float) -> list[Match]:
    """Return the strongest matches that do not overlap: each word asked for once, then again.

    Of the matches of one word the surest comes first ("boliger" before "utleieboliger"), and of
    those as sure the one that stands near matches of other words.
    """
    near = _others_near(matches)
    matches = sorted(
        matches, key=lambda match: (-match.sure, -near[match], -match.rarity, match.first)
    )
    strongest = max((match.weight for match in matches), default=0.0)
    least = max(min_weight, MIN_OF_STRONGEST * strongest)
    of_word: dict[frozenset[int], list[Match]] = {}
    for match in matches:
        if match.weight >= least:
            of_word.setdefault(match.asked, []).append(match)
    by_weight = sorted(of_word.values(), key=lambda group: -max(each.weight for each in group))
    chosen: list[Match] = []
    taken: set[int] = set()
    first_of: dict[int, Match] = {}
    for most in (MAX_STRETCHES, MAX_WITH_REPEATS):
        for group in by_weight:
            for match in group:
                known = [first_of[asked] for asked in match.asked if asked in first_of]
                is_repeat = len(known) == len(match.asked)
                if len(chosen) >= most or (is_repeat and most == MAX_STRETCHES):
                    break
                if taken.isdisjoint(match.places) and not (
                    is_repeat and match.sure < known[0].sure
                ):
                    chosen.append(match)
                    taken.update(match.places)
                    for asked in match.asked:
                        first_of.setdefault(asked, match)
                    break
    return chosen


def _others_near(matches: Sequence[Match]) -> dict[Match, int]:
    """Return how many other words of the question match near each match."""
    return {
        match: len(
            {
                asked
                for other in matches
                if abs(other.first - match.first) <= NEAR_WORDS
                for asked in other.asked - match.asked
            }
        )
        for match in matches
    }


def _joined(text: str, ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return ranges in order, those joined that have nothing but space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
