"""Follow a folder while the page is open: a process of its own syncs it after every change."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.reporter import Reporter
from assistant.settings import Settings
from assistant.show.texts import texts_in
from ingest.errors import FileMissing
from ingest.file_name import clean_name

QUIET = 1.0
"""Seconds without a change before a folder is read: a file that is being copied grows."""

AGAIN = 30.0
"""Seconds before what failed as a whole (another process was at it) is tried again."""


@contextmanager
def watching(settings: Settings, folder: Path | None, reporter: Reporter) -> Iterator[None]:
    """Keep the library in step with `folder` while the block runs; None follows nothing.

    Raises:
        FileMissing: there is no such folder.
    """
    if folder is None:
        yield
        return
    if not folder.is_dir():
        raise FileMissing(file=clean_name(folder), reason=os.strerror(2))
    watcher = _Watcher(settings, folder, reporter)
    thread = threading.Thread(target=watcher.run, daemon=True)
    thread.start()
    reporter.say("adding.watching", folder=folder)
    try:
        yield
    finally:
        watcher.end()
        thread.join(timeout=10)


class _Watcher:
    """Sync a folder after changes, in a process that can fail, be slow and be ended."""

    def __init__(self, settings: Settings, folder: Path, reporter: Reporter) -> None:
        self.settings, self.folder, self.reporter = settings, folder, reporter
        self.stop = threading.Event()
        self.child: subprocess.Popen[str] | None = None
        self.told: set[str] = set()

    def run(self) -> None:
        from watchfiles import watch

        synced = self._sync_settled()
        changes = watch(
            self.folder,
            watch_filter=None,
            stop_event=self.stop,
            rust_timeout=int(1000 * AGAIN),
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        # Also without a change that was noticed: not every network drive tells of them.
        for _ in changes:
            if synced is None or synced != _snapshot(self.folder):
                synced = self._sync_settled()

    def end(self) -> None:
        self.stop.set()
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def _sync_settled(self) -> dict[str, tuple[int, int]] | None:
        """Sync once nothing moves; return what the folder held, or None to try again."""
        seen = _snapshot(self.folder)
        while not self.stop.wait(QUIET) and (now := _snapshot(self.folder)) != seen:
            seen = now
        return seen if not self.stop.is_set() and self._sync() else None

    def _sync(self) -> bool:
        command = [sys.executable, "-P", "-m", "assistant.cli", "sync"]
        command += [str(self.folder), "--json"]
        options = self.settings.model_dump(include={"data", "corpus", "model", "language"})
        for name, value in options.items():
            command += [f"--{name}", str(value)] if value is not None else []
        # Questions go first: the child yields to the page.
        self.child = subprocess.Popen(  # noqa: S603
            ["nice", "-n", "10", *command] if os.name == "posix" else command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        out, said = self.child.communicate()
        try:
            rows = json.loads(out)
        except ValueError:
            rows = None
        if self.stop.is_set():
            return False
        for row in rows or ():
            self._tell(row)
        refused = any(row["state"] == "refused" for row in rows or ())
        if rows is not None and (self.child.returncode == 0 or refused):
            return True
        # It ended with a sentence on why nothing, or not the rest, could be done.
        why = said.strip().rpartition("\n")[2]
        if why not in self.told:
            self.reporter.say("adding.watch_failed", folder=self.folder, why=why)
        self.told.add(why)
        return False

    def _tell(self, row: dict[str, str]) -> None:
        """Say once what became of a file."""
        if row["state"] == "refused":
            if row["error"] not in self.told:
                self.reporter.say("adding.told", what=row["error"])
            self.told.add(row["error"])
        elif row["state"] in ("added", "updated", "removed"):
            state = texts_in(self.settings.language)(f"adding.{row['state']}")
            self.reporter.say("adding.became", file=row["file"], state=state)


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)  # noqa: PTH118
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            found[path] = (status.st_size, status.st_mtime_ns)
    return found
