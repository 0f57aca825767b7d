"""Look at the package of a document of Word before it is unpacked, and mend what Word forgives.

Two kinds that Word opens and python-docx does not: "Strict Open XML", the same under other names,
and packages with references to parts that are not there, which add-ins leave behind.
"""

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Set
from pathlib import Path

from ingest.errors import FileDamaged, FileTooLarge, FileTypeUnknown

LARGEST = 300_000_000
"""Bytes of a package unpacked: pictures do not shrink, and text has no such length."""

_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
_KNOWN = rb"http://schemas.openxmlformats.org/\1/2006/"


def word_package(path: Path) -> io.BytesIO:
    """Return the package at `path` as python-docx reads it.

    Raises:
        FileDamaged: it is cut short or not what it says it is.
        FileTooLarge: it unpacks to more than any report has.
        FileTypeUnknown: it is a package of another program.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(path) as package:
            # Python unpacks no more of a part than is said here: this holds for liars too.
            if sum(part.file_size for part in package.infolist()) > LARGEST:
                raise FileTooLarge(file=path.name, megabytes=LARGEST // 1_000_000)
            if _MAIN not in package.read("[Content_Types].xml"):
                raise FileTypeUnknown(file=path.name)
            mended = _mended(package)
            return _changed(package, mended) if mended else io.BytesIO(path.read_bytes())
    except KeyError as error:
        raise FileTypeUnknown(file=path.name) from error
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError,
        LxmlError,
    ) as error:  # fmt: skip
        raise FileDamaged(file=path.name, reason=str(error)[:100]) from error


def _mended(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts that have to be others, by name."""
    names = frozenset(package.namelist())
    strict = _STRICT.search(package.read("_rels/.rels")) is not None
    mended: dict[str, bytes] = {}
    for name in sorted(names):
        if name.endswith(".rels"):
            part = package.read(name)
            kept = _without_dangling(name, _STRICT.sub(_KNOWN, part), names)
            if kept != part:
                mended[name] = kept
        elif strict and name.endswith(".xml"):
            mended[name] = _STRICT.sub(_KNOWN, package.read(name))
    return mended


def _without_dangling(name: str, part: bytes, names: Set[str]) -> bytes:
    """Return a list of references without those to parts that are not there."""
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    folder = posixpath.dirname(posixpath.dirname(name))
    dangling = [
        reference
        for reference in root
        if reference.get("TargetMode") != "External"
        and _part(folder, reference.get("Target") or "") not in names
    ]
    for reference in dangling:
        root.remove(reference)
    return etree.tostring(root) if dangling else part


def _part(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _changed(package: zipfile.ZipFile, mended: dict[str, bytes]) -> io.BytesIO:
    """Return the package with other parts; every part is unpacked, and any may be broken."""
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as out:
        for name in dict.fromkeys(package.namelist()):
            out.writestr(name, mended[name] if name in mended else package.read(name))
    return changed
