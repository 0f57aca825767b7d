"""Decode the bytes of a text file."""

import codecs
import re
from collections import Counter

from ingest.formats.old_encodings import WINDOWS, decode_old
from ingest.formats.twice_encoded import once_decoded

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A file that declares Latin-1 or ASCII is read as Windows' encoding, as browsers do (WHATWG,
# Encoding): it is the same with more characters.
_READ_AS_WINDOWS = ("iso8859-1", "ascii")

MAX_WRONG_BYTES = 1.0
"""Bytes that are not UTF-8 for each sequence of bytes that is, in a file that is read as UTF-8 all
the same. A file in another encoding has next to no such sequences."""

HIGH_BYTES, HIGH_BYTES_SHARE = 3, 0.95
"""So many values make up that share of every second byte of UTF-16: zero, for spaces and marks at
least, the one of the script, and the one of dashes and quotation marks."""

LOST = "□"
"""Stands for a character that an earlier program could not read. Without it two letters that were
never neighbours would make another word."""

_CONTROL = frozenset(range(9)) | frozenset(range(14, 27))
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of `raw` without its byte order mark; no bytes make this fail.

    The encoding is that of the byte order mark, else UTF-8 if nearly all bytes are valid UTF-8,
    else the one that the file declares, else the old one that gives words.
    """
    return once_decoded(_decoded(raw, declared)).replace("\ufffd", LOST)


def _decoded(raw: bytes, declared: str) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    if unmarked := _utf_16_without_mark(raw):
        return raw.decode(unmarked, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (text := _nearly_utf_8(raw)) is not None:
        return text
    stated = _codec(declared)
    return decode_old(raw) if stated is None else raw.decode(stated, "replace")


def _nearly_utf_8(raw: bytes) -> str | None:
    """Return `raw` as UTF-8 with its other bytes as Windows would read them, None if it is not.

    A character that the end of the file cuts is left out.
    """
    whole = _without_cut_character(raw)
    wrong = 0

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        nonlocal wrong
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong += 1
        byte = error.object[error.start : error.start + 1]
        return byte.decode(WINDOWS, "replace"), error.start + 1

    codecs.register_error("eksempelfinner.windows", as_windows)
    text = whole.decode("utf-8", "eksempelfinner.windows")
    right = len(_SEQUENCE.findall(whole))
    return text if right and wrong <= MAX_WRONG_BYTES * right else None


def _without_cut_character(raw: bytes) -> bytes:
    """Return `raw` without the first bytes of a sequence of UTF-8 that its end cuts."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    decoder.decode(raw)
    pending, _ = decoder.getstate()
    return raw[: len(raw) - len(pending)]


def _utf_16_without_mark(raw: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, None if `raw` is something else.

    Every second byte is zero or that of one script; a zero in another place is a binary file's.
    """
    if len(raw) < 4 or 0 not in raw:
        return None
    halves = raw[1::2], raw[::2]
    for name, high, low in (
        ("utf-16-le", *halves),
        ("utf-16-be", *halves[::-1]),
    ):
        counts = Counter(high)
        common = sum(count for _, count in counts.most_common(HIGH_BYTES))
        plain = {second for first, second in zip(high, low, strict=False) if not first}
        is_text = counts[0] and 0 not in low and not plain & _CONTROL
        if is_text and common >= HIGH_BYTES_SHARE * len(high):
            return name
    return None


def _codec(declared: str) -> str | None:
    """Return Python's name of a declared encoding, None if it is not an encoding of text."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # "zip" is a codec but not an encoding of text
    except (LookupError, ValueError):
        return None
    return WINDOWS if name in _READ_AS_WINDOWS else name
