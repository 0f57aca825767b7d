"""Decide what goes between two lines of text if the first ends in a hyphen.

Norwegian keeps the hyphen of a compound whose second part is left out ("barne- og ungdomsvern"),
of a compound with a name, an abbreviation, a number or a single letter ("Nord-Norge",
"IT-strategi", "e-post") and after "ikke". Any other hyphen at the end of a line only marks that
the word was broken there (Språkrådet, Skriveregler, "Bindestrek").
"""

import re
from collections.abc import Set
from functools import lru_cache

from ingest.corpus_data import read_data

_LAST_WORD = re.compile(r"([^\s(«\"/]+)[-\u2010\u00ad\ufffe]$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")

_MAX_WORD_CHARS = 200
"""A longer text before the hyphen is not looked at: it would be searched from every character."""

_MAX_ABBREVIATION_LETTERS = 4
"""Two parts in capitals, one of which is longer, are one broken word ("KOMMU-NEN")."""


def between_lines(before: str, after: str, compounds: Set[str] = frozenset()) -> tuple[bool, str]:
    """Return whether the hyphen at the end of `before` stays, and what goes between it and `after`.

    If `before` does not end in a hyphen, that is (True, " "). `compounds` has the words, in lower
    case, that the document writes with a hyphen inside a line.
    """
    before = before[-_MAX_WORD_CHARS:]
    last = _LAST_WORD.search(before)
    if not last:
        return True, " "
    first = _FIRST_WORD.match(after)
    if not first:
        return True, " " if after[:1] not in ",.;:/)" else ""
    word, part = first[0], last[1]
    words, before_hyphen, between_hyphens = _hyphen_lists()
    if word.lower() in words and not after[first.end() :].startswith("-"):
        return True, " "
    parts = part.split("-")
    longest = max(len(part), len(word))
    broken = part.isupper() and word.isupper() and longest > _MAX_ABBREVIATION_LETTERS
    stays = not broken and (
        not word[0].islower()
        or len(parts[-1]) == 1
        or any(letter.isdigit() for letter in part)
        or (part[-1].isupper() and part[-1].isalpha())
        or "://" in before.rsplit(" ", 1)[-1]
        or part.lower() in before_hyphen
        or (len(parts) > 1 and parts[-1] in between_hyphens)
        or len(parts) > 2  # "folk-til-folk-samarbeid"
        or f"{part}-{word}".lower() in compounds
    )
    return stays, ""


@lru_cache(maxsize=1)
def _hyphen_lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_data("hyphens.toml")
    return (
        frozenset(data["words"]),
        frozenset(data["before_hyphen"]),
        frozenset(data["between_hyphens"]),
    )
