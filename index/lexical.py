"""Search words with BM25: Norwegian stems, and character n-grams for compounds and misspellings.

BM25 in the variant of Lucene (Kamphuis et al. 2020), which scores every passage when asked: the
reranking wants all scores. They are those of bm25s (Lu 2024, arXiv 2407.03618) to the bit; a test
holds it.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.memory import remembering
from index.postings import Postings
from index.row_map import RowMap
from index.sealed import SealedFolder
from index.word_counts import WordCounts, rarity
from ingest.corpus_data import read_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
GRAM_CHARS = 5

LEAST = 1e-9
"""Sum of the rarities of no tokens, to be divided by."""

SATURATION = 0.4
"""BM25's k1: a passage is short, and a word said twice in it says little more than once."""

LENGTH = 0.75
"""BM25's b: how much less a token counts in a passage that is longer than the others."""

COMMON, KEPT_COMMON = 50_000, 64
"""Passages that hold a token which is common, and how many common tokens' scores are kept: function
words and parts of words that most questions have. Of a million passages each takes 4 MB."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and the characters that it stands at."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """Return the words of `text` in order; a hyphen parts a compound into its words."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def with_words_replaced(text: str, other_for: Callable[[str], str | None]) -> str:
    """Return `text` with `other_for` each word, given in small letters; None leaves it as it is."""
    parts, end = [], 0
    for word in split_words(text):
        other = other_for(word.text.lower())
        if other is not None:
            parts += [text[end : word.start], other]
            end = word.end
    return "".join([*parts, text[end:]])


def shared_prefix(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    for position, (letter, others) in enumerate(zip(one, other, strict=False)):
        if letter != others:
            return position
    return min(len(one), len(other))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(language)


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    lists: dict[str, str] = read_data("function_words.toml")
    return frozenset(word for words in lists.values() for word in words.split())


def is_function_word(word: str) -> bool:
    """Return whether a word only joins others, by lists of bokmål, nynorsk and English."""
    return word.lower() in _function_words()


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "norwegian") -> str:
    """Return the stem of a word by Snowball's rules for `language`, lower case.

    The Norwegian rules are made for bokmål; nynorsk endings that they do not know (-ar, -ane) keep
    their words apart here and meet in the n-grams.
    """
    stemmed: str = _stemmer(language).stemWord(word.lower())
    return stemmed


def stems(text: str) -> list[str]:
    """Return the stems of the words of `text`."""
    return [stem(word) for word in _WORD.findall(text)]


def grams(text: str) -> list[str]:
    """Return the character 5-grams of the words of `text`, with their ends marked.

    Words of up to three letters are left out: they are function words, or whole in the other index.
    """
    found: list[str] = []
    for word in _WORD.findall(text):
        if len(word) > 3:
            found += _grams_of(word.lower())
    return found


@lru_cache(maxsize=65536)
def _grams_of(word: str) -> tuple[str, ...]:
    marked = f"<{word}>"
    return tuple(marked[i : i + GRAM_CHARS] for i in range(max(1, len(marked) - GRAM_CHARS + 1)))


