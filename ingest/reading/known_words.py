"""Measure which share of the words of a text have an order of letters that known words have."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ingest.corpus_data import read_data

MAX_UNKNOWN_SHARE = 0.4
"""A text with a larger share of unknown words, whose letters are in an order that no known word
has, is in another language or in none. 54 real files had 0.19 at most, those of more than two pages
0.12; a text whose letters are exchanged for others has 0.9 and more."""

# Raised digits are letters to a regular expression.
_LETTERS = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u209c]{3,}")


def words_of(text: str) -> list[str]:
    """Return the words of three letters and more in `text`, in lower case."""
    return _LETTERS.findall(text.lower())


def trigrams(word: str) -> Iterator[str]:
    """Yield every three letters in a row of `word`, which is given "_" at both ends."""
    bounded = f"_{word}_"
    return (bounded[start : start + 3] for start in range(len(word)))


def unknown_share(text: str) -> float:
    """Return the share of words in `text` that have a trigram which no known word has.

    A list of words can never have all compounds of Norwegian, but a few texts show all trigrams
    that occur. Names and words of other languages are unknown too: a few in a hundred words.
    """
    known = _known_trigrams()
    counts = Counter(words_of(text))
    unknown = sum(
        count
        for word, count in counts.items()
        if any(trigram not in known for trigram in trigrams(word))
    )
    return unknown / counts.total() if counts else 0.0


@lru_cache(maxsize=1)
def _known_trigrams() -> frozenset[str]:
    rows = (row.split(":") for row in read_data("trigrams.toml")["trigrams"])
    return frozenset(two + third for two, thirds in rows for third in thirds)
