"""Tell bokmål, nynorsk and English apart by the words that only one of them has.

The two forms of Norwegian share so many words that a general language detector is unsure of a
short question; the words that differ are few and frequent. `corpus/language.toml` lists them.
On the judged questions in bokmål, nynorsk and English (`docs/benchmarks.md`) it makes no mistake.
"""

import re
from collections import Counter
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.records import LANGUAGES, Language

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _words_and_stems() -> tuple[dict[str, Language], tuple[tuple[str, Language], ...]]:
    data = read_data("language.toml")
    words = {word: language for language in LANGUAGES for word in data[language]["words"]}
    stems = tuple((stem, language) for language in LANGUAGES for stem in data[language]["stems"])
    return words, stems


def detect_language(text: str) -> Language:
    """Return the language with most evidence in `text`; bokmål if there is none.

    A listed function word counts one, a word that begins with a listed stem two: a question of bare
    keywords has no function words, so that its stems must decide.
    """
    words, stems = _words_and_stems()
    score: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    all_stems = tuple(stem for stem, _ in stems)
    # A report repeats each word some ten times, and few words begin with a stem: count each once.
    for word, count in Counter(_WORD.findall(text.lower())).items():
        if word in words:
            score[words[word]] += count
        elif word.startswith(all_stems):
            for stem, language in stems:
                if word.startswith(stem):
                    score[language] += 2 * count
                    break
    # On a tie the first of LANGUAGES wins, which is bokmål.
    return max(LANGUAGES, key=lambda language: score[language])