class LexicalIndex(WordCounts):
    """Score every passage by BM25 over one kind of token.

    BM25 weighs a token by how many passages hold it and a passage by how long it is beside the
    others, so that every document that comes or goes changes every weight. So the counts are kept,
    and weighed when they are asked for.
    """

    def __init__(self, folders: Sequence[SealedFolder], name: str, rows: RowMap) -> None:
        """Open the postings `name` of all segments."""
        self._parts = [Postings(folder, name) for folder in folders]
        self._map = rows
        self._find = remembering(self._find_postings, 4096)
        self._common = remembering(self._scores_of, KEPT_COMMON)

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._map)

    def share(self, tokens: Iterable[str]) -> "NDArray[np.float32]":
        """Return which share of `tokens`, weighted by rarity, each passage holds: 0 to 1.

        That is BM25 divided by the most that it could be. Tokens that the corpus does not know are
        in the denominator with the greatest rarity, so that a question of mostly unknown words gets
        little from the few that are known. float32 of shape (passages,).
        """
        frequencies = {token: self.document_frequency(token) for token in tokens}
        scores = np.zeros(len(self), np.float32)
        for token, frequency in frequencies.items():
            if frequency > COMMON:
                scores += self._common(token)
            elif frequency:
                self._add(token, scores)
        whole = sum(rarity(frequency, len(self)) for frequency in frequencies.values())
        return scores / np.float32(max(whole, LEAST))

    def document_frequency(self, token: str) -> int:
        """Return how many passages hold `token`."""
        return self._find(token)[0]

    def vocabulary_of(self, rows: "NDArray[np.int64]") -> tuple[str, ...]:
        """Return every token that a passage in `rows` holds, in alphabetical order."""
        found: set[str] = set()
        is_in = np.zeros(len(self) + 1, bool)
        is_in[rows] = True
        for segment, part in enumerate(self._parts):
            # Row -1, what was removed, is the last: never in.
            found.update(
                part.tokens_in(is_in[self._map.rows(segment, np.arange(len(part.lengths)))])
            )
        return tuple(sorted(found))

    @cached_property
    def _norms(self) -> "tuple[NDArray[np.float64], NDArray[np.unsignedinteger[Any]]]":
        """Return what BM25 adds to the count of a token, by the length of a passage.

        First for each length that there is, float64, and then which of these each passage has.
        """
        lengths = np.concatenate(
            [
                part.lengths.whole()[self._map.places(segment)]
                for segment, part in enumerate(self._parts)
            ]
        )
        different, which = np.unique(lengths, return_inverse=True)
        norms = SATURATION * ((1 - LENGTH) + LENGTH * different / max(lengths.mean(), LEAST))
        return norms, which.astype(np.min_scalar_type(len(norms)))

    def _add(self, token: str, scores: "NDArray[np.float32]") -> None:
        """Add what a token is worth in each passage."""
        frequency, held = self._find(token)
        # Rounded where bm25s rounds, and with its logarithm, so that scores are the same.
        rare = np.float32(math.log(1 + (len(self) - frequency + 0.5) / (frequency + 0.5)))
        norms, which = self._norms
        for rows, counts in self._postings(held):
            most = len(rows) // len(norms)
            if most == 0 or (width := int(counts.max()) + 1) > most:
                worth = _saturated(counts, norms.take(which.take(rows)), rare)
            else:
                # Many passages have few pairs of length and count, and each is worked out once: of
                # 20,000 passages that takes 6 ns each instead of 11.
                table = _saturated(np.arange(width), norms[:, None], rare).reshape(-1)
                pairs = which.take(rows).astype(np.int32)
                pairs *= width
                pairs += counts
                worth = table.take(pairs)
            # A passage is once in the postings of a token.
            scores[rows] += worth

    def _scores_of(self, token: str) -> "NDArray[np.float32]":
        scores = np.zeros(len(self), np.float32)
        self._add(token, scores)
        return scores

    def _find_postings(self, token: str) -> tuple[int, list[tuple[int, slice]]]:
        """Return how many passages hold a token, and where each segment that has it keeps them."""
        held = [(segment, part.find(token)) for segment, part in enumerate(self._parts)]
        held = [(segment, own) for segment, own in held if own.stop > own.start]
        frequency = sum(
            own.stop - own.start
            if self._map.is_whole(segment)
            else int((self._rows(segment, own) >= 0).sum())
            for segment, own in held
        )
        return frequency, held

    def _rows(self, segment: int, held: slice) -> "NDArray[np.int64]":
        return self._map.rows(segment, self._parts[segment].rows.rows(held.start, held.stop))

    def _postings(
        self, held: Iterable[tuple[int, slice]]
    ) -> "Iterator[tuple[NDArray[np.int64], NDArray[np.uint16]]]":
        """Yield, for each segment, the rows that hold a token and how often they do.

        `held` is where the segments keep the token.
        """
        for segment, own in held:
            rows = self._rows(segment, own)
            counts = self._parts[segment].counts.rows(own.start, own.stop)
            if not self._map.is_whole(segment):
                rows, counts = rows[rows >= 0], counts[rows >= 0]
            yield rows, counts


def _saturated(
    counts: "NDArray[np.integer[Any]]", norms: "NDArray[np.float64]", rare: np.float32
) -> "NDArray[np.float32]":
    """Return what a token as rare as that is worth in passages that hold it so often, float32."""
    saturated = counts + norms
    np.divide(counts, saturated, out=saturated)
    saturated *= rare
    return saturated.astype(np.float32)


class LexicalShares:
    """Which share of a question's stems and n-grams each passage holds, weighted by rarity."""

    def __init__(self, stems: "NDArray[np.float32]", grams: "NDArray[np.float32]") -> None:
        """Take the shares of all passages, float32 of shape (all passages,)."""
        self._stems, self._grams, self._total = stems, grams, stems + grams

    def stems(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the stems that these passages hold, float32 of shape (rows,)."""
        return self._stems[rows]

    def grams(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the n-grams that these passages hold, float32 of shape (rows,)."""
        return self._grams[rows]

    def total(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the sums of both, float32 of shape (rows,)."""
        return self._total if len(rows) == len(self._total) else self._total[rows]
