"""Write the live generation and the library to one file, and take them in from it, verified.

The file is a ZIP whose members are stored as they are: `contents.json`, which comes first and has
the formats, and the size and SHA-256 of every other member; then `index/...` and `library/...`.
As nothing is packed, what is taken in is never larger than the file that was given.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from index.errors import (
    ArchiveDamaged,
    ArchiveForeign,
    ArchiveNotWritten,
)
from index.generation import FORMAT, FileGeneration, open_live
from index.publication import IMPORTING, adopt_generation
from ingest.disk import locked, write_whole
from ingest.errors import DiskFull, EksempelfinnerError, FileMissing, reason_of
from ingest.library.library import Library

ARCHIVE_FORMAT = 1
"""Raise this if the archive is laid out in another way."""

_CONTENTS = "contents.json"
_MAX_CONTENTS_BYTES = 64 * 1024 * 1024
"""A line of each file: a library of a hundred thousand reports has some 30 MB of them."""

_CHUNK_BYTES = 1024 * 1024
_NAME = re.compile(r"[\w.#-]+", re.ASCII)
_LISTS = ("reports.toml", "away.toml")
_FOLDERS = ("files", "texts")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in the archive: its size in bytes and its checksum."""

    size: int
    sha256: str


def export_index(data: Path, file: Path) -> FileGeneration:
    """Write the live generation and the library of `data` to `file`, whole or not at all.

    Raises:
        IndexMissing, IndexDamaged, IndexOutdated, IndexForeign: see `open_live`; every block is
            checked.
        ArchiveNotWritten: the file cannot be written.
        DataBusy: another process is changing the library or building the index.
    """
    with _all_locked(data):
        generation = open_live(data)
        generation.check()
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            with unfinished.open("wb") as raw:
                _write(raw, generation, Library.of(data))
                raw.flush()
                os.fsync(raw.fileno())
            unfinished.replace(file)
        except OSError as error:
            raise ArchiveNotWritten(file=str(file), reason=reason_of(error)) from error
        finally:
            unfinished.unlink(missing_ok=True)
    return generation


def import_index(data: Path, file: Path) -> FileGeneration:
    """Make what is in the archive `file` the live generation and the library of `data`.

    All of it is verified before anything is replaced. If the process ends in between, the library
    is the old one or the new one, and the next command sees to it that the index is of it.

    Raises:
        ArchiveDamaged: it is no archive, or not as it was written.
        ArchiveForeign: it is of another format.
        FileMissing: it cannot be read.
        DataUnreadable, DiskFull, DataBusy: see `ingest.disk.locked`.
    """
    with _all_locked(data):
        stage = data / IMPORTING
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        try:
            _unpack(file, stage)
            _take_over(stage, data, _verified(stage, file))
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        return open_live(data)


@contextmanager
def _all_locked(data: Path) -> Iterator[None]:
    with Library.of(data).locked(), locked(data, data):
        yield


def _write(raw: IO[bytes], generation: FileGeneration, library: Library) -> None:
    names = {f"index/{path}": generation.folder / path for path in _below(generation.folder)}
    for name in _LISTS:
        if (library.folder / name).is_file():
            names[f"library/{name}"] = library.folder / name
    for folder in _FOLDERS:
        for inside in _below(library.folder / folder):
            if not inside.endswith(".unfinished"):
                names[f"library/{folder}/{inside}"] = library.folder / folder / inside
    members = {name: _member(path) for name, path in names.items()}
    contents = {
        "format": ARCHIVE_FORMAT,
        "index_format": FORMAT,
        "generation": generation.id,
        "files": {name: [member.size, member.sha256] for name, member in members.items()},
    }
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_CONTENTS), json.dumps(contents))
        for name, path in names.items():
            with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w") as target:
                shutil.copyfileobj(source, target, _CHUNK_BYTES)


