"""Tell whether a passage holds the words that somebody looks up, inflected or inside a compound.

Who types a word or a name and nothing else wants to see where it stands. The encoder may find a
rare name like nothing at all, so the words themselves are looked for.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.query import Query
from assistant.search.terms import is_inflected
from assistant.search.understanding.rules import read_rules
from index.lexical import is_function_word, split_words
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

BASE_ENDINGS = ("ene", "ane", "en", "et", "er", "ar", "a", "n")
"""Of the definite form and the plural. A word without them may begin another by chance ("kommunen",
"kommunikasjon"), so such compounds count only if the word itself is nowhere."""

MIN_REST_LETTERS = 4
"""Of a compound, behind the word that it begins with."""

MIN_APART_LETTERS, MIN_APART_DIGITS = 8, 4
"""Of a word and a number that may be written apart; shorter ones meet by chance."""


def literal_hits(
    generation: Generation, query: Query, rows: "NDArray[np.int64]", typed_alone: bool = False
) -> "NDArray[np.bool_]":
    """Return whether each passage in `rows` holds every word of a look-up; of no other question.

    The words are the user's own or, if not `typed_alone`, the same in bokmål's terms, in figures or
    joined to one. A description is our own word, and never a hit.
    """
    hits = np.zeros(len(rows), bool)
    if not is_lookup(query):
        return hits
    texts = [generation.passages[row].encoded_text for row in rows.tolist()]
    held = [_words(text) for text in texts]
    # Passages have most of their words in common: each is compared once.
    met = frozenset().union(*held)
    for asked in _wordings(query)[: 1 if typed_alone else None]:
        hits |= np.logical_and.reduce([_holding(each, texts, held, met) for each in asked])
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


def _wordings(query: Query) -> list[tuple[str, ...]]:
    """Return the words of a look-up in each way that a text may have them, as typed first.

    In bokmål's terms, numbers in figures, and what was written apart as one word.
    """
    typed = looked_up(query)
    found = [typed]
    for variant in query.variants[1:]:
        words = (word.text.lower() for word in split_words(variant.text))
        found.append(tuple(word for word in words if not is_function_word(word)))
    if len(typed) > 1:
        found.append(tuple(_figures().get(word, word) for word in typed))
        joined = "".join(typed)
        if len(joined) >= MIN_APART_LETTERS or joined.isdigit():
            found.append((joined,))
    return [words for words in dict.fromkeys(found) if words]


def _holding(
    asked: str, texts: Sequence[str], held: Sequence[frozenset[str]], met: frozenset[str]
) -> "NDArray[np.bool_]":
    """Return whether each text, whose words are `held`, holds a word; `met` are the words of all.

    Only if none has a form of it, what is less sure is looked for: a compound with it that it is an
    inflection of, or its parts apart ("lav inntekt", "34 000").
    """
    begins = asked[:2]
    # Most words are no form of it by their first letters, and need not be compared.
    near = (word for word in met if word.startswith(begins) or asked in word)
    forms = {word for word in near if _is_form_of(word, asked)}
    if not forms and (bases := _bases(asked)):
        least = min(map(len, bases)) + MIN_REST_LETTERS
        forms = {word for word in met if word.startswith(bases) and len(word) >= least}
    if forms:
        return np.array([not forms.isdisjoint(words) for words in held], bool)
    apart = _written_apart(asked)
    return np.array([bool(apart and apart.search(text)) for text in texts], bool)


def _written_apart(asked: str) -> re.Pattern[str] | None:
    """Return the pattern of a word in two, or of a number in groups of three figures.

    None of one that is too short.
    """
    is_number = asked.isascii() and asked.isdigit() and not asked.startswith("0")
    if is_number and len(asked) >= MIN_APART_DIGITS:
        groups = re.escape(f"{int(asked):,}").replace(",", r"[\s.]")
        return re.compile(rf"(?<!\d)(?<!\d[\s.]){groups}(?![\s.]?\d)")
    if len(asked) < MIN_APART_LETTERS or asked.isdigit():
        return None
    return re.compile(r"\b" + r"[\s-]?".join(map(re.escape, asked)), re.IGNORECASE)


@lru_cache(maxsize=16_384)
def _words(text: str) -> frozenset[str]:
    """Return the distinct words of a passage in small letters, kept for the next question.

    "40 %" has the word "prosent", and numbers in words are there in figures too.
    """
    words = {word.text.lower() for word in split_words(text.replace("%", " prosent "))}
    return frozenset(words.union(_figures()[word] for word in words & _figures().keys()))


@lru_cache(maxsize=1)
def _figures() -> dict[str, str]:
    """Return numbers in words with their figures, without those that are other words too."""
    other = read_data("understanding.toml")["not_counts"]["words"]
    counts = read_rules().counts.items()
    return {word: str(number) for word, number in counts if word not in other}


@lru_cache(maxsize=65_536)
def _is_form_of(word: str, asked: str) -> bool:
    """Return whether `word` is an inflection of `asked`, or a compound that it begins or ends."""
    if word == asked or is_inflected(word, asked, "norwegian"):
        return True
    if len(asked) < MIN_COMPOUND_LETTERS:
        return False
    _, found, after = word.rpartition(asked)
    return word.startswith(asked) or bool(found and after in _endings())


@lru_cache(maxsize=4_096)
def _bases(asked: str) -> tuple[str, ...]:
    """Return what a word may be an inflection of: "startlånet" of "startlån"."""
    found = (asked.removesuffix(ending) for ending in BASE_ENDINGS if asked.endswith(ending))
    return tuple(base for base in found if len(base) > MIN_COMPOUND_LETTERS)


def _endings() -> list[str]:
    endings: list[str] = read_data("language.toml")["endings"]["norwegian"]
    return endings
