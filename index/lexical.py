"""Search words with BM25: Norwegian stems, and character n-grams for compounds and misspellings.

BM25 by bm25s (Lu 2024, arXiv 2407.03618), in the variant of Lucene, which scores every passage
when asked: a corpus of this kind is small, and the reranking wants all scores.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.mapped_table import mapped_table
from ingest.corpus_data import read_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
GRAM_CHARS = 5

_LEAST = 1e-9
"""Sum of the rarities of no tokens, to be divided by."""

SATURATION = 0.4
"""BM25's k1: a passage is short, and a word said twice in it says little more than once."""


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
    pairs = enumerate(zip(one, other, strict=False))
    differing = (position for position, (a, b) in pairs if a != b)
    return next(differing, min(len(one), len(other)))


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


def rarity(frequency: int, passages: int) -> float:
    """Return log(1 + (N - df + 0.5) / (df + 0.5)) (Robertson and Zaragoza 2009)."""
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


def write_lexical(tokens: Sequence[list[str]], folder: Path) -> None:
    """Write a BM25 index of passages given as lists of tokens."""
    import bm25s

    index = bm25s.BM25(k1=SATURATION)
    # bm25s cannot index an empty vocabulary. No question contains the empty token.
    index.index(list(tokens) if any(tokens) else [[""] for _ in tokens], show_progress=False)
    folder.mkdir()
    index.save(folder, show_progress=False)


class LexicalIndex:
    """Score every passage by BM25 over one kind of token."""

    def __init__(self, folder: Path) -> None:
        """Map the index in `folder` into memory.

        The columns of a sparse matrix of shape (passages, tokens) are read as bm25s wrote them:
        importing the library takes longer than a search.
        """
        self._passages = int(_read_json(folder / "params.index.json")["num_docs"])
        self._column_of: dict[str, int] = _read_json(folder / "vocab.index.json")
        self._scores, self._rows, self._starts = (
            mapped_table(folder, f"{name}.csc.index") for name in ("data", "indices", "indptr")
        )

    def __len__(self) -> int:
        """Return how many passages there are."""
        return self._passages

    def share(self, tokens: Iterable[str]) -> "NDArray[np.float32]":
        """Return which share of `tokens`, weighted by rarity, each passage holds: 0 to 1.

        That is BM25 divided by the most that it could be. Tokens that the corpus does not know are
        in the denominator with the greatest rarity, so that a question of mostly unknown words gets
        little from the few that are known. float32 of shape (passages,).
        """
        distinct = dict.fromkeys(tokens)
        scores = np.zeros(len(self), np.float32)
        for token in distinct:
            held = self._held(token)
            # A passage is once in a column.
            scores[self._rows[held]] += self._scores[held]
        return scores / np.float32(max(sum(map(self.rarity, distinct)), _LEAST))

    def known_share(self, tokens: Iterable[str]) -> float:
        """Return which share of `tokens`, weighted by rarity, the corpus knows at all: 0 to 1."""
        distinct = dict.fromkeys(tokens)
        whole = sum(map(self.rarity, distinct))
        known = sum(self.rarity(token) for token in distinct if token in self._column_of)
        return known / whole if whole else 0.0

    def rarity(self, token: str) -> float:
        """Return the inverse document frequency of `token`, as BM25 takes it."""
        return rarity(self.document_frequency(token), len(self))

    def document_frequency(self, token: str) -> int:
        """Return how many passages hold `token`."""
        held = self._held(token)
        return int(held.stop - held.start)

    def vocabulary_of(self, rows: "NDArray[np.int64]") -> tuple[str, ...]:
        """Return every token that a passage in `rows` holds, in alphabetical order."""
        is_in = np.zeros(len(self), bool)
        is_in[rows] = True
        held = np.concatenate([[0], np.cumsum(is_in[self._rows])])
        holds = held[self._starts[1:]] > held[self._starts[:-1]]
        return tuple(
            sorted(token for token, column in self._column_of.items() if token and holds[column])
        )

    def _held(self, token: str) -> slice:
        """Return where in the matrix the passages that hold `token` are, empty if none does."""
        column = self._column_of.get(token)
        if column is None:
            return slice(0, 0)
        return slice(int(self._starts[column]), int(self._starts[column + 1]))


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
