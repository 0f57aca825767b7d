"""Know whether a word is one of bokmål, nynorsk or English: listed, inflected or compounded.

The lists are simplemma's: 640,000 forms of bokmål, 140,000 of nynorsk, and those of English. How
words are inflected and joined stands in corpus/spelling.toml.
"""

from collections.abc import Callable
from functools import lru_cache

from assistant.search.weak_words import is_weak
from ingest.corpus_data import read_data

NORWEGIAN = ("nb", "nn")
LANGUAGES = (*NORWEGIAN, "en")

MIN_BASE_LETTERS = 5
"""Of a word without its ending: shorter ones are too often others with a mistake in them."""

MIN_PART_LETTERS = 5
"""Of each part of a compound: of shorter ones mistakes are made too ("over" and "sekt")."""


def is_word(word: str) -> bool:
    """Return whether a word, in small letters, is in the lists or an inflection of one that is."""
    if is_weak(word) or is_listed(word, LANGUAGES):
        return True
    rules = read_data("spelling.toml")
    if any(
        word.endswith(spoken) and is_listed(word.removesuffix(spoken) + written)
        for spoken, written in rules["listed_as"]
    ):
        return True
    return any(
        word.endswith(ending)
        and len(word) - len(ending) >= MIN_BASE_LETTERS
        and is_listed(word.removesuffix(ending))
        for ending in rules["endings"]
    )


def is_compound(word: str, is_part: Callable[[str], bool]) -> bool:
    """Return whether a word is made of words that may be a part, with what joins them."""
    rules = read_data("spelling.toml")
    for length in range(2, len(word) - 1):
        first, rest = word[:length], word[length:]
        if not is_part(first):
            continue
        for link in rules["links"]:
            if not rest.startswith(link) or (
                not link and first.endswith(tuple(rules["linked_by_s"]))
            ):
                continue
            last = rest[len(link) :]
            if is_part(last) or is_compound(last, is_part):
                return True
    return False


@lru_cache(maxsize=65536)
def is_listed(word: str, languages: tuple[str, ...] = NORWEGIAN) -> bool:
    """Return whether a word, in small letters, stands in the lists of these languages."""
    from simplemma import is_known

    # As whole dictionaries the lists take 100 MB and half a second.
    return any(is_known(word, language, low_memory=True) for language in languages)
