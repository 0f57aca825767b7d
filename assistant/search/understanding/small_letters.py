"""Read a question in capitals, or In Title Case, in small letters, with its names restored.

The encoder knows words by their case: "TILVISNINGSAVTALE" is to it a row of letters.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from assistant.search.understanding.rules import read_rules
from index.lexical import is_function_word, split_words

MAX_ABBREVIATION_LETTERS = 6


class SmallLetters:
    """Know the names and abbreviations that keep their capitals."""

    def __init__(self, names: Iterable[str], texts: Iterable[str]) -> None:
        """Take names as they are written, and the texts whose abbreviations are known."""
        self._names = tuple(names)
        self._texts = tuple(texts)

    def read(self, text: str) -> tuple[str, bool]:
        """Return `text` as it is to be read, of the same length, and whether that is new."""
        if not (_is_in_capitals(text) or self._is_in_title_case(text)):
            return text, False
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
        read = self._pattern.sub(self._restored, small)
        return read, read != text

    @cached_property
    def _written(self) -> dict[str, str]:
        """Return each name and abbreviation by its small letters."""
        also_words = read_rules().also_words
        names = {name.lower(): name for name in self._names if name.lower() not in also_words}
        return {**self._abbreviations, **names}

    @cached_property
    def _abbreviations(self) -> dict[str, str]:
        """Return the words that the texts write in capitals and never in small letters."""
        words = {word.text for text in self._texts for word in split_words(text)}
        return {
            word.lower(): word
            for word in words
            if 1 < len(word) <= MAX_ABBREVIATION_LETTERS
            and word.isalpha()
            and word.isupper()
            and word.lower() not in words
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._written, key=len, reverse=True)
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?=s?(?!\w))")

    def _is_in_title_case(self, text: str) -> bool:
        """Return whether every word but those that only join others begins with a capital.

        A sentence begins with one, and so do names: another word must have one for no reason.
        """
        words = [word for word in split_words(text) if word.text[0].isalpha()]
        small = text.lower()
        if len(small) != len(text):
            return False
        names = [match.span() for match in self._pattern.finditer(small)]
        without_reason = [
            word
            for word in words[1:]
            if word.text[0].isupper()
            and word.text.lower() not in read_rules().also_words
            and not any(start <= word.start and word.end <= end + 1 for start, end in names)
        ]
        content = [word for word in words if not is_function_word(word.text)]
        return bool(without_reason) and all(word.text[0].isupper() for word in content)

    def _restored(self, match: re.Match[str]) -> str:
        written = self._written[match[0]]
        return written if len(written) == len(match[0]) else match[0]


def _is_in_capitals(text: str) -> bool:
    """Return whether most letters are capitals; an abbreviation alone is written so."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) * 2 > len(letters)
