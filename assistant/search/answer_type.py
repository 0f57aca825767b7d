"""Tell what kind of answer a question asks for, and whether a sentence has one.

"Hvor mange" asks for a number, "når" for a time, "hvem" for a name. A question may ask for none of
them. The words are data: `corpus/answer_types.toml`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus_data import read_data

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD_INSIDE = re.compile(r"(?<=[^\s.!?:«\"–•])\s+(\w)[\w-]+")
"""A word that does not begin a sentence; one with a capital is a name."""


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of answer: the phrases that ask for it, and the words that are one.

    Each of `asked` has a space before and after it, so that it is found in whole words alone. The
    words of `first` ask for it as the first word of a sentence.
    """

    name: str
    asked: tuple[str, ...]
    first: frozenset[str]
    words: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Return whether `text` has an answer of this kind."""
        if self.name == "name":
            return any(match[1].isupper() for match in _WORD_INSIDE.finditer(text))
        has_digit = any(map(str.isdecimal, text))
        return has_digit or not self.words.isdisjoint(_WORD.findall(text.lower()))


def answer_type(question: str) -> AnswerType | None:
    """Return the kind of answer that `question` asks for, or None.

    Of a story the last sentence that asks for one counts.
    """
    for sentence in reversed(_SENTENCE_END.split(question.strip())):
        words = _WORD.findall(sentence.lower())
        spaced = f" {' '.join(words)} "
        for each in _answer_types():
            begins = bool(words) and words[0] in each.first
            if begins or any(phrase in spaced for phrase in each.asked):
                return each
    return None


@lru_cache(maxsize=1)
def _answer_types() -> tuple[AnswerType, ...]:
    data = read_data("answer_types.toml")
    return tuple(
        AnswerType(
            name,
            tuple(f" {' '.join(phrase.split())} " for phrase in data[name]["asked"]),
            frozenset(data[name].get("first", ())),
            frozenset(data[name]["words"]),
        )
        # "hvor lenge" and "hvor mange" come before "hvor".
        for name in ("number", "time", "name")
    )
