"""Find the files that a user means: those named, and in the folders named those of known types."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FileMissing, FileRefused, FileTypeUnknown, Reason, system_reason
from ingest.file_name import clean_name

READ_SUFFIXES = {".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"}
"""Suffixes of the files in a folder that are read; a file that is named is told by its content."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found, and why it cannot be read, if so.

    `passed_over` marks a file in a folder that the user did not mean, such as a hidden one.
    """

    path: Path
    error: FileRefused | None = None
    passed_over: bool = False


def find_files(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield the files named, and every file in the folders named, sorted by name."""
    for path in dict.fromkeys(paths):
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield Found(path)
        else:
            yield Found(path, FileMissing(file=clean_name(path), reason=Reason.NOT_FOUND))


def origin_of(path: Path) -> str:
    """Return the absolute path of a file in characters that can be written to a list."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def _inside(folder: Path) -> Iterator[Found]:
    unlisted: list[Found] = []

    def cannot_list(error: OSError) -> None:
        path = Path(error.filename)
        refused = FileMissing(file=clean_name(path), reason=system_reason(error))
        unlisted.append(Found(path, refused))

    for root, folders, names in os.walk(folder, onerror=cannot_list):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if path.is_file() and not name.startswith((".", "~$")) and _is_read(path):
                yield Found(path)
            else:
                yield Found(path, FileTypeUnknown(file=clean_name(path)), passed_over=True)
    yield from unlisted


def _is_read(path: Path) -> bool:
    """Return whether a file in a folder is of a type that is read, by its suffix or as a PDF."""
    if path.suffix.lower() in READ_SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False
