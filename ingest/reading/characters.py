"""Clean the characters of a line: ligatures, decomposed letters, invisible characters.

A `TracedText` is text that knows which characters of the PDF its own characters came from.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.reading.file_text import Run

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SPACES = re.compile(r"[\t\r\n\v\f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Control and format characters, private use, PDFium's marks for characters that it cannot name.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufe00-\ufe0f\ufeff\ufffc-\uffff\U000f0000-\U0010ffff]"
)
# One class: alternatives would be tried one after the other at every letter.
_UNCLEAN = re.compile(
    f"[{_SPACES.pattern[1:-1]}{_INVISIBLE.pattern[1:-1]}\ufb00-\ufb06\u0300-\u036f\u02da\u00a8]"
)


@dataclass(frozen=True, slots=True)
class TracedText:
    """A text, and the stretches of it that came from the PDF, in the order of the text."""

    text: str
    runs: tuple[Run, ...] = ()

    def __add__(self, other: "TracedText") -> "TracedText":
        moved = _moved(other.runs, len(self.text))
        return TracedText(self.text + other.text, _concatenated(self.runs, moved))

    def cut(self, start: int, end: int | None = None) -> "TracedText":
        """Return the part from `start` to `end`."""
        text = self.text[start:end]
        if not start and len(text) == len(self.text):
            return self
        runs: list[Run] = []
        for run in self.runs:
            first = max(run.start, start)
            length = min(run.start + run.length, start + len(text)) - first
            if length > 0:
                runs.append(Run(first - start, run.char + first - run.start, length))
        return TracedText(text, tuple(runs))


NO_TEXT = TracedText("")


def from_pdf(text: str, char: int) -> TracedText:
    """Return `text` traced to the PDF's characters from number `char` on."""
    return TracedText(text, (Run(0, char, len(text)),)) if text else NO_TEXT


def not_from_pdf(text: str) -> TracedText:
    """Return `text` without a trace: it is not in the PDF."""
    return TracedText(text)


def joined(parts: Iterable[TracedText]) -> TracedText:
    """Return all parts as one text; faster than adding them one by one."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for part in parts:
        for position, run in enumerate(part.runs):
            start = run.start + length
            last = runs[-1] if runs and not position else None
            if last and (last.start + last.length, last.char + last.length) == (start, run.char):
                runs[-1] = Run(last.start, last.char, last.length + run.length)
            else:
                runs.append(Run(start, run.char, run.length) if length else run)
        texts.append(part.text)
        length += len(part.text)
    return TracedText("".join(texts), tuple(runs))


def _moved(runs: tuple[Run, ...], by: int) -> tuple[Run, ...]:
    return tuple(Run(run.start + by, run.char, run.length) for run in runs) if by else runs


def _concatenated(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs of both; if the first of `after` continues the last of `before`, as one."""
    if before and after:
        last, first = before[-1], after[0]
        if (last.start + last.length, last.char + last.length) == (first.start, first.char):
            run = Run(last.start, last.char, last.length + first.length)
            return (*before[:-1], run, *after[1:])
    return before + after


def clean_characters(traced: TracedText) -> TracedText:
    """Return `traced` in NFC with single spaces, without invisible characters."""
    text = traced.text
    if not _UNCLEAN.search(text) and "  " not in text and unicodedata.is_normalized("NFC", text):
        return traced
    numbers = [-1] * len(text)
    for run in traced.runs:
        numbers[run.start : run.start + run.length] = range(run.char, run.char + run.length)
    letters: list[str] = []
    chars: list[int] = []
    for letter, char in zip(text, numbers, strict=True):
        if _INVISIBLE.match(letter):
            continue
        # LaTeX draws a ring behind its letter and two dots in front of it. An acute in front of a
        # letter may be meant for an apostrophe, and stays.
        if letter == "\u02da" and letters and letters[-1] in ("a", "A"):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + "\u030a")
            continue
        if letters and letters[-1] == "\u00a8" and letter in "aeiouyAEIOUY":
            letters[-1], chars[-1] = unicodedata.normalize("NFC", letter + "\u0308"), char
            continue
        if unicodedata.combining(letter) and letters:
            # Both become one character; if Unicode has none for them, the mark stays as it is.
            composed = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(composed) == 1:
                letters[-1] = composed
                continue
        plain = " " if _SPACES.match(letter) else _LIGATURES.get(letter)
        if plain is None:
            plain = unicodedata.normalize("NFC", letter)
        if plain == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(plain)
        chars.extend([char] * len(plain))
    return _trimmed(TracedText("".join(letters), _runs_of(chars)))


def _trimmed(traced: TracedText) -> TracedText:
    start = len(traced.text) - len(traced.text.lstrip(" "))
    return traced.cut(start, max(start, len(traced.text.rstrip(" "))))


def _runs_of(chars: list[int]) -> tuple[Run, ...]:
    """Return the stretches of `chars` that count up by one; -1 is in none."""
    runs: list[Run] = []
    start = 0
    for position in range(1, len(chars) + 1):
        if (
            position < len(chars)
            and chars[position] == chars[position - 1] + 1
            and chars[start] >= 0
        ):
            continue
        if chars[start] >= 0:
            runs.append(Run(start, chars[start], position - start))
        start = position
    return tuple(runs)
