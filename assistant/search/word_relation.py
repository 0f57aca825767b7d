"""Tell how two words are related by their letters: an inflection, a compound, another spelling."""

from functools import lru_cache

from assistant.search.folding import folded
from assistant.search.passage_words import MIN_FOLDED_LETTERS, PassageWords
from assistant.search.terms import is_inflected
from assistant.search.weak_words import is_weak
from index.lexical import shared_prefix, stem

SAME_WORD, SAME_MEANING, SAME_SPELLING, COMPOUND, RELATED = 1.0, 0.95, 0.9, 0.8, 0.6
"""How sure a match is by the kind of it; the encoder's is its cosine, which is 0.35 to 0.85."""

SHARED_LETTERS = 5
MIN_SPELLING_LIKENESS = 0.7
"""Two words are spelt alike if they begin with so many letters in common, or if so large a share of
their letters is in the same order."""

MIN_SAME_SPELLING = 0.88
"""Share of the letters of two words in the same order, folded, to be one word misspelt or in two
forms of the language: "vanskligstilte". "Utvikling" and "avvikling" have 0.78, "innbygger" and
"utbygger" 0.82."""

MIN_PART_LETTERS = 4
"""Of a word, to be found as the first or last part of a compound."""


def related_forms(asked: str, words: PassageWords) -> dict[str, float]:
    """Return the words of a passage that are forms of one that is asked for, and how sure each is.

    All are in small letters.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    found: dict[str, float] = {}
    for form in words.near(stem(asked)):
        sure = relation(asked, form)
        if sure is not None:
            found[form] = sure
    if len(asked) >= MIN_FOLDED_LETTERS:
        # What begins otherwise can still be the word misspelt.
        alike = extract(
            folded(asked),
            words.folded,
            scorer=Indel.normalized_similarity,
            score_cutoff=MIN_SAME_SPELLING,
            limit=None,
            processor=None,
        )
        for _, _, form in alike:
            if form not in found and not is_weak(form):
                found[form] = SAME_SPELLING
    return found


@lru_cache(maxsize=65_536)
def relation(asked: str, other: str) -> float | None:
    """Return how sure a word is a form of the one that is asked for, None if it is none.

    Both are in small letters. The words of the same passages meet those of a question many times.
    """
    asked_stem, other_stem = stem(asked), stem(other)
    if other_stem == asked_stem or is_inflected(asked, other):
        return SAME_WORD
    if is_weak(other):
        return None
    if _likeness(asked, other) >= MIN_SAME_SPELLING:
        return SAME_SPELLING
    is_compound = is_part(asked_stem, other_stem) or is_part(other_stem, asked_stem)
    return COMPOUND if is_compound else None


def is_part(part: str, word: str) -> bool:
    """Return whether a word is a compound that begins or ends with a shorter one, both as stems."""
    rest = len(word) - len(part)
    if len(part) < MIN_PART_LETTERS or rest < MIN_PART_LETTERS - 1:
        return False
    # What stands before has four letters too: "opprett" does not end with "rett".
    return word.startswith(part) or (rest >= MIN_PART_LETTERS and word.endswith(part))


def spelt_alike(one: str, other: str) -> bool:
    """Return whether two words begin alike or have most letters in the same order."""
    begin_alike = shared_prefix(one, other) >= SHARED_LETTERS
    return begin_alike or _likeness(one, other) >= MIN_SPELLING_LIKENESS


def _likeness(one: str, other: str) -> float:
    """Return the share of letters in the same order in two long words, 0 of short ones."""
    from rapidfuzz.distance import Indel

    if min(len(one), len(other)) < MIN_FOLDED_LETTERS:
        return 0.0
    return float(Indel.normalized_similarity(folded(one), folded(other)))
