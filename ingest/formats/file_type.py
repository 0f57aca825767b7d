"""Detect the type of a file by its content, and by its name only if the content is ambiguous."""

import re
from pathlib import Path
from typing import Literal

from ingest.errors import FileDamaged, FileLocked, Reason
from ingest.formats.charset import decode

FileType = Literal["pdf", "docx", "html", "markdown", "text"]

PDF_HEAD, PDF_HEAD_BYTES = b"%PDF-", 1024
"""A PDF has the one somewhere in its first bytes."""

_HEAD_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
# Rich text, PostScript, XML, web archives and keys are text, but not text to quote.
_UNREADABLE = re.compile(r"\{\\rtf|%!PS|<\?xml|-----BEGIN ", re.I)
# A letter may begin with "From:", but only mail and web archives say how their parts are encoded.
_MAIL = re.compile(
    r"(?:[\w-]+:.*\n(?:[ \t]+\S.*\n)*)*?(?:MIME-Version:|Content-Type:[ \t]*[\w-]+/)", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SUFFIXES = (".pdf", ".docx")
_MARKDOWN_SUFFIXES, _HTML_SUFFIXES = (".md", ".markdown"), (".html", ".htm")


def file_type(path: Path) -> FileType | None:
    """Return the type of the file at `path`, or None if it is none that the program reads.

    Raises:
        FileDamaged: it is text under the name of a PDF or DOCX: most often a web page that says
            that the file could not be found.
        FileLocked: it is an encrypted document of Word.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head.startswith(_OLE) and _ENCRYPTED in head + file.read():
            raise FileLocked(file=path.name)
    if PDF_HEAD in head[:PDF_HEAD_BYTES]:
        return "pdf"
    if head.startswith(_ZIP):
        return "docx"  # its reader sees whether it is another kind of package
    kind = _text_type(decode(head), path.suffix.lower())
    if kind is not None and path.suffix.lower() in _BINARY_SUFFIXES:
        reason = Reason.HTML if kind == "html" else Reason.TEXT
        raise FileDamaged(file=path.name, reason=reason)
    return kind


def _text_type(text: str, suffix: str) -> FileType | None:
    if _CONTROL.search(text):
        return None
    if _HTML.match(text) or (suffix in _HTML_SUFFIXES and text.lstrip().startswith("<")):
        return "html"
    if _UNREADABLE.match(text.lstrip()) or _MAIL.match(text.lstrip().replace("\r\n", "\n")):
        return None
    return "markdown" if suffix in _MARKDOWN_SUFFIXES else "text"
