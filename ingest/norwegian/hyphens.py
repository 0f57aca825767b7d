"""Decide what stands between two lines where the first ends in a hyphen.

Norwegian keeps the hyphen of a compound whose second part is left out ("barne- og ungdomsvern"),
of a compound with a name, an abbreviation, a number or a single letter ("Nord-Norge",
"IT-strategi", "e-post") and after "ikke"; any other hyphen at the end of a line is there for the
line's sake (Språkrådet, Skriveregler, "Bindestrek").
"""

import re
from collections.abc import Set
from functools import lru_cache

from ingest.corpus_data import read_data

_LAST_WORD = re.compile(r"([^\s(«\"/]+)[-\u2010\u00ad\ufffe]$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")

_ABBREVIATION = 4
"""Letters: of words in capitals that are longer, one is a part of the other ("KOMMU-NEN")."""


def between_lines(before: str, after: str, compounds: Set[str] = frozenset()) -> tuple[bool, str]:
    """Return whether the hyphen at the end of `before` stays, and what comes after it.

    Where `before` ends in no hyphen, that is (True, " "). `compounds` are words with a hyphen in
    them that the document has inside a line, in lower case.
    """
    last = _LAST_WORD.search(before)
    if not last:
        return True, " "
    first = _FIRST_WORD.match(after)
    if not first:
        return True, " " if after[:1] not in ",.;:/)" else ""
    word, part = first[0], last[1]
    words, before_hyphen, between_hyphens = _lists()
    if word.lower() in words and not after[first.end() :].startswith("-"):
        return True, " "
    parts = part.split("-")
    capitals = part.isupper() and word.isupper() and max(len(part), len(word)) > _ABBREVIATION
    stays = not capitals and (
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
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_data("hyphens.toml")
    return (
        frozenset(data["words"]),
        frozenset(data["before_hyphen"]),
        frozenset(data["between_hyphens"]),
    )
