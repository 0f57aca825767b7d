"""Mend the characters of a line: ligatures, decomposed letters, what cannot be seen.

A `Strip` is text whose every character knows its number in the PDF, or -1 where it has none.
"""

import re
import unicodedata
from dataclasses import dataclass

from ingest.reading import Run

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SPACES = re.compile(r"[\t\r\n\v\f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Control and format characters, private use, the marks of PDFium for a character it cannot name.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufe00-\ufe0f\ufeff\ufffc-\uffff\U000f0000-\U0010ffff]"
)
_ODD = re.compile(f"{_SPACES.pattern}|{_UNSEEN.pattern}|[\ufb00-\ufb06\u0300-\u036f\u02da]|  ")


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold a text and, for each of its characters, the number of PDFium's character or -1."""

    text: str
    chars: tuple[int, ...]

    def __add__(self, other: "Strip") -> "Strip":
        return Strip(self.text + other.text, self.chars + other.chars)

    def cut(self, start: int, end: int | None = None) -> "Strip":
        """Return the part from `start` to `end`."""
        return Strip(self.text[start:end], self.chars[start:end])


def unplaced(text: str) -> Strip:
    """Return `text` as a strip that is not in the PDF."""
    return Strip(text, (-1,) * len(text))


def mend(strip: Strip) -> Strip:
    """Return `strip` in NFC with single spaces, without what cannot be seen."""
    if not _ODD.search(strip.text) and unicodedata.is_normalized("NFC", strip.text):
        return strip
    text: list[str] = []
    chars: list[int] = []
    for letter, char in zip(strip.text, strip.chars, strict=True):
        if _UNSEEN.match(letter):
            continue
        if letter == "\u02da" and text and text[-1] in ("a", "A"):  # LaTeX's ring beside its letter
            text[-1] = unicodedata.normalize("NFC", text[-1] + "\u030a")
            continue
        if unicodedata.combining(letter) and text:
            # One character is left, or the mark stands as it is where Unicode has no such letter.
            composed = unicodedata.normalize("NFC", text[-1] + letter)
            if len(composed) == 1:
                text[-1] = composed
                continue
        plain = " " if _SPACES.match(letter) else _LIGATURES.get(letter)
        if plain is None:
            plain = unicodedata.normalize("NFC", letter)
        if plain == " " and (not text or text[-1] == " "):
            continue
        text.extend(plain)
        chars.extend([char] * len(plain))
    return _trimmed(Strip("".join(text), tuple(chars)))


def _trimmed(strip: Strip) -> Strip:
    start = len(strip.text) - len(strip.text.lstrip(" "))
    return strip.cut(start, max(start, len(strip.text.rstrip(" "))))


def runs_of(strip: Strip) -> tuple[Run, ...]:
    """Return the stretches of `strip` whose characters follow each other in the PDF too."""
    runs: list[Run] = []
    start, chars = 0, strip.chars
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
