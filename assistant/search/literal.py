"""Tell whether a passage holds the words that somebody looks up, inflected or inside a compound.

Who types a word or a name and nothing else wants to see where it stands. The encoder may find a
rare name like nothing at all, so the words themselves are looked for.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.passage_stems import passage_stems
from assistant.search.query import Query
from index.generation import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_LOOKUP_WORDS = 3
"""Content words of a look-up. A longer question says what it is about in other words too, and that
a passage holds all of them is evidence like any other."""

MIN_COMPOUND_LETTERS = 4
"""Of a stem that may begin or end a longer word; shorter ones do so by chance ("by" in "bygg")."""


def literal_hits(
    generation: Generation, query: Query, rows: "NDArray[np.int64]"
) -> "NDArray[np.bool_]":
    """Return whether each passage in `rows` holds every word of a look-up; of no other question.

    A description is our own word, and never a hit.
    """
    hits = np.zeros(len(rows), bool)
    if not is_lookup(query):
        return hits
    for place, row in enumerate(rows.tolist()):
        if not generation.is_description[row]:
            held = passage_stems(generation.passages[row].encoded_text)
            hits[place] = holds_all(held, query.content_stems)
    return hits


def is_lookup(query: Query) -> bool:
    """Return whether a question is a few words, with nothing said about them."""
    return 1 <= len(query.content_stems) <= MAX_LOOKUP_WORDS


def holds_all(held: Sequence[str], asked: Collection[str]) -> bool:
    """Return whether the stems of a text hold each of `asked`, alone or in a compound."""
    return all(_holds(held, stem) for stem in asked)


def _holds(held: Sequence[str], stem: str) -> bool:
    if len(stem) < MIN_COMPOUND_LETTERS:
        return stem in held
    return any(other.startswith(stem) or other.endswith(stem) for other in held)
