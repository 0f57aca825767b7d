"""Words that say little alone: a passage that has them need not answer a question that has them."""

from functools import lru_cache

from index.lexical import is_function_word
from ingest.corpus_data import read_data


def is_weak(word: str) -> bool:
    """Return whether a word joins others, or says little without the word that it stands beside.

    A number says little too, if it has fewer digits than a year.
    """
    if word.isdigit():
        return len(word) < MIN_DIGITS
    return len(word) < MIN_LETTERS or is_function_word(word) or word.lower() in _weak_words()


MIN_DIGITS = 4

MIN_LETTERS = 2



def is_degree(word: str) -> bool:
    """Return whether a weak word tells how or which the word beside it is ("nye boliger")."""
    return word.lower() in _weak_words("degrees")


@lru_cache(maxsize=2)
def _weak_words(only: str | None = None) -> frozenset[str]:
    lists: dict[str, str] = read_data("weak_words.toml")
    return frozenset(
        word for name, words in lists.items() if only in (None, name) for word in words.split()
    )
