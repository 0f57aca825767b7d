"""Find the words of a passage that match words of a question, and how sure each match is.

A word of a passage matches by its form (an inflection, a compound), by the terms (a word of a set
that the question names, or a related one) or by the encoder. The encoder alone is believed only if
two words are each other's closest, and sooner if they begin alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.passage_words import PassageWords
from assistant.search.query import Query
from assistant.search.terms import Stems, Terms, stems_of_term
from assistant.search.weak_words import is_weak
from assistant.search.word_relation import (
    COMPOUND,
    RELATED,
    SAME_MEANING,
    SAME_SPELLING,
    SAME_WORD,
    is_part,
    related_forms,
    spelt_alike,
)
from assistant.search.word_vectors import WordVectors
from index.lexical import stem
from index.word_counts import WordCounts, rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_COSINE = 0.5
"""Of two words that mean the same and are each other's closest. Read off 110 questions in four
kinds of language: of the pairs that say something, about nine in ten above it are right."""

MIN_COSINE_ALIKE = 0.35
"""The same of two words that are spelt alike: "distriktan" and "distriktskommuner"."""

MIN_RARITY = 0.18
"""Of a word that fewer than about four passages of ten have."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (not included) of a passage, which match words of the question.

    `asked` are the positions of those words of the question, `sure` is how sure the match is, and
    `rarity` how rare the words are in the corpus, both from 0 to 1.
    """

    first: int
    last: int
    asked: frozenset[int]
    sure: float
    rarity: float

    @property
    def weight(self) -> float:
        """Return how much a reader learns from the match, from 0 to 1."""
        return self.sure * self.rarity

    @property
    def places(self) -> range:
        """Return the positions of its words in the passage."""
        return range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term that the question names: its words' positions, its rarity, and what says the same.

    `parts` are the stems of which a compound with it is made.
    """

    positions: frozenset[int]
    rarity: float
    same: tuple[Stems, ...]
    related: tuple[Stems, ...]
    parts: frozenset[str]


