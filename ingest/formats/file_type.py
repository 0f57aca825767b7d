"""Tell what a file is by its content; its name is asked only where that leaves it open."""

import re
from pathlib import Path
from typing import Literal

from ingest.errors import FileDamaged, FileLocked
from ingest.formats.charset import decode

FileType = Literal["pdf", "docx", "html", "markdown", "text"]

_HEAD = 1 << 16  # bytes
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
# Rich text, PostScript, XML, web archives, keys: text to the eye, and none that is to be quoted.
_OTHER = re.compile(
    r"\{\\rtf|%!PS|<\?xml|-----BEGIN |(?:From|MIME-Version|Content-Type):.*\n", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT = (".pdf", ".docx")
_MARKDOWN, _WEB = (".md", ".markdown"), (".html", ".htm")


def file_type(path: Path) -> FileType | None:
    """Return what the file at `path` is, or None where it is nothing that is read.

    Raises:
        FileDamaged: its name says that it is no text, and it is: most often a web page that says
            that the file was not to be had.
        FileLocked: it is an encrypted document of Word.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_OLE) and _ENCRYPTED in head + file.read():
            raise FileLocked(file=path.name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return "docx"  # what kind of package it is, its reader sees
    kind = _text_type(decode(head), path.suffix.lower())
    if kind is not None and path.suffix.lower() in _NO_TEXT:
        raise FileDamaged(file=path.name, reason=kind)
    return kind


def _text_type(text: str, suffix: str) -> FileType | None:
    if _CONTROL.search(text) or not text.strip():
        return None
    if _HTML.match(text) or (suffix in _WEB and text.lstrip().startswith("<")):
        return "html"
    if _OTHER.match(text.lstrip()):
        return None
    return "markdown" if suffix in _MARKDOWN else "text"
