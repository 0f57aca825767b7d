"""Related terms across bokmål, nynorsk and English, from corpus/terms.toml.

A set of terms is one meaning. A question's terms are found by their stems, longest first, and three
things are made of them: the question asked once more with bokmål's word in place of each foreign or
rare one, the sets themselves, which a passage holds more or less of, and the terms that are easily
taken for those of the sets and must never be treated as them.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.nynorsk import with_bokmaal_words
from index.lexical import shared_prefix, split_words, stem, with_words_replaced
from index.word_counts import WordCounts
from ingest.corpus_data import BUNDLED_CORPUS, read_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stems = tuple[str, ...]
"""The stems of a term, a word each."""

MIN_HEAD_LETTERS = 4
"""Of a term, to be looked for at the head of a compound."""

MAX_SHORT_LETTERS = 3
"""Of a word that ends in a consonant: an ending that begins with another one makes other words."""

RELATED_WEIGHT = 0.3
"""Of a related word beside a word of the set; between 0.1 and 0.5 it hardly mattered."""


@dataclass(frozen=True, slots=True)
class TermSet:
    """The words of one meaning; the first of `nb` stands for it.

    `related` words are found together with these without being the same. `not_same` are easily
    taken for these, and mean something else.
    """

    nb: tuple[str, ...]
    nn: tuple[str, ...]
    en: tuple[str, ...]
    related: tuple[str, ...]
    not_same: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return the bokmål word that stands for the set."""
        return self.nb[0]


@dataclass(frozen=True, slots=True)
class TermMention:
    """Characters `start` to `end` of a question, which name the sets at these positions."""

    start: int
    end: int
    sets: tuple[int, ...]


class Terms:
    """Find the sets that a text names."""

    def __init__(self, sets: Sequence[TermSet]) -> None:
        """Index the words of `sets` by their stems."""
        self.sets = tuple(sets)
        self._norwegian: dict[Stems, dict[int, float]] = {}
        self._english: dict[Stems, dict[int, float]] = {}
        for position, term_set in enumerate(self.sets):
            norwegian = (*term_set.nb, *term_set.nn)
            for words, weight in ((norwegian, 1.0), (term_set.related, RELATED_WEIGHT)):
                for term in words:
                    _enter(self._norwegian, stems_of_term(term), position, weight)
            for words, weight in ((term_set.en, 1.0), (term_set.related, RELATED_WEIGHT)):
                for term in words:
                    _enter(self._english, stems_of_term(term, "english"), position, weight)
        self._heads = dict(_foreign_heads(self.sets))
        self._of_set: list[dict[Stems, float]] = [{} for _ in self.sets]
        for stems, weights in self._norwegian.items():
            for position, weight in weights.items():
                self._of_set[position][stems] = weight
        self._longest = max((len(s) for s in (*self._norwegian, *self._english)), default=0)

    def mentions(self, text: str) -> tuple[TermMention, ...]:
        """Return where `text` names a set by a word of it, in order of place.

        Related words name nothing: they are what a set is found by, not what asks for it.
        """
        found: dict[tuple[int, int], dict[int, None]] = {}
        words = split_words(text)
        for table, language in ((self._norwegian, "norwegian"), (self._english, "english")):
            stems = [stem(word.text, language) for word in words]
            for first, last, weights in self._longest_first(stems, table):
                asked = [word.text.lower() for word in words[first:last]]
                named = dict.fromkeys(
                    position
                    for position, weight in weights.items()
                    if weight == 1.0 and self._names(position, asked, language)
                )
                if named:
                    found.setdefault((first, last), {}).update(named)
        return tuple(
            TermMention(words[first].start, words[last - 1].end, tuple(sets))
            for (first, last), sets in sorted(found.items())
        )

    def translate(self, text: str, mentions: Sequence[TermMention]) -> tuple[str, tuple[str, ...]]:
        """Return `text`, which has these mentions, in bokmål's terms, and the terms that are new.

        Each term that is not one of its set's bokmål words already makes way for the first of them,
        and so do common words of nynorsk.
        """
        parts, added, end = [], [], 0
        for mention in mentions:
            if mention.start < end:
                continue
            named = stems_of_term(text[mention.start : mention.end])
            if not any(stems_of_term(t) == named for p in mention.sets for t in self.sets[p].nb):
                added.append(self.sets[mention.sets[0]].head)
                parts += [text[end : mention.start], added[-1]]
                end = mention.end
        parts.append(text[end:])
        translated = with_words_replaced("".join(parts), self._translated_compound)
        return with_bokmaal_words(translated), tuple(dict.fromkeys(added))

    def absent(self, text: str, mentions: Sequence[TermMention], known: Sequence[str]) -> float:
        """Return how many terms of `text`, which has these mentions, no passage holds.

        By the root of the number of its words. `known` are the stems of the passages, in
        alphabetical order. A term that the field knows and the corpus has not tells a near miss.
        """
        missing = sum(
            not any(self._is_held(position, known) for position in mention.sets)
            for mention in mentions
        )
        return float(missing / max(1, len(split_words(text))) ** 0.5)

    def unlike(self, mentions: Iterable[TermMention]) -> frozenset[Stems]:
        """Return the terms that are easily taken for those mentioned and mean something else.

        A term that stands in one of the sets mentioned is meant, whatever another says of it.
        """
        named = [self.sets[position] for mention in mentions for position in mention.sets]
        meant = {
            stems_of_term(term)
            for term_set in named
            for term in (*term_set.nb, *term_set.nn, *term_set.en, *term_set.related)
        }
        return frozenset(stems_of_term(term) for one in named for term in one.not_same) - meant

    def frequency(self, position: int, index: WordCounts) -> int:
        """Return about how many passages hold a word of a set.

        A term of several words is held by no more passages than its rarest word.
        """
        term_set = self.sets[position]
        return max(
            min(map(index.document_frequency, stems_of_term(term)), default=0)
            for term in (*term_set.nb, *term_set.nn)
        )

    def amounts(
        self, positions: Collection[int], passages: Sequence[Sequence[str]]
    ) -> dict[int, "NDArray[np.float32]"]:
        """Return how often each passage, given as Norwegian stems, holds each of these sets.

        float32 of shape (passages,). A related word counts RELATED_WEIGHT of a word of the set.
        """
        amounts = {position: np.zeros(len(passages), np.float32) for position in positions}
        by_first: dict[str, list[tuple[Stems, int, float]]] = {}
        for position in positions:
            for term, weight in self._of_set[position].items():
                by_first.setdefault(term[0], []).append((term, position, weight))
        firsts = by_first.keys()
        for number, passage in enumerate(passages):
            if firsts.isdisjoint(passage):
                continue
            for start in [at for at, first in enumerate(passage) if first in by_first]:
                for term, position, weight in by_first[passage[start]]:
                    if tuple(passage[start : start + len(term)]) == term:
                        amounts[position][number] += weight
        return amounts

    def _names(self, position: int, asked: list[str], language: str) -> bool:
        """Return whether `asked` is a term of a set in some inflected form.

        The stem alone is not enough: it joins "stadig" with "stad".
        """
        term_set = self.sets[position]
        for term in term_set.en if language == "english" else (*term_set.nb, *term_set.nn):
            words = [word.text.lower() for word in split_words(term)]
            if len(words) == len(asked) and all(
                is_inflected(word, other, language)
                for word, other in zip(words, asked, strict=True)
            ):
                return True
        return False

    def _translated_compound(self, word: str) -> str | None:
        """Return a nynorsk compound with bokmål's word at its head, None if it has no such head.

        "bustadplanlegging" becomes "boligplanlegging", in which the encoder sees "bolig".
        """
        for length in range(len(word) - MIN_HEAD_LETTERS, MIN_HEAD_LETTERS - 1, -1):
            head = self._heads.get(word[:length])
            if head is not None:
                return head + word[length:]
        return None

    def _is_held(self, position: int, known: Sequence[str]) -> bool:
        """Return whether `known` has the stems of a set's word, a related one or a compound."""
        term_set = self.sets[position]
        if any(
            all(_next(known, stem) == stem for stem in stems_of_term(term))
            for term in (*term_set.nb, *term_set.nn, *term_set.related)
        ):
            return True
        head = term_set.head
        return len(head) >= MIN_HEAD_LETTERS and _next(known, head).startswith(head)

    def _longest_first(
        self, stems: Sequence[str], table: dict[Stems, dict[int, float]]
    ) -> Iterator[tuple[int, int, dict[int, float]]]:
        """Yield the terms in `stems`, from left to right, the longest at each place."""
        first = 0
        while first < len(stems):
            for last in range(min(len(stems), first + self._longest), first, -1):
                weights = table.get(tuple(stems[first:last]))
                if weights is not None:
                    yield first, last, weights
                    first = last - 1
                    break
            first += 1


