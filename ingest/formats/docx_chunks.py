"""Read the files that a document of Word takes in as parts of its text (altChunk).

Systems that write documents paste whole files so: most often HTML. Word shows their text as the
document's own, and makes it so when the document is saved.
"""

import re
from collections.abc import Iterator
from typing import Any

from ingest.formats.charset import decode
from ingest.formats.gathered import Gathered
from ingest.formats.html import html_root
from ingest.formats.html_lines import html_lines
from ingest.formats.unpaged import TextLine

_PACKAGE = b"PK\x03\x04"
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HEAD_CHARS = 4_096


class ChunkUnreadable(Exception):
    """A part of a document is of a type that is not read."""


def is_package(chunk: bytes) -> bool:
    """Return whether a part is a package, such as another document of Word."""
    return chunk.startswith(_PACKAGE)


def chunk_lines(chunk: bytes, content_type: str, gathered: Gathered) -> Iterator[TextLine]:
    """Return the lines of a part that is a web page, a web archive or plain text.

    Raises:
        ChunkUnreadable: it is none of them.
        FileDamaged: see `parse_html`.
    """
    if _MAIL.match(chunk[:_HEAD_CHARS]):
        chunk, content_type, charset = _page_of_archive(chunk)
    else:
        charset = ""
    if chunk.startswith(b"{\\rtf") or is_package(chunk):
        raise ChunkUnreadable
    if content_type in _HTML_TYPES or _MARKUP.match(decode(chunk[:_HEAD_CHARS])):
        return html_lines(html_root(chunk, "", charset), gathered, is_part=True)
    if content_type != "text/plain":
        raise ChunkUnreadable
    text = decode(chunk, charset)
    return (TextLine(line) for line in text.splitlines())


def _page_of_archive(archive: bytes) -> tuple[bytes, str, str]:
    """Return the page in a web archive, its type and its encoding."""
    from email import message_from_bytes

    parts = list(message_from_bytes(archive).walk())
    for content_type in (*_HTML_TYPES, "text/plain"):
        for part in parts:
            page: Any = part.get_payload(decode=True)
            if part.get_content_type() == content_type and isinstance(page, bytes):
                return page, content_type, part.get_content_charset("")
    raise ChunkUnreadable
