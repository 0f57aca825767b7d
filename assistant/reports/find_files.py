"""Find the files that a user means: those named, and in the folders named those of known types."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import (
    FileMissing,
    FileNotMeant,
    FileRefused,
    FileTypeUnknown,
    FileUnfinished,
    Reason,
    system_reason,
)
from ingest.file_name import clean_name

READ_SUFFIXES = {".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"}
"""Suffixes of the files in a folder that are read; a file that is named is told by its content."""

_SYSTEM_FOLDERS = {
    "#recycle", "@recycle", "@recently-snapshot", "$recycle.bin", "recycler", "recycled",
    "system volume information", "@eadir", "#snapshot", "~snapshot", "lost+found", "__macosx",
    "@tmp", "network trash folder", "temporary items", "@sharebin", "@snapshot", "@__thumb",
    "@appstore", "@database", "$windows.~bt", "found.000", "trashbox",
}  # fmt: skip
"""Folders in small letters in which Synology, QNAP, NetApp, Windows and macOS keep what was deleted
or what is their own. A folder whose name begins with a dot is theirs as well."""

_UNFINISHED_SUFFIXES = {
    ".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp",
    ".unfinished", ".!ut", ".!qb", ".aria2", ".fdmdownload", ".dtapart", ".xltd",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file or folder that was found, and why it cannot be read, if so.

    `passed_over` marks what the user did not mean, such as a hidden file in a folder.
    """

    path: Path
    error: FileRefused | None = None
    passed_over: bool = False


def find_files(paths: Sequence[Path], data: Path | None = None) -> Iterator[Found]:
    """Yield the files named, and every file in the folders named, sorted by name.

    Nothing in the folder `data` is found by its folder: there the program keeps copies.
    """
    for path in dict.fromkeys(paths):
        if path.is_dir() and data is not None and _is_inside(path, data):
            yield Found(path, FileNotMeant(file=clean_name(path)))
        elif path.is_dir():
            yield from _inside(path, data)
        elif path.is_file():
            yield Found(path)
        else:
            yield Found(path, FileMissing(file=clean_name(path), reason=Reason.NOT_FOUND))


def origin_of(path: Path) -> str:
    """Return the absolute path of a file in characters that can be written to a list.

    It is the same whichever links lead to the file, and however its folder is spelt.
    """
    return os.fsencode(os.path.realpath(path)).decode("utf-8", "backslashreplace")


def is_not_meant(folder: Path, data: Path | None) -> bool:
    """Return whether a folder is a recycle bin, a file system's own, or the program's data."""
    if folder.name.casefold() in _SYSTEM_FOLDERS or data is None:
        return folder.name.casefold() in _SYSTEM_FOLDERS
    return origin_of(folder) == origin_of(data) or _is_same(folder, data)


def _is_inside(folder: Path, data: Path) -> bool:
    """Return whether a folder is the program's data or lies in it."""
    own = Path(os.path.realpath(folder))
    return any(_is_same(each, data) for each in (own, *own.parents))


def _is_same(folder: Path, data: Path) -> bool:
    """Return whether two paths are one folder, be it by a share that is mounted twice."""
    try:
        return folder.samefile(data)
    except OSError:
        return False


def _inside(folder: Path, data: Path | None) -> Iterator[Found]:
    unlisted: list[Found] = []

    def cannot_list(error: OSError) -> None:
        path = Path(error.filename)
        refused = FileMissing(file=clean_name(path), reason=system_reason(error))
        unlisted.append(Found(path, refused))

    for root, folders, names in os.walk(folder, onerror=cannot_list):
        at = Path(root)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if is_not_meant(at / name, data)]:
            folders.remove(name)
            yield Found(at / name, FileNotMeant(file=clean_name(at / name)), passed_over=True)
        # Safari downloads into a folder.
        for name in [name for name in folders if _is_unfinished(name)]:
            folders.remove(name)
            yield Found(at / name, FileUnfinished(file=clean_name(at / name)), passed_over=True)
        # Firefox keeps the place of a file by an empty one while it downloads.
        awaited = {name.rpartition(".")[0] for name in (*names, *folders) if _is_unfinished(name)}
        for name in sorted(names):
            path = at / name
            if _is_unfinished(name) or (name in awaited and _is_empty(path)):
                yield Found(path, FileUnfinished(file=clean_name(path)), passed_over=True)
            elif path.is_file() and not name.startswith((".", "~$")) and _is_read(path):
                yield Found(path)
            else:
                yield Found(path, FileTypeUnknown(file=clean_name(path)), passed_over=True)
    yield from unlisted


def _is_unfinished(name: str) -> bool:
    return Path(name).suffix.casefold() in _UNFINISHED_SUFFIXES


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _is_read(path: Path) -> bool:
    """Return whether a file in a folder is of a type that is read, by its suffix or as a PDF."""
    if path.suffix.lower() in READ_SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False
