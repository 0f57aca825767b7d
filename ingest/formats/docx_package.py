"""Check the package of a document of Word before it is unpacked, and repair what Word accepts.

Two kinds of package open in Word and not in python-docx: "Strict Open XML", which is the same under
other names, and packages with references to missing parts, which add-ins leave behind.
"""

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Set
from typing import Any

from ingest.errors import FileDamaged, FileTooLarge, FileTypeUnknown

MAX_UNPACKED_BYTES = 300_000_000
"""Pictures are compressed already, and no text is this long."""

_MAX_REASON_CHARS = 100

_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


MAX_INNER_BYTES = 30_000_000
"""What a package inside another may unpack to."""


def word_package(content: bytes, file: str, most: int = MAX_UNPACKED_BYTES) -> io.BytesIO:
    """Return the package `content`, repaired so that python-docx can read it.

    It may unpack to `most` bytes. Errors name `file`.

    Raises:
        FileDamaged: it is cut short or malformed.
        FileTooLarge: it unpacks to more bytes than any report.
        FileTypeUnknown: it is a package of another program.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            # Python unpacks no more of a part than its size here, so a wrong size does no harm.
            if sum(part.file_size for part in package.infolist()) > most:
                raise FileTooLarge(file=file, megabytes=most // 1_000_000)
            if _MAIN not in package.read(_TYPES):
                raise FileTypeUnknown(file=file)
            repaired = _repaired_parts(package)
            return _with_parts(package, repaired) if repaired else io.BytesIO(content)
    except KeyError as error:
        raise FileTypeUnknown(file=file) from error
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError,
        LxmlError,
    ) as error:  # fmt: skip
        raise FileDamaged(file=file, reason=str(error)[:_MAX_REASON_CHARS]) from error


def _repaired_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the repaired content of the parts that have to be repaired, by name."""
    names = frozenset(package.namelist())
    taken_in: set[str] = set()
    strict = _STRICT.search(package.read("_rels/.rels")) is not None
    repaired: dict[str, bytes] = {}
    for name in sorted(names):
        if name.endswith(".rels"):
            part = package.read(name)
            kept = _without_dangling(name, _STRICT.sub(_TRANSITIONAL, part), names)
            if kept != part:
                repaired[name] = kept
            taken_in.update(_taken_in(name, kept))
        elif strict and name.endswith(".xml"):
            repaired[name] = _STRICT.sub(_TRANSITIONAL, package.read(name))
    inner = {name for name in taken_in & names if package.open(name).read(4) == _PACKAGE}
    if inner:
        repaired[_TYPES] = _as_bytes(package.read(_TYPES), inner)
    return repaired


def _taken_in(name: str, references: bytes) -> Iterator[str]:
    """Yield the names of the parts that a list of references takes in as text (altChunk)."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for reference in _parsed(references):
        if (reference.get("Type") or "").endswith("/aFChunk"):
            yield _part_name(folder, reference.get("Target") or "")


def _as_bytes(types: bytes, names: Set[str]) -> bytes:
    """Return the list of types of a package, with the packages inside it as mere bytes.

    python-docx would take one that is called a document of Word for XML.
    """
    from lxml import etree

    root = _parsed(types)
    override = f"{{{etree.QName(root).namespace}}}Override"
    for entry in root.findall(override):
        if (entry.get("PartName") or "").lstrip("/") in names:
            root.remove(entry)
    for name in sorted(names):
        entry = etree.SubElement(root, override)
        entry.set("PartName", f"/{name}")
        entry.set("ContentType", "application/octet-stream")
    return bytes(etree.tostring(root))


def _parsed(part: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _without_dangling(name: str, part: bytes, names: Set[str]) -> bytes:
    """Return a list of references without those to missing parts; `names` are all parts."""
    from lxml import etree

    root = _parsed(part)
    folder = posixpath.dirname(posixpath.dirname(name))
    dangling = [
        reference
        for reference in root
        if reference.get("TargetMode") != "External"
        and _part_name(folder, reference.get("Target") or "") not in names
    ]
    for reference in dangling:
        root.remove(reference)
    return etree.tostring(root) if dangling else part


def _part_name(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _with_parts(package: zipfile.ZipFile, parts: dict[str, bytes]) -> io.BytesIO:
    """Return the package with `parts` in place of its own; any of the others may be broken."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as out:
        for name in dict.fromkeys(package.namelist()):
            out.writestr(name, parts[name] if name in parts else package.read(name))
    return copy
