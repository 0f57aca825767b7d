"""Tell words that no one wrote: glued together, read in a wrong encoding, of two scripts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

MAX_WORD_LETTERS = 30
"""A longer word counts as strange: most often it is several words that lost their spaces."""

MISREAD_WEIGHT = 3
"""In Norwegian one word in six has a letter that is not in ASCII. With this weight a text is
refused if a fifth of those words are misread."""

# UTF-8 that was read as Windows-1252 or, in Cyrillic, as Windows-1251.
_MOJIBAKE = re.compile(
    r"[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2018-\u203a\u2122]|\u00e2\u20ac|(?:[\u0420\u0421][^\s\u0430-\u044f]){3}"
)
# What stands inside a word when a letter was read as another: "f¿rti" and "pŒ" (Macintosh), "f†r"
# and "k›be" (DOS), "L□vsen" (lost).
_INSIDE = re.compile(
    r"[^\W\d_](?:[\u00bf\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a8\u00a9\u00ae\u00b1\u00b6\u00b8\u00be\u00d7\u00f7\u2020\u203a\u25a1\ufffd][^\W\d_]|[\u0152\u25a1\ufffd])"
)
_SPACED = ("LATIN", "CYRILLIC", "GREEK")
_PART = re.compile(r"[^\W\d_]+")


def strange_share(words: Sequence[str]) -> float:
    """Return the share of `words` that no one can have written so, from 0 to 1; of no words 0.

    A misread word counts for the words beside it that only happened to have no letter to misread.
    """
    points = sum(
        count * (MISREAD_WEIGHT if is_misread(word) else is_glued(word))
        for word, count in Counter(words).items()
    )
    return min(1.0, points / len(words)) if words else 0.0


def is_glued(word: str) -> bool:
    """Return whether `word` is so long that it is several without the spaces between them."""
    return len(word) > MAX_WORD_LETTERS and word.isalpha() and _script(word[0]) in _SPACED


def is_misread(word: str) -> bool:
    """Return whether letters of `word` were read as others."""
    if word.isascii():
        return False
    if _MOJIBAKE.search(word) or _INSIDE.search(word):
        return True
    return any(_is_mixed(part) for part in _PART.findall(word))


def _is_mixed(part: str) -> bool:
    """Return whether letters of two scripts stand in one word, as where a font has look-alikes."""
    return len({script for letter in part if (script := _script(letter)) in _SPACED}) > 1


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
