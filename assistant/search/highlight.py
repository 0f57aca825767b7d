"""Mark the words of a passage that help a reader see why it was found: a few short stretches.

The strongest match of each word of the question is marked before any is marked twice. A word that
much of the corpus has, and one that says little alone, is marked only beside one that says more.
"""

from collections.abc import Iterable, Sequence

from assistant.search.query import Query
from assistant.search.terms import Terms, read_terms
from assistant.search.weak_words import is_weak
from assistant.search.word_matches import Match, WordMatcher
from index.generation import Generation
from index.lexical import Word, split_words, stem

MAX_STRETCHES = 5

MAX_REPEATS = 1
"""How often a word of the question may be marked again."""

MIN_WEIGHT = 0.18
"""Of a match, to be marked by itself: the word is in fewer than about four passages of ten."""

MIN_OF_STRONGEST = 0.35
"""Of a match, as a share of the passage's strongest."""

Ranges = tuple[tuple[int, int], ...]
"""Ranges of characters, in order, of which none touch."""


class Highlighter:
    """Mark words of passages for one question."""

    def __init__(self, query: Query, generation: Generation, terms: Terms | None = None) -> None:
        """Take the words of the question, and the terms that it was searched for with."""
        self._generation = generation
        self._matcher = WordMatcher(query, generation, terms or read_terms())
        self._stems = {stem(word.text) for word in query.content_words}

    def highlights(self, row: int) -> Ranges:
        """Return the character ranges that matched in the text of the passage in `row`."""
        text = self._generation.passages[row].text
        words = split_words(text)
        matches = self._matcher.matches(row, words)
        chosen = _chosen(matches)
        marked = {at for match in chosen for at in range(match.first, match.last)}
        marked |= self._beside(marked, matches, words, text)
        return _stretches(text, words, marked)

    def _beside(
        self, marked: set[int], matches: Iterable[Match], words: Sequence[Word], text: str
    ) -> set[int]:
        """Return the words next to those marked that the question has too, however little they say."""
        asked = {at for match in matches for at in range(match.first, match.last)}
        asked |= {
            at
            for at, word in enumerate(words)
            if is_weak(word.text) and stem(word.text) in self._stems
        }
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


def _chosen(matches: Iterable[Match]) -> list[Match]:
    """Return the strongest matches that do not overlap: each word asked for once, then again."""
    ordered = sorted(matches, key=lambda match: (-match.weight, match.first))
    if not ordered:
        return []
    least = max(MIN_WEIGHT, MIN_OF_STRONGEST * ordered[0].weight)
    ordered = [match for match in ordered if match.weight >= least]
    chosen: list[Match] = []
    taken: set[int] = set()
    times: dict[int, int] = {}
    for repeats in range(MAX_REPEATS + 1):
        for match in ordered:
            places = set(range(match.first, match.last))
            if len(chosen) == MAX_STRETCHES or places & taken:
                continue
            if all(times.get(asked, 0) > repeats for asked in match.asked):
                continue
            if min(times.get(asked, 0) for asked in match.asked) > repeats:
                continue
            chosen.append(match)
            taken |= places
            for asked in match.asked:
                times[asked] = times.get(asked, 0) + 1
    return chosen


def _stretches(text: str, words: Sequence[Word], marked: set[int]) -> Ranges:
    """Join marked words with nothing but space between them."""
    joined: list[tuple[int, int]] = []
    for at in sorted(marked):
        word = words[at]
        if joined and not text[joined[-1][1] : word.start].strip():
            joined[-1] = (joined[-1][0], word.end)
        else:
            joined.append((word.start, word.end))
    return tuple(joined)
