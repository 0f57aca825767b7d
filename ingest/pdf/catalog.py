"""Find out, without parsing a PDF, whether its catalog may have an entry.

PDFium does not show the catalog, and pypdf takes longer to open a file than PDFium to read it. The
entry's name stands in the bytes of the file, or in the packed object stream that has the catalog.
"""

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

MAX_OBJECT_STREAM_BYTES = 20_000_000
"""Of an object stream no more is looked at."""

_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MAX_DICTIONARY_BYTES = 2_000
_CATALOG = re.compile(rb"/Root\s+(\d+)\s")
_OBJECT_NUMBERS = re.compile(rb"[\d\s]+")
_MAX_NUMBERS_BYTES = 8_000


def names_in(path: Path, names: Sequence[bytes]) -> frozenset[bytes]:
    """Return those of `names`, such as b"/OCProperties", that the PDF at `path` may have.

    The object streams of an encrypted file cannot be looked into: it may have all of them.
    """
    data = path.read_bytes()
    found = {name for name in names if name in data}
    streams = [match.end() for match in _OBJECT_STREAM.finditer(data)]
    if streams and b"/Encrypt" in data:
        return frozenset(names)
    catalogs = set(_CATALOG.findall(data))
    for position in streams:
        begin = _STREAM.search(data, position, position + _MAX_DICTIONARY_BYTES)
        if begin:
            objects = _unpacked_objects(data, begin.end(), catalogs)
            found.update(name for name in names if name in objects)
    return frozenset(found)


def _unpacked_objects(data: bytes, begin: int, numbers: set[bytes]) -> bytes:
    """Return the object stream that begins there, b"" if it has no object of one of `numbers`."""
    try:
        # First come the numbers of its objects and where each of them is.
        first = zlib.decompressobj().decompress(
            data[begin : begin + _MAX_NUMBERS_BYTES], _MAX_NUMBERS_BYTES
        )
        listed = _OBJECT_NUMBERS.match(first)
        if listed and listed.end() < len(first) and not numbers & set(listed[0].split()[::2]):
            return b""
        return zlib.decompressobj().decompress(data[begin:], MAX_OBJECT_STREAM_BYTES)
    except zlib.error:
        return b""
