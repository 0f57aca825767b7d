"""Follow a folder while the page is open: a subprocess syncs it after every change."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.reporter import Reporter
from assistant.reports.child import start_child
from assistant.reports.find_files import is_not_meant
from assistant.settings import Settings
from assistant.show.texts import texts_in
from ingest.errors import FileMissing, Reason
from ingest.file_name import clean_name

SETTLE_SECONDS = 1.0
"""A folder is synced after this time without a change: a file that is being copied grows."""

RETRY_SECONDS = 30.0
"""A sync that failed as a whole, most often as another process had the lock, is tried again after
this time."""


@contextmanager
def watching(settings: Settings, folder: Path | None, reporter: Reporter) -> Iterator[None]:
    """Keep the library in step with `folder` while the block runs, or do nothing if it is None.

    Raises:
        FileMissing: there is no such folder.
    """
    if folder is None:
        yield
        return
    if not folder.is_dir():
        raise FileMissing(file=clean_name(folder), reason=Reason.NOT_FOUND)
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
    """Syncs a folder after changes, in a subprocess, which may fail, be slow and be ended."""

    def __init__(self, settings: Settings, folder: Path, reporter: Reporter) -> None:
        self.settings, self.folder, self.reporter = settings, folder, reporter
        self.stop = threading.Event()
        self.child: subprocess.Popen[str] | None = None
        self.reported: set[str] = set()

    def run(self) -> None:
        from watchfiles import watch

        synced = self._sync_settled()
        changes = watch(
            self.folder,
            watch_filter=None,
            stop_event=self.stop,
            rust_timeout=int(1000 * RETRY_SECONDS),
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        # Compared at every timeout too: not every network drive notifies of changes.
        for _ in changes:
            if synced is None or synced != self._snapshot():
                synced = self._sync_settled()

    def end(self) -> None:
        self.stop.set()
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def _sync_settled(self) -> dict[str, tuple[int, int]] | None:
        """Sync once no file changes; return the snapshot that was synced, or None to try again."""
        seen = self._snapshot()
        while not self.stop.wait(SETTLE_SECONDS) and (now := self._snapshot()) != seen:
            seen = now
        return seen if not self.stop.is_set() and self._sync() else None

    def _snapshot(self) -> dict[str, tuple[int, int]]:
        return _snapshot(self.folder, self.settings.data)

    def _sync(self) -> bool:
        """Sync now, report the outcomes, and return whether nothing has to be tried again."""
        self.child = start_child(self.settings, "sync", str(self.folder), "--json")
        stdout, stderr = self.child.communicate()
        try:
            rows = json.loads(stdout)
        except ValueError:
            rows = None
        if self.stop.is_set():
            return False
        for row in rows or ():
            self._report(row)
        refused = any(row["state"] == "refused" for row in rows or ())
        if rows is not None and (self.child.returncode == 0 or refused):
            return True
        # The last line of its errors says why it could do nothing, or not the rest.
        why = stderr.strip().rpartition("\n")[2]
        if why not in self.reported:
            self.reporter.say("adding.watch_failed", folder=self.folder, why=why)
        self.reported.add(why)
        return False

    def _report(self, row: dict[str, str]) -> None:
        """Report what became of a file; a reason to refuse it is reported once."""
        if row["state"] == "refused":
            if row["error"] not in self.reported:
                self.reporter.say("adding.told", what=row["error"])
            self.reported.add(row["error"])
        elif row["state"] in ("added", "updated", "removed"):
            state = texts_in(self.settings.language)(f"adding.{row['state']}")
            self.reporter.say("adding.became", file=row["file"], state=state)


def _snapshot(folder: Path, data: Path) -> dict[str, tuple[int, int]]:
    """Return the size in bytes and the time of change in nanoseconds of every file, by its path."""
    found = {}
    for root, folders, names in os.walk(folder):
        # A sync changes the data folder itself.
        folders[:] = [name for name in folders if not is_not_meant(Path(root) / name, data)]
        for name in names:
            path = os.path.join(root, name)  # noqa: PTH118
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            found[path] = (status.st_size, status.st_mtime_ns)
    return found
