"""Related terms across bokmål, nynorsk and English, from corpus/terms.toml.

A set of terms is one meaning. A question's terms are found by their stems, longest first, and two
things are made of them: the question read once more with bokmål's word in place of each foreign or
rare one, and the sets themselves, which a passage holds more or less of.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.lexical import LexicalIndex, split_words, stem
from ingest.corpus_data import BUNDLED_CORPUS, read_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stems = tuple[str, ...]

SHORTEST_HEAD = 4
"""Letters that a term has at least to be looked for at the head of a compound."""

RELATED = 0.3
"""What a related word counts for beside a word of the set; between 0.1 and 0.5 hardly mattered."""


@dataclass(frozen=True, slots=True)
class TermSet:
    """Hold the words of one meaning; the first of `nb` stands for it."""

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
    """Say that characters `start` to `end` of a question name the sets at these places."""

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
        for place, one in enumerate(self.sets):
            for group, weight in (((*one.nb, *one.nn), 1.0), (one.related, RELATED)):
                for term in group:
                    _enter(self._norwegian, _stems(term), place, weight)
            for group, weight in ((one.en, 1.0), (one.related, RELATED)):
                for term in group:
                    _enter(self._english, _stems(term, "english"), place, weight)
        # Nynorsk heads that bokmål has another word for: what a compound may begin with.
        self._heads = {
            one.nn[0]: one.head for one in self.sets if one.nn and len(one.nn[0]) >= SHORTEST_HEAD
        }
        self._heads = {nn: nb for nn, nb in self._heads.items() if nn.isalpha() and nn != nb}
        self._of_set: list[dict[Stems, float]] = [{} for _ in self.sets]
        for stems, own in self._norwegian.items():
            for place, weight in own.items():
                self._of_set[place][stems] = weight
        self._longest = max((len(s) for s in (*self._norwegian, *self._english)), default=0)

    def mentions(self, question: str) -> tuple[TermMention, ...]:
        """Return where `question` names a set by a word of it, in order of place.

        Related words name nothing: they are what a set is found by, not what asks for it.
        """
        found: dict[tuple[int, int], dict[int, None]] = {}
        told = split_words(question)
        endings = read_data("language.toml")["endings"]
        for table, language in ((self._norwegian, "norwegian"), (self._english, "english")):
            stems = [stem(word.text, language) for word in told]
            for first, last, sets in self._longest_first(stems, table):
                asked = [word.text.lower() for word in told[first:last]]
                own = dict.fromkeys(
                    place
                    for place, weight in sets.items()
                    if weight == 1.0 and self._names(place, asked, language, endings[language])
                )
                if own:
                    found.setdefault((first, last), {}).update(own)
        return tuple(
            TermMention(told[first].start, told[last - 1].end, tuple(sets))
            for (first, last), sets in sorted(found.items())
        )

    def _names(self, place: int, asked: list[str], language: str, endings: list[str]) -> bool:
        """Say whether `asked` is a term of a set in some inflected form.

        The stem alone is not enough: it joins "stadig" with "stad".
        """
        one = self.sets[place]
        for term in one.en if language == "english" else (*one.nb, *one.nn):
            told = [word.text.lower() for word in split_words(term)]
            if len(told) == len(asked) and all(
                _inflected(mine, other, endings) for mine, other in zip(told, asked, strict=True)
            ):
                return True
        return False

    def translate(self, question: str) -> tuple[str, tuple[str, ...]]:
        """Return `question` in bokmål's terms, and the terms that were put in.

        Each term that is not one of its set's bokmål words already makes way for the first of them.
        """
        parts, put_in, at = [], [], 0
        for mention in self.mentions(question):
            if mention.start < at:
                continue
            own = _stems(question[mention.start : mention.end])
            if not any(_stems(t) == own for place in mention.sets for t in self.sets[place].nb):
                put_in.append(self.sets[mention.sets[0]].head)
                parts += [question[at : mention.start], put_in[-1]]
                at = mention.end
        parts.append(question[at:])
        return self._translate_compounds("".join(parts)), tuple(dict.fromkeys(put_in))

    def _translate_compounds(self, text: str) -> str:
        """Return `text` with bokmål's word at the head of nynorsk compounds.

        "bustadplanlegging" becomes "boligplanlegging", in which the encoder sees "bolig".
        """
        parts, at = [], 0
        for word in split_words(text):
            lower = word.text.lower()
            for length in range(len(lower) - SHORTEST_HEAD, SHORTEST_HEAD - 1, -1):
                head = self._heads.get(lower[:length])
                if head is not None:
                    parts += [text[at : word.start], head, lower[length:]]
                    at = word.end
                    break
        return "".join([*parts, text[at:]])

    def absent(self, question: str, known: Sequence[str]) -> float:
        """Return how many terms of `question` no passage holds, by the root of its words.

        `known` are the stems of the passages, in alphabetical order. A term that the field knows
        and the corpus has not is what tells a near miss.
        """
        missing: int = sum(
            not any(self._held(place, known) for place in mention.sets)
            for mention in self.mentions(question)
        )
        return float(missing / max(1, len(split_words(question))) ** 0.5)

    def _held(self, place: int, known: Sequence[str]) -> bool:
        """Say whether `known` has the stems of a set's word, a related one or a compound of it."""
        one = self.sets[place]
        if any(
            all(_next(known, stem) == stem for stem in _stems(term))
            for term in (*one.nb, *one.nn, *one.related)
        ):
            return True
        return len(one.head) >= SHORTEST_HEAD and _next(known, one.head).startswith(one.head)

    def frequency(self, place: int, index: LexicalIndex) -> int:
        """Return about how many passages hold a word of a set.

        A term of several words is held by no more passages than its rarest word.
        """
        one = self.sets[place]
        return max(
            min(map(index.document_frequency, _stems(term)), default=0)
            for term in (*one.nb, *one.nn)
        )

    def amounts(
        self, places: Collection[int], passages: Sequence[Sequence[str]]
    ) -> dict[int, "NDArray[np.float32]"]:
        """Return how often each passage, given as Norwegian stems, holds each set of `places`.

        float32 of shape (passages,). A related word counts RELATED of a word of the set.
        """
        found = {place: np.zeros(len(passages), np.float32) for place in places}
        begins: dict[str, list[tuple[Stems, int, float]]] = {}
        for place in places:
            for term, weight in self._of_set[place].items():
                begins.setdefault(term[0], []).append((term, place, weight))
        for number, passage in enumerate(passages):
            for at, first in enumerate(passage):
                for term, place, weight in begins.get(first, ()):
                    if tuple(passage[at : at + len(term)]) == term:
                        found[place][number] += weight
        return found

    def _longest_first(
        self, stems: Sequence[str], table: dict[Stems, dict[int, float]]
    ) -> Iterator[tuple[int, int, dict[int, float]]]:
        """Yield the terms in `stems`, from left to right, the longest at each place."""
        first = 0
        while first < len(stems):
            for last in range(min(len(stems), first + self._longest), first, -1):
                sets = table.get(tuple(stems[first:last]))
                if sets is not None:
                    yield first, last, sets
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


def _inflected(one: str, other: str, endings: list[str]) -> bool:
    """Say whether two words differ in nothing but their endings."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same > 1 and all(word[same:] in endings for word in (one, other))


def _next(known: Sequence[str], word: str) -> str:
    """Return the first of `known`, which is in alphabetical order, that is not before `word`."""
    at = bisect_left(known, word)
    return known[at] if at < len(known) else ""


def _stems(term: str, language: str = "norwegian") -> Stems:
    return tuple(stem(word.text, language) for word in split_words(term))


def _enter(table: dict[Stems, dict[int, float]], stems: Stems, place: int, weight: float) -> None:
    if not stems:
        return  # a mark without a word names nothing
    at = table.setdefault(stems, {})
    at[place] = max(weight, at.get(place, 0.0))
