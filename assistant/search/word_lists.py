"""Know whether a word is one of bokmål, nynorsk or English: listed, inflected or compounded.

The lists are simplemma's: 650,000 forms of bokmål, 140,000 of nynorsk and as many of English.
"""

from collections.abc import Callable
from functools import lru_cache

from assistant.search.weak_words import is_weak

NORWEGIAN = ("nb", "nn")
LANGUAGES = (*NORWEGIAN, "en")

ENDINGS = ("en", "et", "er", "ene", "a", "ar", "ane", "s", "ens", "ets", "enes", "anes")
"""Of inflections in bokmål and nynorsk, whose lists are not whole."""

MIN_BASE_LETTERS = 5
"""Of a word without its ending: shorter ones are too often others with a mistake in them."""

LISTED_ENDINGS = (
    ("an", ""), ("an", "e"), ("i", "ig"), ("ie", "ige"), ("å", "a"), ("a", "e"), ("o", "a"),
    ("leg", "lig"), ("lege", "lige"), ("legare", "ligere"), ("leik", "lighet"), ("heit", "het"),
)  # fmt: skip
"""Ends of words in dialects and nynorsk, and how the lists have them: "husan", "oversiktleg"."""

MIN_PART_LETTERS = 5
"""Of each part of a compound: of shorter ones mistakes are made too ("over" and "sekt")."""

LINKS = ("", "s", "e")
"""What may join two parts of a compound."""

LINKED_BY_S = ("ning", "ling", "het", "heit", "leik", "sjon", "skap", "dom", "itet")
"""A first part with such an ending never goes without "s": "tilvisningavtale" is no word."""


def is_word(word: str) -> bool:
    """Return whether a word, in small letters, is in the lists or an inflection of one that is."""
    if is_weak(word) or is_listed(word, LANGUAGES):
        return True
    if any(
        word.endswith(spoken) and is_listed(word.removesuffix(spoken) + written)
        for spoken, written in LISTED_ENDINGS
    ):
        return True
    return any(
        word.endswith(ending)
        and len(word) - len(ending) >= MIN_BASE_LETTERS
        and is_listed(word.removesuffix(ending))
        for ending in ENDINGS
    )


def is_compound(word: str, is_part: Callable[[str], bool]) -> bool:
    """Return whether a word is made of words that may be a part, with what joins them."""
    for length in range(2, len(word) - 1):
        first, rest = word[:length], word[length:]
        if not is_part(first):
            continue
        for link in LINKS:
            if not rest.startswith(link) or (not link and first.endswith(LINKED_BY_S)):
                continue
            last = rest[len(link) :]
            if is_part(last) or is_compound(last, is_part):
                return True
    return False


@lru_cache(maxsize=65536)
def is_listed(word: str, languages: tuple[str, ...] = NORWEGIAN) -> bool:
    """Return whether a word, in small letters, stands in the lists of these languages."""
    from simplemma import is_known

    return any(is_known(word, language) for language in languages)
