"""Read an untrusted file while the program does something else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from pathlib import Path
from threading import Event

from ingest.progress import Progress
from ingest.reading.file_text import FileText

_SHOW_SECONDS = 0.1

Read = Callable[[Path, Progress, Callable[[], None]], FileText]
"""Reads a file. It calls its last argument several times a second, and ends by what that raises."""


class _StoppedError(Exception):
    """Nobody wants the text any more."""


class Reading:
    """The reading of one file in a thread of its own."""

    def __init__(self, path: Path, read: Read) -> None:
        """Begin to read."""
        self.path = path
        self._stopped, self._page = Event(), (0, 0)
        self._pool = ThreadPoolExecutor(1)
        self._text = self._pool.submit(read, path, self._count, self._look)

    def result(self, on_page: Progress) -> FileText:
        """Wait for the text.

        Raises:
            FileRefused: the file cannot be read.
        """
        while not self._text.done():
            wait_for([self._text], _SHOW_SECONDS)
            if self._page[1]:
                on_page(*self._page)
        return self._text.result()

    def stop(self) -> None:
        """End the reading and its processes, unless they have ended."""
        self._stopped.set()
        self._pool.shutdown()

    def _count(self, done: int, total: int) -> None:
        self._page = done, total

    def _look(self) -> None:
        if self._stopped.is_set():
            raise _StoppedError
