"""Find the words of a passage that match words of a question, and how sure each match is.

A word of a passage matches by its form (an inflection, a compound), by the terms (a word of a set
that the question names, or a related one) or by the encoder: a word's vector is the mean of its
token vectors with the corpus' mean vector subtracted. Without that every word is like every other
(cosines of 0.4 to 0.8 whatever the words). The encoder alone is believed only if two words are each
other's closest, and sooner if they begin alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query
from assistant.search.terms import Stems, Terms, TermSet, is_inflected, occurrences
from assistant.search.weak_words import is_weak
from index.generation import Generation
from index.lexical import LexicalIndex, Word, rarity, shared_prefix, split_words, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_WORD, SAME_MEANING, COMPOUND, RELATED = 1.0, 0.95, 0.8, 0.6
"""How sure a match is by the kind of it; the encoder's is its cosine, which is 0.55 to 0.85."""

MIN_COSINE = 0.55
"""Of two words that mean the same and are each other's closest. Read off 110 questions in four
kinds of language: of the pairs of words that say something nine in ten above it are right."""

MIN_COSINE_ALIKE = 0.38
"""The same of two words that begin with SHARED_LETTERS letters alike."""

SHARED_LETTERS = 4

MIN_PART_LETTERS = 4
"""Of a word, to be found as the first or last part of a compound."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (not included) of a passage, which match words of the question.

    `asked` are the positions of those words of the question; `weight` is how sure the match is
    times how rare the words are, from 0 to 1.
    """

    first: int
    last: int
    asked: frozenset[int]
    weight: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word or a term of the question: its positions, its rarity, and what else is said for it."""

    positions: frozenset[int]
    rarity: float
    same: frozenset[Stems]
    related: frozenset[Stems]


class WordMatcher:
    """The words of one question, to be found in passages."""

    def __init__(self, query: Query, generation: Generation, terms: Terms) -> None:
        """Take the words of the question that say something; if none does, all its words."""
        self._query = query
        self._generation = generation
        self._terms = terms
        self.words = query.content_words
        strong = [at for at, word in enumerate(self.words) if not is_weak(word.text)]
        self._positions = strong or list(range(len(self.words)))
        self._all_weak = not strong

    def matches(self, row: int, words: Sequence[Word]) -> list[Match]:
        """Return what matches among `words`, which are all words of the passage in `row`."""
        if not self._positions or not words:
            return []
        stems = [stem(word.text) for word in words]
        unlike = {
            at
            for first, last in occurrences(self._query.unlike, stems)
            for at in range(first, last)
        }
        found = [*self._by_terms(stems), *self._by_form(words, stems)]
        if not self._all_weak:
            found += self._by_encoder(row, words)
        asked_stems = {stem(word.text) for word in self.words}
        return [
            match
            for match in found
            if not any(
                at in unlike and stems[at] not in asked_stems
                for at in range(match.first, match.last)
            )
        ]

    def _by_form(self, words: Sequence[Word], stems: Sequence[str]) -> Iterator[Match]:
        """Yield inflections of the question's words, and compounds with them."""
        for position in self._positions:
            asked = self.words[position].text.lower()
            asked_stem = stem(asked)
            weight = self._rarity(asked_stem)
            for at, word in enumerate(words):
                other = word.text.lower()
                if stems[at] == asked_stem or is_inflected(asked, other):
                    sure = SAME_WORD
                elif self._all_weak or is_weak(other):
                    continue
                elif _is_part(asked_stem, other) or _is_part(stems[at], asked):
                    sure = COMPOUND
                else:
                    continue
                yield Match(at, at + 1, frozenset([position]), sure * weight)

    def _by_terms(self, stems: Sequence[str]) -> Iterator[Match]:
        """Yield the words of the sets that the question names, and words related to them."""
        for asked in self._named:
            for terms, sure in ((asked.same, SAME_MEANING), (asked.related, RELATED)):
                for first, last in occurrences(terms, stems):
                    yield Match(first, last, asked.positions, sure * asked.rarity)

    def _by_encoder(self, row: int, words: Sequence[Word]) -> Iterator[Match]:
        """Yield pairs of words of which each is the other's closest."""
        places = [at for at, word in enumerate(words) if not is_weak(word.text)]
        if not places:
            return
        strong = [words[at] for at in places]
        passage = self._generation.passages[row]
        tokens = self._generation.tokens.passage(row)
        # The text stands at the end of what was encoded.
        offset = len(passage.encoded_text) - len(passage.text)
        vectors = _word_vectors(
            strong, tokens.vectors - self._generation.tokens.mean, tokens.spans - offset
        )
        cosines = self._vectors @ vectors.T
        closest = cosines.argmax(axis=0)
        for number, position in enumerate(self._positions):
            asked = self.words[position].text.lower()
            best = int(cosines[number].argmax())
            cosine, other = float(cosines[number, best]), strong[best].text.lower()
            alike = shared_prefix(asked, other) >= SHARED_LETTERS
            if closest[best] != number or cosine < (MIN_COSINE_ALIKE if alike else MIN_COSINE):
                continue
            weight = min(self._rarity(stem(asked)), self._rarity(stem(other)))
            place = places[best]
            yield Match(place, place + 1, frozenset([position]), cosine * weight)

    @cached_property
    def _named(self) -> tuple[_Asked, ...]:
        named = []
        for mention in self._query.mentions:
            positions = frozenset(
                at
                for at, word in enumerate(self.words)
                if mention.start <= word.start and word.end <= mention.end
            )
            if not positions:
                continue
            for position in mention.sets:
                term_set = self._terms.sets[position]
                frequency = self._terms.frequency(position, self._index)
                named.append(
                    _Asked(positions, self._relative(frequency), _same(term_set), _related(term_set))
                )
        return tuple(named)

    @cached_property
    def _vectors(self) -> "NDArray[np.float32]":
        typed = self._query.typed
        words = [self.words[at] for at in self._positions]
        return _word_vectors(words, typed.tokens - self._generation.tokens.mean, typed.spans)

    @property
    def _index(self) -> LexicalIndex:
        return self._generation.stems

    def _rarity(self, word_stem: str) -> float:
        return self._relative(self._index.document_frequency(word_stem))

    def _relative(self, frequency: int) -> float:
        """Return the rarity of what `frequency` passages hold, as a share of the greatest."""
        passages = len(self._index)
        return rarity(frequency, passages) / rarity(0, passages)


