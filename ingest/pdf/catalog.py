"""Find out, without parsing a PDF, whether its catalog may have an entry.

PDFium does not show the catalog, and pypdf takes longer to open a file than PDFium to read it. The
entry's name stands in the bytes of the file, or in one of its packed object streams.
"""

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")

MAX_OBJECT_STREAM_BYTES = 20_000_000
"""Of a packed stream no more is looked at."""


def names_in(path: Path, names: Sequence[bytes]) -> frozenset[bytes]:
    """Return those of `names`, such as b"/OCProperties", that the PDF at `path` may have.

    The object streams of an encrypted file cannot be looked into: it may have all of them.
    """
    data = path.read_bytes()
    found = {name for name in names if name in data}
    if len(found) == len(names):
        return frozenset(names)
    streams = [match.end() for match in _OBJECT_STREAM.finditer(data)]
    if streams and b"/Encrypt" in data:
        return frozenset(names)
    for position in streams:
        begin = _STREAM.search(data, position, position + 2_000)
        if not begin:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(
                data[begin.end() : begin.end() + MAX_OBJECT_STREAM_BYTES], MAX_OBJECT_STREAM_BYTES
            )
        except zlib.error:
            return frozenset(names)
        found.update(name for name in names if name in unpacked)
    return frozenset(found)
