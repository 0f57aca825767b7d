"""Decode the bytes of a text file."""

import codecs

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Norwegian text was written in this before UTF-8. A file that declares Latin-1 or ASCII is read as
# this too, as browsers do (WHATWG, Encoding): it is the same with more characters.
_WINDOWS = "cp1252"
_READ_AS_WINDOWS = ("iso8859-1", "ascii")


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of `raw` without its byte order mark; no bytes make this fail.

    The encoding is that of the byte order mark, else UTF-8 if the bytes are valid UTF-8, else the
    one that the file declares, else that of old Windows files.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_codec(declared), "replace")


def _codec(declared: str) -> str:
    """Return Python's name of a declared encoding; Windows' if it is not an encoding of text."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # "zip" is a codec but not an encoding of text
    except (LookupError, ValueError):
        return _WINDOWS
    return _WINDOWS if name in _READ_AS_WINDOWS else name