def _same(term_set: TermSet) -> frozenset[Stems]:
    return _stems((*term_set.nb, *term_set.nn, *term_set.en))


def _related(term_set: TermSet) -> frozenset[Stems]:
    return _stems(term_set.related)


def _stems(terms: Sequence[str]) -> frozenset[Stems]:
    return frozenset(tuple(stem(word.text) for word in split_words(term)) for term in terms)


def _is_part(part: str, word: str) -> bool:
    """Return whether a word is a compound that begins or ends with a shorter one."""
    rest = len(word) - len(part)
    if len(part) < MIN_PART_LETTERS or rest < MIN_PART_LETTERS - 1:
        return False
    return word.startswith(part) or (rest >= MIN_PART_LETTERS and part in word[rest - 3 :])


def _word_vectors(
    words: Sequence[Word], vectors: "NDArray[np.float32]", spans: "NDArray[np.int32]"
) -> "NDArray[np.float32]":
    """Return one unit vector a word, float32 of shape (words, dimensions); zeros if it has none."""
    rows = np.zeros((len(words), vectors.shape[1]), np.float32)
    for row, word in enumerate(words):
        overlaps = (spans[:, 0] < word.end) & (spans[:, 1] > word.start)
        if overlaps.any():
            rows[row] = vectors[overlaps].mean(axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit
