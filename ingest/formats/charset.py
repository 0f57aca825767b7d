"""Turn the bytes of a text file into characters."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Norwegian text was written in before UTF-8. What declares itself Latin-1 or ASCII is read as
# this too, as browsers do (WHATWG, Encoding): it is the same with more characters.
_OLD = "cp1252"
_SAME = ("iso8859-1", "ascii")


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of `raw`, without its byte order mark; no byte makes it fail.

    A byte order mark decides, then whether it is UTF-8, then the encoding that the file declares;
    what is left is the old Windows encoding.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_known(declared), "replace")


def _known(declared: str) -> str:
    """Return Python's name of a declared encoding; the old one where it is no encoding of text."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # "zip" is a codec, and no encoding of text
    except (LookupError, ValueError):
        return _OLD
    return _OLD if name in _SAME else name
