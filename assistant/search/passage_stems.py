"""The stems of texts of the index, kept for the next question that looks at them."""

from functools import lru_cache

from index.lexical import stems


@lru_cache(maxsize=16_384)
def passage_stems(passage: str) -> tuple[str, ...]:
    """Return the stems of the words of a passage's encoded text, in order."""
    return tuple(stems(passage))


@lru_cache(maxsize=16_384)
def distinct_stems(text: str) -> frozenset[str]:
    """Return the distinct stems of the words of a field, a name or a line."""
    return frozenset(stems(text))
