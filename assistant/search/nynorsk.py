"""Bokmål's words for the common words of nynorsk, from corpus/nynorsk.toml.

The encoder has read far more bokmål: "hvordan" finds what "korleis" does not.
"""

from functools import lru_cache

from index.lexical import with_words_replaced
from ingest.corpus_data import read_data


def with_bokmaal_words(text: str) -> str:
    """Return `text` with bokmål's word in place of each common word of nynorsk."""
    return with_words_replaced(text, _common_words().get)


@lru_cache(maxsize=1)
def _common_words() -> dict[str, str]:
    words: dict[str, str] = read_data("nynorsk.toml")["words"]
    return words
