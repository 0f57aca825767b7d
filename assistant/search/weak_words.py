"""Words that say little alone: a passage that has them need not answer a question that has them."""

from functools import lru_cache

from index.lexical import is_function_word
from ingest.corpus_data import read_data

MIN_DIGITS, MIN_LETTERS = 4, 2
"""Of a number and a word that say something."""

BESIDE = ("degrees", "field")


def is_weak(word: str) -> bool:
    """Return whether a word joins others, or says little without the word that it stands beside.

    A number says little too, if it has fewer digits than a year.
    """
    if word.isdigit():
        return len(word) < MIN_DIGITS
    return len(word) < MIN_LETTERS or is_function_word(word) or word.lower() in _weak_words()


def may_stand_beside(word: str) -> bool:
    """Return whether a weak word belongs to the word that it stands beside ("nye boliger")."""
    return word.lower() in _weak_words(*BESIDE)


@lru_cache(maxsize=2)
def _weak_words(*only: str) -> frozenset[str]:
    lists: dict[str, str] = read_data("weak_words.toml")
    return frozenset(word for name in only or lists for word in lists[name].split())
