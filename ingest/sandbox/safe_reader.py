"""Read an untrusted file in a subprocess that can be killed."""

import json
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import errors
from ingest.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileRefused,
    FileTooLarge,
    FileTooLong,
)
from ingest.file_name import clean_name
from ingest.progress import Progress, no_progress
from ingest.reading.file_text import FileText, file_text_from
from ingest.sandbox.limits import LIMITS, OCR_LIMITS, Limits


def read_safely(
    path: Path,
    password: str | None = None,
    on_page: Progress = no_progress,
    limits: Limits | None = None,
    ocr: Sequence[str] = (),
) -> FileText:
    """Read the file at `path` within limits of pages, bytes, time and memory.

    Raises:
        FileRefused: it cannot be read, or not within the limits.
    """
    return SafeReader(password, tuple(ocr), limits).read(path, on_page)


@dataclass(frozen=True, slots=True)
class SafeReader:
    """Reads files within limits of pages, bytes, time and memory.

    `ocr` names the models that read the pages which are images (`ocr_languages`). OCR is slow, so
    OCR_LIMITS are the limits if none are given.
    """

    password: str | None = None
    ocr: tuple[str, ...] = ()
    limits: Limits | None = None

    def read(
        self, path: Path, on_page: Progress = no_progress, on_look: Callable[[], None] | None = None
    ) -> FileText:
        """Return the text of the file at `path`.

        `on_look` is called many times a second; what it raises ends the reading.

        Raises:
            FileRefused: it cannot be read, or not within the limits.
        """
        from ingest.sandbox.process import crashed, run_module  # works on Linux and macOS alone

        name = clean_name(path)
        limits = self.limits or (OCR_LIMITS if self.ocr else LIMITS)
        _check_file(path, name, limits)
        messages = _Messages(name, on_page, limits)

        def take(block: bytes) -> None:
            if on_look is not None:
                on_look()
            if block:
                messages.take(block)

        # The password goes by standard input: arguments can be read by every user of the machine.
        request = {
            "path": str(path.absolute()),
            "password": self.password,
            "ocr": self.ocr,
        }
        status, stderr_tail = run_module("ingest.sandbox.read_worker", request, limits, name, take)
        if messages.text is None:
            # The worker ended without an answer, so the file crashed it.
            raise crashed(name, status, stderr_tail)
        return messages.text


def _check_file(path: Path, name: str, limits: Limits) -> None:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise FileMissing.because(name, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise FileMissing(file=name, reason=stat.filemode(found.st_mode))
    if not found.st_size:
        raise FileEmpty(file=name)
    if found.st_size > limits.size:
        raise FileTooLarge(file=name, megabytes=limits.size // 1_000_000)


class _Messages:
    """The messages of the worker, none of which is trusted unless it is well formed."""

    def __init__(self, file: str, on_page: Progress, limits: Limits) -> None:
        self.file, self.on_page, self.limits = file, on_page, limits
        self.text: FileText | None = None
        self._line_so_far: list[bytes] = []

    def take(self, block: bytes) -> None:
        """Take a block of the worker's output, and act on each message that it completes.

        Raises:
            FileRefused: the worker says so, or a message is not well formed.
        """
        *lines, rest = block.split(b"\n")
        for line in lines:
            whole = b"".join((*self._line_so_far, line))
            self._line_so_far = []
            try:
                self._act_on(json.loads(whole))
            except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
                raise FileDamaged(file=self.file, reason=type(error).__name__) from error
        self._line_so_far.append(rest)

    def _act_on(self, message: list[Any]) -> None:
        match message:
            case ["page", int(done), int(total)]:
                if total > self.limits.pages:
                    raise FileTooLong(file=self.file, pages=self.limits.pages)
                self.on_page(done, total)
            case ["text", dict(row)]:
                self.text = file_text_from(row)
            case ["refused", str(kind), dict(fields)]:
                leaf = getattr(errors, kind)
                if not issubclass(leaf, FileRefused):
                    raise TypeError(kind)
                raise leaf(**{**fields, "file": self.file})
            case _:
                raise ValueError(str(message)[:40])
