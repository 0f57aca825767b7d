"""Offer a correction of words that neither the corpus nor the terms know; never force one."""

from collections.abc import Iterator

from assistant.search.terms import Terms, TermSet
from index.generation import Generation
from index.lexical import is_function_word, shared_prefix, split_words, stem
from ingest.norwegian.municipalities import counties

MIN_LETTERS = 5
"""Of shorter words too many are one letter apart ("leie", "leid")."""

TWO_EDITS_LETTERS = 9
"""Words of this many letters may differ by two edits, shorter ones by one."""


class Speller:
    """The words of a corpus and its terms, to correct a question by."""

    def __init__(self, generation: Generation, terms: Terms) -> None:
        """Collect the words of all passages and terms."""
        texts = [passage.encoded_text for passage in generation.passages]
        texts += [term for term_set in terms.sets for term in _words_of(term_set)]
        texts += counties()
        known = {word.text.lower() for text in texts for word in split_words(text)}
        self._stems = {stem(word) for word in known}
        self._words = sorted(word for word in known if len(word) >= MIN_LETTERS)

    def suggest(self, question: str) -> str | None:
        """Return `question` with its misspelt words corrected, or None if there are none."""
        parts, end = [], 0
        for word in split_words(question):
            better = self._correct(word.text)
            if better is not None:
                parts += [question[end : word.start], better]
                end = word.end
        return "".join([*parts, question[end:]]) if parts else None

    def _correct(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        lower = word.lower()
        known = is_function_word(lower) or stem(lower) in self._stems
        if len(lower) < MIN_LETTERS or known or not lower.isalpha():
            return None
        mistakes = 2 if len(lower) >= TWO_EDITS_LETTERS else 1
        # OSA counts two letters that changed places as one mistake.
        found = extractOne(lower, self._words, scorer=OSA.distance, score_cutoff=mistakes)
        if found is None or _form_of(lower, found[0]):
            return None
        better: str = found[0]
        return better.capitalize() if word[0].isupper() else better


def _form_of(word: str, known: str) -> bool:
    """Return whether a word is only another form of a known one ("kommunar", "kommuner")."""
    shared = shared_prefix(word, known)
    return shared >= len(known) - 2 and shared >= len(word) - 2


def _words_of(term_set: TermSet) -> Iterator[str]:
    yield from (*term_set.nb, *term_set.nn, *term_set.en, *term_set.related)
