"""Tell which encoding from before UTF-8 a text is in, by the letters and words that it gives.

Each has other letters in the place of the same bytes: what is æøå on Windows was symbols and
capitals on the Macintosh and in DOS.
"""

import re
from collections.abc import Iterator
from itertools import islice

from ingest.reading.languages import words_in, words_with_accents

WINDOWS = "cp1252"

OLD_ENCODINGS = (
    WINDOWS, "mac_roman", "cp865", "cp850", "cp1250", "cp1251", "koi8_u", "cp1257", "cp1254",
    "iso8859_10", "cp1256", "cp1253", "cp1255",
)  # fmt: skip
"""Norwegian first: Windows, Macintosh, DOS (Nordic and Western). Then Windows' for Central European
and Cyrillic languages, Cyrillic before Windows, Baltic, Turkish,
Sámi, Arabic, Greek and Hebrew."""

MAX_SAMPLE_LINES, MAX_SAMPLE_BYTES = 400, 1 << 15
"""So much of a file is looked at: its lines that have other bytes than ASCII."""

WORD_POINTS = 3
"""A frequent word of a language says more than one sign that stands where none can."""

# A capital where a word begins, a small letter inside one or alone.
_NORWEGIAN_LETTER = re.compile(
    r"(?<![^\W\d_A-Z\u00c6\u00d8\u00c5])[\u00c6\u00d8\u00c5\u00e6\u00f8\u00e5](?=[^\W\d_])"
    r"|(?<=[a-z\u00e6\u00f8\u00e5])[\u00e6\u00f8\u00e5]"
    r"|\b[\u00e5\u00c5]\b"
)
_SIGNS = (
    r"\u00a1-\u00a3\u00a5\u00a6\u00a9\u00ae-\u00b4\u00b6-\u00b8\u00b9\u00ba\u00bc-\u00bf"
    r"\u00d7\u00f7\u2020-\u2022\u2039\u203a\u02c6\u02dc"
)
# A sign inside a word or where one begins, a capital after a small letter, a character that no one
# writes.
_WRONG = re.compile(
    rf"[^\W\d_][{_SIGNS}][^\W\d_]"
    r"|(?<!\w)[\u00ae\u00af\u00be\u00a1-\u00a3\u00a5][a-z]"
    r"|[a-z\u00df-\u00ff](?=[\u00c0-\u00de\u0152\u0160\u0178\u017d\u0410-\u042f])"
    r"|[\u00a4\u00ac\x80-\x9f]"
)


def decode_old(raw: bytes) -> str:
    """Return `raw` in the encoding that gives most letters and words that languages have."""
    sample = b"\n".join(islice(_lines_beyond_ascii(raw), MAX_SAMPLE_LINES))[:MAX_SAMPLE_BYTES]
    points = {name: _points(sample.decode(name, "replace")) for name in OLD_ENCODINGS}
    # On a tie the first wins, which is Windows'.
    return raw.decode(max(OLD_ENCODINGS, key=lambda name: points[name]), "replace")


def _lines_beyond_ascii(raw: bytes) -> Iterator[bytes]:
    return (line for line in raw.splitlines() if not line.isascii())


def _points(text: str) -> tuple[int, int]:
    """Return the points of a text, and how many Norwegian letters stand where they may."""
    accented = words_with_accents()
    words = sum(word in accented for word in words_in(text) if not word.isascii())
    wrong = len(_WRONG.findall(text)) + text.count("\ufffd")
    return WORD_POINTS * words - wrong, len(_NORWEGIAN_LETTER.findall(text))
