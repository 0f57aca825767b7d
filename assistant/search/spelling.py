"""Offer a correction of words that neither the corpus nor the terms know; never force one."""

from assistant.search.terms import Terms
from index.generation import Generation
from index.lexical import is_function_word, split_words, stem
from ingest.norwegian.municipalities import counties

SHORTEST = 5
"""Letters: of shorter words too many are one letter apart ("leie", "leid")."""

LONG = 9
"""From so many letters a word may be two mistakes away, else one."""


class Speller:
    """Know the words of a corpus and its terms."""

    def __init__(self, generation: Generation, terms: Terms) -> None:
        """Gather the words of all passages and terms."""
        texts = [passage.encoded_text for passage in generation.passages]
        texts += [term for one in terms.sets for term in (*one.nb, *one.nn, *one.en, *one.related)]
        texts += counties()
        known = {word.text.lower() for text in texts for word in split_words(text)}
        self._stems = {stem(word) for word in known}
        self._words = sorted(word for word in known if len(word) >= SHORTEST)

    def suggest(self, question: str) -> str | None:
        """Return `question` with its misspelt words corrected, or None where there are none."""
        parts, at = [], 0
        for word in split_words(question):
            better = self._correct(word.text)
            if better is not None:
                parts += [question[at : word.start], better]
                at = word.end
        return "".join([*parts, question[at:]]) if parts else None

    def _correct(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        lower = word.lower()
        known = is_function_word(lower) or stem(lower) in self._stems
        if len(lower) < SHORTEST or known or not lower.isalpha():
            return None
        mistakes = 2 if len(lower) >= LONG else 1
        # OSA counts two letters that changed places as one mistake.
        found = extractOne(lower, self._words, scorer=OSA.distance, score_cutoff=mistakes)
        if found is None or _form_of(lower, found[0]):
            return None
        better: str = found[0]
        return better.capitalize() if word[0].isupper() else better


def _form_of(word: str, known: str) -> bool:
    """Say whether a word is only another form of a known one ("kommunar", "kommuner")."""
    shared = 0
    while shared < min(len(word), len(known)) and word[shared] == known[shared]:
        shared += 1
    return shared >= len(known) - 2 and shared >= len(word) - 2
