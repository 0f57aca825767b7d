"""Offer a correction of words that neither lists, corpus nor terms know; never force one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.search.folding import folded
from assistant.search.terms import Terms, TermSet, is_inflected
from assistant.search.weak_words import is_weak
from assistant.search.word_lists import (
    LANGUAGES,
    MIN_PART_LETTERS,
    NORWEGIAN,
    is_compound,
    is_listed,
    is_word,
)
from index.lexical import Word, is_function_word, split_words, stem
from index.protocol import Generation
from ingest.norwegian.municipalities import counties

MIN_LETTERS = 5
"""Of shorter words too many are one letter apart ("leie", "leid")."""

TWO_EDITS_LETTERS = 9
"""Words of this many letters may differ by two edits, shorter ones by one."""

MIN_PART_LETTERS_KNOWN = 3
"""Of a part of a compound that is itself a word of the corpus."""

_DOUBLED = re.compile(r"(.)\1")


class Speller:
    """The words of a corpus and its terms, to correct a question by."""

    def __init__(self, generation: Generation, terms: Terms) -> None:
        """Collect the words of all passages and terms."""
        texts = [passage.encoded_text for passage in generation.passages]
        texts += [term for term_set in terms.sets for term in _words_of(term_set)]
        texts += counties()
        seen = Counter(word.text for text in texts for word in split_words(text))
        self._in_small_letters = {word for word in seen if word.islower()}
        self._times: Counter[str] = Counter()
        for word, times in seen.items():
            self._times[word.lower()] += times
        self._of_stem: dict[str, list[str]] = {}
        for word in self._times:
            self._of_stem.setdefault(stem(word), []).append(word)
        self._words: dict[str, dict[str, str]] = {}
        for word in self._times:
            if len(word) < MIN_LETTERS:
                continue
            plain = folded(word)
            self._words.setdefault(plain[0], {})[word] = plain

    def suggest(self, question: str) -> str | None:
        """Return `question` with its misspelt words corrected, or None if there are none."""
        parts, end = [], 0
        words = split_words(question)
        names = _names(words)
        for word in words:
            better = self._correct(word.text, is_name=word in names)
            if better is not None:
                parts += [question[end : word.start], better]
                end = word.end
        return "".join([*parts, question[end:]]) if parts else None

    def _correct(self, word: str, is_name: bool) -> str | None:
        lower = word.lower()
        if len(lower) < MIN_LETTERS or not lower.isalpha() or self._is_known(lower):
            return None
        # The lists take half a second to open: they are asked when there is something to offer.
        better = self._closest(lower, is_name)
        if better is None or is_listed(lower, LANGUAGES):
            return None
        # A mistake that is typical says more than a way to read the word as a compound or an
        # inflection: "gjennom-foring", "deltake-er".
        if not _is_typical_mistake(lower, better) and (
            is_inflected(lower, better) or is_word(lower) or is_compound(lower, self._is_part)
        ):
            return None
        if word.isupper():
            return better.upper()
        return better.capitalize() if word[0].isupper() else better

    def _is_known(self, word: str) -> bool:
        """Return whether the corpus or the terms have a word, in some form.

        The stem alone is not enough: it joins "bolliger" with "bolle".
        """
        forms = self._of_stem.get(stem(word), ())
        return is_function_word(word) or any(
            word == form or is_inflected(word, form) for form in forms
        )

    def _is_part(self, word: str) -> bool:
        """Return whether a word may be a part of a compound: a short one must be in the corpus."""
        if len(word) < MIN_PART_LETTERS:
            if len(word) < MIN_PART_LETTERS_KNOWN or is_weak(word):
                return False
            in_both = all(is_listed(word, (language,)) for language in NORWEGIAN)
            return word in self._times or (len(word) == MIN_PART_LETTERS - 1 and in_both)
        return word in self._times or is_listed(word)

    def _closest(self, word: str, is_name: bool) -> str | None:
        """Return the word of the corpus that `word` most likely is, a name for a name."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        mistakes = 2 if len(word) >= TWO_EDITS_LETTERS else 1
        plain = folded(word)
        # The first two letters may have changed places.
        likely = [
            (distance, OSA.distance(word, known), -self._times[known], known)
            for begin in dict.fromkeys(plain[:2])
            # OSA counts two letters that changed places as one mistake.
            for begins, distance, known in extract(
                plain,
                self._words.get(begin, {}),
                scorer=OSA.distance,
                score_cutoff=mistakes,
                limit=None,
                processor=None,
            )
            if _begins_alike(plain, begins) and not (is_name and known in self._in_small_letters)
        ]
        return min(likely)[-1] if likely else None


def _names(words: Sequence[Word]) -> set[Word]:
    """Return the words with a capital after the first, unless all have one."""
    later = [word for word in words[1:] if word.text[0].isalpha()]
    capitals = {word for word in later if word.text[0].isupper()}
    return capitals if len(capitals) < len(later) else set()


def _is_typical_mistake(word: str, better: str) -> bool:
    """Return whether two words differ in nothing but doubled letters, or æ, ø and å left out."""
    if word.isascii() and folded(word) == folded(better):
        return True
    return _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", better)


def _begins_alike(word: str, other: str) -> bool:
    """Return whether the first letter is the same, or the first two changed places.

    Who mistypes a word seldom mistypes its first letter: "sound" is not "round".
    """
    return word[0] == other[0] or word[:2] == other[1::-1]


def _words_of(term_set: TermSet) -> Iterator[str]:
    yield from (*term_set.nb, *term_set.nn, *term_set.en, *term_set.related)
