"""The stems of a passage, kept for the next question that looks at it."""

from functools import lru_cache

from index.lexical import stems


@lru_cache(maxsize=16_384)
def passage_stems(passage: str) -> tuple[str, ...]:
    """Return the stems of the words of a passage's encoded text, in order."""
    return tuple(stems(passage))
