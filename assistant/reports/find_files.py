"""Find the files that a user means: those named, and those in folders that are reports."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FileMissing, FileRefused, FileTypeUnknown
from ingest.file_name import clean_name

READ = {".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"}
"""Suffixes of what is read in a folder; a file that is named is told by its content."""


@dataclass(frozen=True, slots=True)
class Found:
    """Name a file, and why it is not read, if so; `passed_over` is what lay about in a folder."""

    path: Path
    error: FileRefused | None = None
    passed_over: bool = False


def find_files(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield the files named, and every file in the folders named, by name."""
    for path in dict.fromkeys(paths):
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield Found(path)
        else:
            yield Found(path, FileMissing(file=clean_name(path), reason=os.strerror(2)))


def origin_of(path: Path) -> str:
    """Return the absolute path of a file as it can be written in a list."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def _inside(folder: Path) -> Iterator[Found]:
    closed: list[Found] = []

    def cannot(error: OSError) -> None:
        path = Path(error.filename)
        reason = error.strerror or str(error)
        closed.append(Found(path, FileMissing(file=clean_name(path), reason=reason)))

    for root, folders, names in os.walk(folder, onerror=cannot):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            hidden = name.startswith((".", "~$"))
            if path.is_file() and not hidden and (path.suffix.lower() in READ or _is_pdf(path)):
                yield Found(path)
            else:
                yield Found(path, FileTypeUnknown(file=clean_name(path)), passed_over=True)
    yield from closed


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False
