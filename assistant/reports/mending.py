"""Build a damaged index anew while the page is open, in a process of its own."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.reports.child import start_child
from assistant.settings import Settings
from index.errors import IndexDamaged

if TYPE_CHECKING:
    import subprocess

log = logging.getLogger(__name__)

RETRY_SECONDS, LONGEST_RETRY_SECONDS = 30.0, 3600.0
"""A build that failed, as another process had the lock or the disk is full, is tried again after
this time, and then each time after twice as long."""


@contextmanager
def mending(settings: Settings) -> Iterator["Mender"]:
    """Yield what mends the index until the block ends."""
    mender = Mender(settings)
    try:
        yield mender
    finally:
        mender.end()


class Mender:
    """Builds the index anew when it is told of damage; only what is damaged is made again."""

    def __init__(self, settings: Settings) -> None:
        """Mend the index of the data folder that the settings name."""
        self._settings = settings
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[str] | None = None
        self._is_due = False
        self._told: set[str] = set()

    def __call__(self, error: IndexDamaged, answered: bool) -> None:
        """Begin to mend, or once more after what is being done if this is other damage."""
        with self._lock:
            is_mending = self._thread is not None
            if self._stop.is_set() or (is_mending and error.file in self._told):
                return
            by = "the previous index answers" if answered else "no index answers"
            log.error("%s is damaged: %s, and it is built anew", error.file, by)
            self._told.add(error.file)
            self._is_due = True
            if not is_mending:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Stop mending."""
        self._stop.set()
        with self._lock:
            if self._child is not None and self._child.poll() is None:
                self._child.terminate()
            thread = self._thread
        if thread is not None:
            thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            with self._lock:
                # What is published last may be found damaged before its build has ended.
                if self._stop.is_set() or not self._is_due:
                    self._thread = None
                    return
                self._is_due = False
            self._build()

    def _build(self) -> None:
        """Build the index anew, however often it has to be tried."""
        wait = RETRY_SECONDS
        while True:
            with self._lock:
                if self._stop.is_set():
                    return
                child = self._child = start_child(self._settings, "build")
            _, stderr = child.communicate()
            if child.returncode == 0 or self._stop.is_set():
                return
            # The last line of its errors says why.
            log.error("the index is not mended: %s", stderr.strip().rpartition("\n")[2])
            if self._stop.wait(wait):
                return
            wait = min(2 * wait, LONGEST_RETRY_SECONDS)
