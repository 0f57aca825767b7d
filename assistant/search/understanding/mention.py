"""The words of a question, and the mentions found in them, before it is decided what they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.search.understanding.rules import Rules
from assistant.search.understanding.understood import Field
from index.lexical import Word, is_function_word, split_words

_PARTING = frozenset(',:()"\u201c\u201d\u201e\u00ab\u00bb')

MAX_PREPOSITION_GAP = 3
"""Words between a preposition and the name it belongs to: "fra en liten kommune i X"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words, `first` to `last` (exclusive), that names `value` of a field."""

    field: Field
    value: str | int
    first: int
    last: int

    @property
    def places(self) -> range:
        """Return the positions of its words."""
        return range(self.first, self.last)


@dataclass(frozen=True)
class Phrasing:
    """A question as words, with the rules that they are read by.

    `in_capitals` says that the case of its letters tells nothing.
    """

    text: str
    rules: Rules
    in_capitals: bool = False

    @cached_property
    def words(self) -> Sequence[Word]:
        """Return the words of the question."""
        return split_words(self.text)

    @cached_property
    def small(self) -> tuple[str, ...]:
        """Return the words in small letters."""
        return tuple(word.text.casefold() for word in self.words)

    @cached_property
    def asks_for_documents(self) -> bool:
        """Return whether it speaks of documents by a general word: "dokumenter", "kilder"."""
        return self.holds_any(self.rules.documents)

    @cached_property
    def asks_for_works(self) -> bool:
        """Return whether it asks what somebody wrote or published."""
        return self.holds_any(self.rules.published)

    def holds_any(self, phrases: frozenset[tuple[str, ...]]) -> bool:
        """Return whether one of these phrases stands in the question."""
        return bool(self.places_of(phrases))

    def places_of(self, phrases: frozenset[tuple[str, ...]]) -> frozenset[int]:
        """Return the positions of the words of these phrases."""
        longest = max(map(len, phrases), default=0)
        return frozenset(
            place
            for first in range(len(self.small))
            for last in range(first + 1, min(first + longest, len(self.small)) + 1)
            if self.small[first:last] in phrases
            for place in range(first, last)
        )

    def starts_of(self, phrases: frozenset[tuple[str, ...]]) -> dict[int, int]:
        """Return by the position of the last word of each of these phrases that of its first."""
        longest = max(map(len, phrases), default=0)
        return {
            last - 1: first
            for last in range(1, len(self.small) + 1)
            for first in range(last - 1, max(-1, last - 1 - longest), -1)
            if self.small[first:last] in phrases
        }

    def word_before(self, first: int) -> str:
        """Return the word before a position, "" at the beginning or behind a full stop."""
        if first == 0:
            return ""
        between = self.text[self.words[first - 1].end : self.words[first].start]
        return self.small[first - 1] if not set(between) & set(".?!;") else ""

    def begins_part(self, first: int) -> bool:
        """Return whether a position begins the question, or is behind a comma, bracket or quote."""
        if self.word_before(first) == "":
            return True
        between = self.text[self.words[first - 1].end : self.words[first].start]
        return bool(set(between) & _PARTING)

    def ends_part(self, last: int) -> bool:
        """Return whether a position ends the question, or is before a mark that parts it."""
        if last == len(self.words):
            return True
        between = self.text[self.words[last - 1].end : self.words[last].start]
        return bool(set(between) & (_PARTING | set(".?!;")))

    def word_after(self, last: int) -> str:
        """Return the word at a position, "" at the end."""
        return self.small[last] if last < len(self.small) else ""

    def is_empty_word(self, place: int) -> bool:
        """Return whether a word has no subject of its own: it joins words, or asks for a list."""
        word, rules = self.small[place], self.rules
        return (
            is_function_word(word)
            or word in rules.fillers | rules.general
            or word in rules.only
            or word in rules.about
            or word in rules.from_words | rules.by_words | rules.in_words
            or (len(word) == 1 and word.isalpha())
        )

    def leads(self, mention: Mention, words: frozenset[str]) -> bool:
        """Return whether one of `words` stands before a mention, with at most few words between.

        Words between that are more than an article or adjective of a place part them.
        """
        for place in range(mention.first - 1, max(-1, mention.first - 1 - MAX_PREPOSITION_GAP), -1):
            if self.word_before(place + 1) == "":
                return False
            if self.small[place] in words:
                return True
            if not self._joins(place):
                return False
        return False

    def _joins(self, place: int) -> bool:
        word = self.small[place]
        return word in self.rules.fillers | self.rules.general or (
            is_function_word(word)
            and word not in self.rules.from_words | self.rules.by_words | self.rules.in_words
        )
