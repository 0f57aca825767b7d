"""Search words with BM25: Norwegian stems, and character n-grams for compounds and misspellings.

BM25 by bm25s (Lu 2024, arXiv 2407.03618), the variant of Lucene (k1 = 1.5, b = 0.75), which scores
every passage when asked: a corpus of this kind is small, and the reranking wants all scores.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_GRAM = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text and the characters it stands at."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of `text` in order; a hyphenated compound is one word."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("norwegian")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_NORWEGIAN

    return frozenset(STOPWORDS_NORWEGIAN) | frozenset(STOPWORDS_EN_PLUS)


def is_function_word(word: str) -> bool:
    """Say whether a word only joins others: bokmål, nynorsk and English lists of bm25s."""
    return word.lower() in _function_words()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word by Snowball's Norwegian rules, lower case.

    The rules are made for bokmål; nynorsk endings that they do not know (-ar, -ane) keep their
    words apart here and meet in the n-grams.
    """
    stemmed: str = _stemmer().stemWord(word.lower())
    return stemmed


def stems(text: str) -> list[str]:
    """Return the stems of the words of `text`; the parts of a hyphenated compound count too."""
    found = []
    for word in words(text):
        parts = re.split(r"[-'’]", word.text)
        found += [stem(part) for part in parts if part]
        if len(parts) > 1:
            found.append(stem("".join(parts)))
    return found


def grams(text: str) -> list[str]:
    """Return the character 5-grams of the words of `text`, with their ends marked.

    Words of up to three letters are left out: they are function words or whole tokens of BM25.
    """
    found = []
    for word in words(text):
        if len(word.text) > 3:
            marked = f"<{word.text.lower()}>"
            found += [marked[i : i + _GRAM] for i in range(max(1, len(marked) - _GRAM + 1))]
    return found


def write_lexical(tokens: Sequence[list[str]], folder: Path) -> None:
    """Write a BM25 index of passages given as lists of tokens."""
    import bm25s

    index = bm25s.BM25()
    index.index(list(tokens), show_progress=False)
    folder.mkdir()
    index.save(folder, show_progress=False)


class LexicalIndex:
    """Score every passage by BM25 over one kind of token."""

    def __init__(self, folder: Path) -> None:
        """Map the index in `folder` into memory."""
        import bm25s

        self._index: Any = bm25s.BM25.load(folder, mmap=True)
        self._frequency = np.diff(self._index.scores["indptr"])

    def __len__(self) -> int:
        """Return how many passages there are."""
        return int(self._index.scores["num_docs"])

    def scores(self, tokens: Sequence[str]) -> "NDArray[np.float32]":
        """Return the BM25 score of every passage, float32 of shape (passages,)."""
        known = [token for token in tokens if token in self._index.vocab_dict]
        if not known:
            return np.zeros(len(self), np.float32)
        scores: NDArray[np.float32] = self._index.get_scores(known)
        return scores

    def document_frequency(self, token: str) -> int:
        """Return how many passages hold `token`."""
        row = self._index.vocab_dict.get(token)
        return 0 if row is None else int(self._frequency[row])

    @property
    def vocabulary(self) -> Sequence[str]:
        """Return every token of the corpus."""
        return [token for token in self._index.vocab_dict if token]
