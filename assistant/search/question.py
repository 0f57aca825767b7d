"""Check a question as it was typed, and find its quoted phrases."""

import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import QuestionEmpty, QuestionTooLong, QuestionWithoutWords
from ingest.norwegian.language import detect_language
from ingest.records import Language

MAX_QUESTION_CHARS = 2000
"""About the 512 tokens that the encoder reads; it would ignore the rest, and nobody would know."""

_QUOTED = re.compile(r"\"([^\"]+)\"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was typed, and as it is searched for.

    `quoted` are the phrases that stood in quotation marks: they must be found as they stand.
    """

    typed: str
    text: str
    language: Language
    quoted: tuple[str, ...] = ()


def read_question(typed: str) -> Question:
    """Return the question in `typed`, its white space and control characters made single spaces.

    Raises:
        QuestionEmpty: there is nothing but space.
        QuestionTooLong: it has more than MAX_QUESTION_CHARS characters.
        QuestionWithoutWords: it has no letter and no digit.
    """
    # A lone surrogate comes from bytes that were not UTF-8; no later library accepts one.
    readable = typed.encode("utf-8", "replace").decode("utf-8")
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", readable)).strip()
    if not text:
        raise QuestionEmpty
    if len(text) > MAX_QUESTION_CHARS:
        raise QuestionTooLong(length=len(text), limit=MAX_QUESTION_CHARS)
    if not any(char.isalnum() for char in text):
        raise QuestionWithoutWords
    phrases = (phrase.strip() for groups in _QUOTED.findall(text) for phrase in groups)
    quoted = tuple(phrase for phrase in phrases if any(char.isalnum() for char in phrase))
    return Question(typed=typed, text=text, language=detect_language(text), quoted=quoted)