def _below(folder: Path) -> list[str]:
    """Return the paths of the files below a folder, inside it; none of one that is not there."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _member(path: Path) -> _Member:
    with path.open("rb") as file:
        return _Member(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _unpack(file: Path, stage: Path) -> None:
    """Write every member of the archive below `stage`, each verified while it is written."""
    try:
        size = file.stat().st_size
        with file.open("rb") as raw, zipfile.ZipFile(raw) as archive:
            generation_id, members = _contents(archive)
            if sum(member.size for member in members.values()) > size:
                raise ArchiveDamaged(file=str(file))
            if sum(member.size for member in members.values()) > shutil.disk_usage(stage).free:
                raise DiskFull(folder=str(stage.parent))
            for name, member in members.items():
                path = stage / _place(name, generation_id)
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source:
                    _copy(source, path, member)
    except (
        zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, TypeError, EOFError,
        AttributeError, RuntimeError, RecursionError,
    ) as error:  # fmt: skip
        raise ArchiveDamaged(file=str(file)) from error
    except OSError as error:
        if error.filename == str(file):
            raise FileMissing.because(str(file), error) from error
        raise
    (stage / "current").write_text(generation_id, encoding="utf-8")


def _contents(archive: zipfile.ZipFile) -> tuple[str, dict[str, _Member]]:
    """Return the id of the generation and the members, of which all are there and no other is.

    Raises:
        ArchiveForeign: it is of another format.
        ValueError, LookupError, TypeError: it is not as it was written.
    """
    infos = archive.infolist()
    if any(info.compress_type != zipfile.ZIP_STORED or info.is_dir() for info in infos):
        raise ValueError("packed")
    if archive.getinfo(_CONTENTS).file_size > _MAX_CONTENTS_BYTES:
        raise ValueError("contents")
    values = json.loads(archive.read(_CONTENTS))
    for name, wanted in (("format", ARCHIVE_FORMAT), ("index_format", FORMAT)):
        if values[name] != wanted:
            raise ArchiveForeign(
                file=Path(archive.filename or "").name, built=str(values[name]), wanted=str(wanted)
            )
    members = {name: _Member(int(size), str(sha)) for name, (size, sha) in values["files"].items()}
    there = sorted((info.filename, info.file_size) for info in infos if info.filename != _CONTENTS)
    told = sorted((name, member.size) for name, member in members.items())
    if there != told or len(infos) != len(members) + 1:
        raise ValueError("members")
    if not _NAME.fullmatch(values["generation"]) or values["generation"].startswith("."):
        raise ValueError("generation")
    return values["generation"], members


def _place(name: str, generation_id: str) -> Path:
    """Return where a member belongs in a data folder.

    Raises:
        ValueError: it belongs nowhere there, such as one that leads out of it.
    """
    part, *inside = PurePosixPath(name).parts
    is_plain = all(_NAME.fullmatch(each) and not each.startswith(".") for each in inside)
    is_library = inside[:-1] == [] and inside[-1:] != [] and inside[0] in _LISTS
    is_library = is_library or (len(inside) == 2 and inside[0] in _FOLDERS)
    if name != "/".join([part, *inside]) or not inside or not is_plain:
        raise ValueError(name)
    if part == "index":
        return Path("generations", generation_id, *inside)
    if part == "library" and is_library:
        return Path("library", *inside)
    raise ValueError(name)


def _copy(source: IO[bytes], path: Path, member: _Member) -> None:
    """Write what is in a member.

    Raises:
        ValueError: it is of another size, or has another checksum.
    """
    checksum, left = hashlib.sha256(), member.size
    with path.open("xb") as target:
        while chunk := source.read(_CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                break
            checksum.update(chunk)
            target.write(chunk)
    if left != 0 or checksum.hexdigest() != member.sha256:
        raise ValueError(path.name)


def _verified(stage: Path, file: Path) -> FileGeneration:
    """Return the generation in `stage`, every block and list of which was read.

    Raises:
        ArchiveDamaged: one cannot be read.
    """
    try:
        generation = open_live(stage)
        generation.check()
        library = Library.of(stage)
        library.away()
        for entry in library.listing():
            if library.stored_text(entry.sha256) is None or library.path_of(entry.sha256) is None:
                raise ArchiveDamaged(file=str(file))
    except EksempelfinnerError as error:
        raise ArchiveDamaged(file=str(file)) from error
    return generation


def _take_over(stage: Path, data: Path, generation: FileGeneration) -> None:
    """Put what was verified into the data folder; the list of reports comes last."""
    new, library = Library.of(stage), Library.of(data)
    for folder in _FOLDERS:
        for inside in _below(new.folder / folder):
            # Files are named by their content, so that those of the old list stay as they are.
            (new.folder / folder / inside).replace(library.folder / folder / inside)
    adopt_generation(data, generation.folder, generation.manifest.corpus_sha256)
    # The list makes the change count. Before it, the next command builds the old one anew.
    for name in reversed(_LISTS):
        path, old = new.folder / name, library.folder / name
        if path.is_file() or old.is_file():
            write_whole(old, path.read_bytes() if path.is_file() else b"")
    library.prune()