@lru_cache(maxsize=4)
def read_terms(folder: Path = BUNDLED_CORPUS) -> Terms:
    """Return the term sets of a corpus folder.

    Raises:
        CorpusUnreadable: terms.toml is missing or not TOML.
    """
    keys = TermSet.__dataclass_fields__
    rows = read_data("terms.toml", folder)["set"]
    return Terms([TermSet(**{key: tuple(row.get(key, ())) for key in keys}) for row in rows])


def _foreign_heads(sets: Sequence[TermSet]) -> Iterator[tuple[str, str]]:
    """Yield the nynorsk heads that bokmål has another word for: a compound may begin with them."""
    for term_set in sets:
        if not term_set.nn:
            continue
        head = term_set.nn[0]
        if len(head) >= MIN_HEAD_LETTERS and head.isalpha() and head != term_set.head:
            yield head, term_set.head


def is_inflected(word: str, other: str, language: str = "norwegian") -> bool:
    """Return whether two words, in small letters, differ in nothing but their endings."""
    same = shared_prefix(word, other)
    if same < 2:
        return False
    data = read_data("language.toml")
    endings, vowels = data["endings"][language], data["letters"]["vowels"]
    ends = word[same:], other[same:]
    if not (ends[0] in endings and ends[1] in endings):
        return False
    # A short noun is not a verb that begins with it: "rus" and "ruste".
    added = ends[0] or ends[1]
    return not (
        same <= MAX_SHORT_LETTERS
        and "" in ends
        and word[same - 1] not in vowels
        and added[:1] not in vowels + word[same - 1]
        and added not in ("s", "t")
    )


def _next(known: Sequence[str], word: str) -> str:
    """Return the first of `known`, which is in alphabetical order, that is not before `word`."""
    position = bisect_left(known, word)
    return known[position] if position < len(known) else ""


@lru_cache(maxsize=16_384)
def stems_of_term(term: str, language: str = "norwegian") -> Stems:
    """Return the stems of a term: every question asks for those of the same ones."""
    return tuple(stem(word.text, language) for word in split_words(term))


def _enter(
    table: dict[Stems, dict[int, float]], stems: Stems, position: int, weight: float
) -> None:
    if not stems:
        return  # a mark without a word names nothing
    weights = table.setdefault(stems, {})
    weights[position] = max(weight, weights.get(position, 0.0))


NO_TERMS = Terms([])
