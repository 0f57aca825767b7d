"""Check a question as it was typed, and find its quoted phrases."""

import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import QuestionEmpty, QuestionTooLong, QuestionWithoutWords
from ingest.norwegian.language import detect_language
from ingest.reading.one_form import cleaned_with_origins
from ingest.records import Language

MAX_QUESTION_CHARS = 2000
"""About the 512 tokens that the encoder reads; it would ignore the rest, and nobody would know."""

MAX_QUOTING_WORDS = 20
"""A question of more words tells a story."""

# Each style of quotation marks, and what closes it; Swedish marks are the same at both ends. A mark
# that nothing closes quotes nothing.
_CLOSING = {
    '"': '"\u201c\u201d',
    "\u201c": '\u201d\u201c"',
    "\u201d": '\u201d"',
    "\u201e": '\u201c\u201d"',
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
}
_QUOTED = re.compile(
    "|".join(
        f"{opening}([^{opening}{closing}]*)[{closing}]" for opening, closing in _CLOSING.items()
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was typed, and as it is shown and searched for.

    `text` is in the form that documents are read in. `searched` is what is encoded and analysed of
    it: all of it, unless words were understood as something else. `quote_spans` are the characters
    of `text` inside quotation marks, `quoted` the phrases there: they must be found as they stand.
    `origins` has the place in `typed` of each character of `text`.
    """

    typed: str
    text: str
    searched: str
    language: Language
    origins: tuple[int, ...]
    quote_spans: tuple[tuple[int, int], ...] = ()

    @property
    def quoted(self) -> tuple[str, ...]:
        """Return the phrases in quotation marks that must be found; none of a story's.

        Who tells a story quotes what somebody said or wrote to them.
        """
        if len(self.text.split()) > MAX_QUOTING_WORDS:
            return ()
        return tuple(self.text[start:end] for start, end in self.quote_spans)

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters `start` to `end` of the text stand in what was typed."""
        last = self.origins[end - 1] + 1
        while last < len(self.typed) and unicodedata.combining(self.typed[last]):
            last += 1
        return self.origins[start], last


NO_QUESTION = Question(typed="", text="", searched="", language="nb", origins=())
"""What an empty field asks: a list of all documents that pass the filters."""


def read_search(typed: str) -> Question:
    """Return the question in `typed`, or NO_QUESTION if there is nothing but space.

    Raises:
        QuestionTooLong, QuestionWithoutWords: see `read_question`.
    """
    try:
        return read_question(typed)
    except QuestionEmpty:
        return NO_QUESTION


def read_question(typed: str) -> Question:
    """Return the question in `typed`, in the form that documents are read in.

    Raises:
        QuestionEmpty: there is nothing but space.
        QuestionTooLong: it has more than MAX_QUESTION_CHARS characters.
        QuestionWithoutWords: it has no letter and no digit.
    """
    # A lone surrogate comes from bytes that were not UTF-8; no later library accepts one.
    text, origins = cleaned_with_origins(typed.encode("utf-8", "replace").decode("utf-8"))
    if not text:
        raise QuestionEmpty
    if len(text) > MAX_QUESTION_CHARS:
        raise QuestionTooLong(length=len(text), limit=MAX_QUESTION_CHARS)
    if not any(char.isalnum() for char in text):
        raise QuestionWithoutWords
    return Question(
        typed=typed,
        text=text,
        searched=text,
        language=detect_language(text),
        origins=origins,
        quote_spans=tuple(_quote_spans(text)),
    )


def _quote_spans(text: str) -> list[tuple[int, int]]:
    """Return the characters inside each pair of quotation marks, without spaces at their ends."""
    spans = []
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        phrase = text[start:end]
        if any(char.isalnum() for char in phrase):
            start += len(phrase) - len(phrase.lstrip())
            spans.append((start, start + len(phrase.strip())))
    return spans
