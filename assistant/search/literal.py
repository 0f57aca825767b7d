"""Tell whether a passage holds the words that somebody looks up, inflected or inside a compound.

Who types a word or a name and nothing else wants to see where it stands. The encoder may find a
rare name like nothing at all, so the words themselves are looked for.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query
from assistant.search.terms import is_inflected
from index.lexical import split_words
from index.protocol import Generation
from ingest.corpus_data import read_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_LOOKUP_WORDS = 3
"""Words of a look-up, those that only join others included ("hva er leie"). A longer question
asks something about its words, and that a passage holds them is evidence like any other."""

MIN_COMPOUND_LETTERS = 5
"""Of a word that may begin or end a longer one; shorter ones do so by chance ("rett" in
"opprettet", "sorg" in "omsorg")."""


def literal_hits(
    generation: Generation, query: Query, rows: "NDArray[np.int64]"
) -> "NDArray[np.bool_]":
    """Return whether each passage in `rows` holds every word of a look-up; of no other question.

    A description is our own word, and never a hit.
    """
    hits = np.zeros(len(rows), bool)
    if not is_lookup(query):
        return hits
    held = [_words(generation.passages[row].encoded_text) for row in rows.tolist()]
    # Passages have most of their words in common: each is compared once.
    met = frozenset().union(*held)
    forms = [{word for word in met if _is_form_of(word, each)} for each in looked_up(query)]
    for place, words in enumerate(held):
        hits[place] = not any(map(words.isdisjoint, forms))
    hits &= ~generation.is_description[rows]
    return hits


def is_lookup(query: Query) -> bool:
    """Return whether a question is a few words, with nothing said about them."""
    return bool(query.content_words) and len(query.words) <= MAX_LOOKUP_WORDS


def looked_up(query: Query) -> tuple[str, ...]:
    """Return the words of a look-up in small letters."""
    return tuple(dict.fromkeys(word.text.lower() for word in query.content_words))


def count_held(text: str, asked: Collection[str]) -> int:
    """Return how many of the words `asked` a text holds, alone or in a compound."""
    held = _words(text)
    return sum(any(_is_form_of(word, each) for word in held) for each in asked)


@lru_cache(maxsize=16_384)
def _words(text: str) -> frozenset[str]:
    """Return the distinct words of a passage in small letters, kept for the next question."""
    return frozenset(word.text.lower() for word in split_words(text))


@lru_cache(maxsize=65_536)
def _is_form_of(word: str, asked: str) -> bool:
    """Return whether `word` is an inflection of `asked`, or a compound that it begins or ends."""
    if word == asked or is_inflected(word, asked, "norwegian"):
        return True
    if len(asked) < MIN_COMPOUND_LETTERS:
        return False
    _, found, after = word.rpartition(asked)
    endings: list[str] = read_data("language.toml")["endings"]["norwegian"]
    return word.startswith(asked) or bool(found and after in endings)
