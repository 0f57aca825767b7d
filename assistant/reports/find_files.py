"""Find the files that a user means: those named, and in the folders named those of known types."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.reports.folder_walk import is_file, is_folder, is_hidden, is_inside, walk_folder
from ingest.errors import (
    FileMissing,
    FileNotMeant,
    FileRefused,
    FileTypeUnknown,
    FileUnfinished,
    FolderKnown,
    Reason,
)
from ingest.file_name import clean_name

READ_SUFFIXES = {".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"}
"""Suffixes of the files in a folder that are read; a file that is named is told by its content."""


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
        error = _why_missing(path)
        if error is not None:
            yield Found(path, error)
        elif is_file(path):
            yield Found(path)
        elif not is_folder(path):
            yield Found(path, FileMissing(file=clean_name(path), reason=Reason.NOT_FOUND))
        elif data is not None and is_inside(path, data):
            yield Found(path, FileNotMeant(file=clean_name(path)))
        else:
            yield from _inside(path, data)


def check_folder(folder: Path) -> None:
    """Do nothing if there is such a folder.

    Raises:
        FileMissing: there is none, or it cannot be reached.
    """
    if (error := _why_missing(folder)) is not None:
        raise error
    if not is_folder(folder):
        raise FileMissing(file=clean_name(folder), reason=Reason.NOT_FOUND)


def origin_of(path: Path) -> str:
    """Return the absolute path of a file in characters that can be written to a list.

    It is the same whichever links lead to the file, and however its folder is spelt.
    """
    return os.fsencode(os.path.realpath(path)).decode("utf-8", "backslashreplace")


def path_of(origin: str) -> Path:
    """Return the path that an origin in a list names, in the letters of this system."""
    # Where file names are not UTF-8, its own letters are the bytes that UTF-8 has for these.
    return Path(os.fsdecode(origin.encode("utf-8", "replace")))


def is_read(path: Path) -> bool:
    """Return whether a file in a folder is of a type that is read, by its suffix or as a PDF."""
    if path.suffix.lower() in READ_SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def _why_missing(path: Path) -> FileMissing | None:
    """Return why nothing at `path` can be reached; None if something can."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        return FileMissing.because(clean_name(path), error)
    return None


def _inside(folder: Path, data: Path | None) -> Iterator[Found]:
    unlisted: list[Found] = []

    def cannot_list(error: OSError) -> None:
        path = Path(error.filename)
        refused = FileMissing.because(clean_name(path), error)
        unlisted.append(Found(path, refused))

    for walked in walk_folder(folder, data, cannot_list):
        at = walked.path
        for name in walked.not_meant:
            yield Found(at / name, FileNotMeant(file=clean_name(at / name)), passed_over=True)
        for name in walked.known:
            yield Found(at / name, FolderKnown(file=clean_name(at / name)), passed_over=True)
        for name in walked.unfinished:
            yield Found(at / name, FileUnfinished(file=clean_name(at / name)), passed_over=True)
        for name in walked.files:
            path = at / name
            error = _why_passed_over(path, walked.unfinished, data)
            yield Found(path, error, passed_over=error is not None)
    yield from unlisted


def _why_passed_over(
    path: Path, unfinished: Sequence[str], data: Path | None
) -> FileRefused | None:
    """Return why a file in a folder is not read; None if it is.

    `unfinished` are the names of the downloads beside it.
    """
    name = clean_name(path)
    if is_hidden(path.name):
        return FileTypeUnknown(file=name)
    # What a link leads to may be away, or closed to us.
    if (missing := _why_missing(path)) is not None:
        return missing
    if data is not None and path.is_symlink() and is_inside(path, data):
        return FileNotMeant(file=name)
    # Firefox keeps the place of a file by an empty one while it downloads.
    is_awaited = any(each.startswith(f"{path.stem}.") for each in unfinished)
    if is_awaited and _is_empty(path):
        return FileUnfinished(file=name)
    # Neither a pipe nor a device is opened: that may never end.
    return None if is_file(path) and is_read(path) else FileTypeUnknown(file=name)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