class WordMatcher:
    """The words of one question, to be found in passages."""

    def __init__(self, query: Query, word_vectors: WordVectors, terms: Terms) -> None:
        """Take each word of the question that says something; if none does, each of its words."""
        self._query = query
        self._word_vectors = word_vectors
        self._terms = terms
        self.words = query.content_words
        first_of = {stem(word.text): at for at, word in reversed(list(enumerate(self.words)))}
        once = sorted(first_of.values())
        strong = [at for at in once if not is_weak(self.words[at].text)]
        self._positions = strong or once
        self._all_weak = not strong

    @property
    def strong_words(self) -> int:
        """Return how many words of the question say something."""
        return 0 if self._all_weak else len(self._positions)

    @cached_property
    def all_common(self) -> bool:
        """Return whether most passages have every word of the question that says something."""
        return all(self._rarities[at] < MIN_RARITY for at in self._positions)

    def matches(self, row: int, words: PassageWords) -> list[Match]:
        """Return what matches among `words`, which are all words of the passage in `row`."""
        if not self._positions or not len(words):
            return []
        unlike = {
            at
            for term in self._query.unlike
            for first, last in words.occurrences(term)
            for at in range(first, last)
        }
        found = [*self._by_terms(words), *self._by_form(words)]
        if not self._all_weak:
            found += self._by_encoder(row, words)
        if not unlike:
            return found
        asked_stems = {stem(word.text) for word in self.words}
        return [
            match
            for match in found
            if not any(at in unlike and words.stems[at] not in asked_stems for at in match.places)
        ]

    def _by_form(self, words: PassageWords) -> Iterator[Match]:
        """Yield inflections of the question's words, and compounds with them."""
        for position in self._positions:
            rarity_asked = self._rarities[position]
            related = related_forms(self.words[position].text.lower(), words)
            sure_of = {at: sure for form, sure in related.items() for at in words.by_form[form]}
            for at, sure in sorted(sure_of.items()):
                if self._all_weak and sure != SAME_WORD:
                    continue
                if sure == SAME_WORD:
                    rare = min(rarity_asked, self._rarity(words.stems[at]))
                elif sure == SAME_SPELLING:
                    rare = self._rarity(words.stems[at])
                else:
                    rare = self._of_compound(rarity_asked, words.stems[at])
                yield Match(at, at + 1, frozenset([position]), sure, rare)

    def _by_terms(self, words: PassageWords) -> Iterator[Match]:
        """Yield the words of the sets that the question names, and words related to them."""
        for asked in self._named:
            for terms, sure in ((asked.same, SAME_MEANING), (asked.related, RELATED)):
                for term in terms:
                    # Most are not in the passage: to ask for the places of each takes longer.
                    if term[0] not in words.by_stem:
                        continue
                    for first, last in words.occurrences(term):
                        of_term = words.words[first:last]
                        if not self._all_weak and all(is_weak(word.text) for word in of_term):
                            continue
                        # A term of several words is as rare as its rarest.
                        rarest = max(map(self._rarity, words.stems[first:last]))
                        yield Match(first, last, asked.positions, sure, min(asked.rarity, rarest))
            wholes = {
                form
                for part in asked.parts
                for form in words.near(part)
                if is_part(part, stem(form))
            }
            for at in sorted(at for form in wholes for at in words.by_form[form]):
                rare = self._of_compound(asked.rarity, words.stems[at])
                yield Match(at, at + 1, asked.positions, COMPOUND, rare)

    def _by_encoder(self, row: int, words: PassageWords) -> Iterator[Match]:
        """Yield pairs of words of which each is the other's closest."""
        places = words.telling
        if not places:
            return
        vectors = self._word_vectors.of_passage(row)
        cosines = self._vectors @ vectors.T
        closest, best_of = cosines.argmax(axis=0).tolist(), cosines.argmax(axis=1).tolist()
        for number, (position, best) in enumerate(zip(self._positions, best_of, strict=True)):
            cosine = float(cosines[number, best])
            if closest[best] != number or cosine < MIN_COSINE_ALIKE:
                continue
            asked, other = self.words[position].text.lower(), words.small[places[best]]
            if cosine < MIN_COSINE and not spelt_alike(asked, other):
                continue
            rare = min(self._rarities[position], self._rarity(stem(other)))
            place = places[best]
            yield Match(place, place + 1, frozenset([position]), cosine, rare)

    @cached_property
    def _named(self) -> tuple[_Asked, ...]:
        named = []
        for mention in self._query.mentions:
            positions = frozenset(
                at
                for at, word in enumerate(self.words)
                if mention.start <= word.start and word.end <= mention.end
            )
            if positions.isdisjoint(self._positions):
                continue
            for position in mention.sets:
                term_set = self._terms.sets[position]
                frequency = self._terms.frequency(position, self._index)
                same = _stems((*term_set.nb, *term_set.nn, *term_set.en))
                named.append(
                    _Asked(
                        positions,
                        self._relative(frequency),
                        same,
                        _stems(term_set.related),
                        frozenset(term[0] for term in same if len(term) == 1),
                    )
                )
        return tuple(named)

    @cached_property
    def _rarities(self) -> list[float]:
        """Return the rarity of each word of the question; of a term it is that of its set."""
        rarities = [self._rarity(stem(word.text)) for word in self.words]
        for asked in self._named:
            for position in asked.positions:
                rarities[position] = min(rarities[position], asked.rarity)
        return rarities

    @cached_property
    def _vectors(self) -> "NDArray[np.float32]":
        typed = self._query.typed
        words = [self.words[at] for at in self._positions]
        return self._word_vectors.of_words(words, typed.tokens, typed.spans)

    @property
    def _index(self) -> WordCounts:
        return self._word_vectors.generation.stems

    def _of_compound(self, part: float, whole: str) -> float:
        """Return a rarity between that of a part and that of a compound, given as a stem."""
        return float((part * self._rarity(whole)) ** 0.5)

    def _rarity(self, word_stem: str) -> float:
        return self._relative(self._index.document_frequency(word_stem))

    def _relative(self, frequency: int) -> float:
        """Return the rarity of what `frequency` passages hold, as a share of the greatest."""
        passages = len(self._index)
        return rarity(frequency, passages) / rarity(0, passages)


def _stems(terms: Iterable[str]) -> tuple[Stems, ...]:
    """Return the distinct stems of terms, in their order: of matches alike the first is marked."""
    return tuple(filter(None, dict.fromkeys(map(stems_of_term, terms))))
