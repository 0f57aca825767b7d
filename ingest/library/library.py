"""The library: the files that were added, what was read from them, and the documents they make.

<data>/library/reports.toml             one [[report]] a file, which a user may edit
<data>/library/files/<sha256><suffix>   the file as it was added
<data>/library/texts/<sha256>.json      what was read from it, with the number of the reader
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.disk import locked, write_whole
from ingest.errors import FileDamaged, FileMissing, FileRefused, OcrMissing
from ingest.file_name import clean_name
from ingest.library.document import read_document
from ingest.library.listing import AddedFile
from ingest.norwegian.municipalities import counties
from ingest.pdf.ocr import ocr_languages
from ingest.reading.file_text import READER, FileText, Page, Run, file_text_from, file_text_json
from ingest.records import Document, Source
from ingest.sandbox.read_safely import read_safely

SUFFIXES = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "markdown": ".md", "text": ".txt"}
"""The suffix of a kept file by what it was found to be, whatever its own name says."""


def library_folder(data: Path) -> Path:
    """Return the folder of the library in a data folder."""
    return data / "library"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes.

    Raises:
        FileMissing: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileMissing(file=clean_name(path), reason=error.strerror or str(error)) from error


@contextmanager
def changing(library: Path) -> Iterator[None]:
    """Let this process alone change the library.

    Raises:
        DataBusy: another process is changing it.
        DataUnreadable, DiskFull: it cannot be written.
    """
    with locked(library, library.parent):
        for name in ("files", "texts"):
            (library / name).mkdir(exist_ok=True)
        yield


def tidy(library: Path, volumes: Sequence[AddedFile]) -> None:
    """Remove every kept file and text that no entry of the list names."""
    named = {volume.sha256 for volume in volumes}
    for folder in ("files", "texts"):
        for path in (library / folder).iterdir():
            if path.name.partition(".")[0] not in named or path.suffix == ".unfinished":
                path.unlink(missing_ok=True)


def keep(library: Path, path: Path, sha256: str, reading: FileText) -> None:
    """Keep a file and what was read from it.

    Raises:
        FileDamaged: it was changed while it was read.
        OSError: there is no room, or it may not be written.
    """
    kept = library / "files" / f"{sha256}{SUFFIXES[reading.kind]}"
    unfinished = kept.with_name(f"{kept.name}.unfinished")
    shutil.copyfile(path, unfinished)
    if sha256_of(unfinished) != sha256:
        raise FileDamaged(file=clean_name(path), reason="changed while it was being read")
    unfinished.replace(kept)
    _keep_reading(library, sha256, reading)


def kept_file(library: Path, sha256: str) -> Path | None:
    """Return the file of the library that has this checksum, or None where it is gone."""
    for suffix in SUFFIXES.values():
        path = library / "files" / f"{sha256}{suffix}"
        if path.is_file():
            return path
    return None


def kept_reading(library: Path, volume: AddedFile) -> FileText:
    """Return what was read from a volume's file; one that an older reader read is read again.

    Where that fails (a password was given once, OCR is no longer there), what the older reader read
    still holds.

    Raises:
        FileRefused: there is nothing but the file, and it is gone or cannot be read.
    """
    reading, reader = _cached(library, volume.sha256)
    if reading is not None and reader == READER:
        return reading
    path = kept_file(library, volume.sha256)
    try:
        if path is None:
            gone = library / "files" / volume.sha256
            raise FileMissing(file=str(gone), reason=volume.name)
        recognised = reading is not None and reading.quality.recognised
        again = read_safely(path, ocr=ocr_languages() if recognised else ())
    except (FileRefused, OcrMissing):
        if reading is None:
            raise
        return reading
    # What cannot be kept (no room, no right to write) is read anew the next time.
    with suppress(OSError):
        _keep_reading(library, volume.sha256, again)
    return again


def kept_text(library: Path, sha256: str) -> Path:
    """Return where what was read from the file with this checksum is kept."""
    return library / "texts" / f"{sha256}.json"


def known_reading(library: Path, sha256: str) -> FileText | None:
    """Return what was read from a file, by whatever reader, without the places of its words."""
    return _cached(library, sha256)[0]


def kept_page(library: Path, sha256: str, number: int) -> Page | None:
    """Return one page as it was read, with the places of its characters; None where it is not."""
    try:
        row = json.loads(kept_text(library, sha256).read_bytes())
        page = row["reading"]["pages"][number - 1]
        return Page(**{**page, "runs": tuple(Run(*run) for run in page["runs"])})
    except (OSError, LookupError, TypeError, ValueError):
        return None


def reading_is_current(library: Path, sha256: str) -> bool:
    """Say whether what was read from a file is there, by the reader of this version."""
    reading, reader = _cached(library, sha256)
    return reading is not None and reader == READER


def documents_with(
    documents: Sequence[Document], library: Path, volumes: Sequence[AddedFile]
) -> tuple[Document, ...]:
    """Return `documents`, those whose file was added read in full, and the new ones after them.

    Raises:
        FileRefused: a file of the library cannot be read; see `kept_reading`.
    """
    by_id = {volume.id: volume for volume in volumes}
    of_page = {document.id for document in documents}
    found = [
        added_document(by_id[d.id], kept_reading(library, by_id[d.id]), d) if d.id in by_id else d
        for d in documents
    ]
    found += [
        added_document(volume, kept_reading(library, volume))
        for volume in volumes
        if volume.id not in of_page
    ]
    return tuple(found)


def added_document(volume: AddedFile, reading: FileText, known: Document | None = None) -> Document:
    """Return the document of a volume; `known` is what the catalogue says of it, if it does."""
    source = Source(volume.name, volume.sha256)
    if known is None:
        known = Document(
            id=volume.id, kind="report", title=volume.name, text="", language="nb", source=source
        )
    # What stands in the list beats the reading, the language too.
    document = replace(read_document(known, reading, source), **volume.known)
    municipality = document.municipality
    return replace(document, county=counties().get(municipality) if municipality else None)


def _cached(library: Path, sha256: str) -> tuple[FileText | None, int | None]:
    """Return a kept reading, without the places of its characters, and the reader's number."""
    try:
        row: dict[str, Any] = json.loads(kept_text(library, sha256).read_bytes())
        number = int(row["number"])
        # A quote needs no places on the page, and they are most of the file.
        for page in row["reading"]["pages"]:
            page["runs"] = ()
        return file_text_from(row["reading"]), number
    except (OSError, KeyError, TypeError, ValueError):
        return None, None


def _keep_reading(library: Path, sha256: str, reading: FileText) -> None:
    row = {"number": READER, "reading": file_text_json(reading)}
    path = kept_text(library, sha256)
    write_whole(path, json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass"))
