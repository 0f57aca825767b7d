"""Follow a folder while the page is open: a subprocess syncs it after every change."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.reporter import Reporter
from assistant.reports.child import start_child
from assistant.reports.find_files import check_folder
from assistant.reports.snapshot import Snapshot, has_changed, take_snapshot
from assistant.settings import Settings
from assistant.show.texts import texts_in

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
    check_folder(folder)
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
        self.refused: set[str] = set()
        self.failed = ""

    def run(self) -> None:
        synced = self._in_step(None)
        for _ in self._changes():
            synced = self._in_step(synced)

    def end(self) -> None:
        self.stop.set()
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()

    def _changes(self) -> Iterator[None]:
        """Yield after every change, and each time that nothing was notified of for a while.

        Not every network drive notifies of changes, and a system may have no more room for notices.
        """
        from watchfiles import watch

        while not self.stop.is_set():
            changes = watch(
                self.folder,
                watch_filter=None,
                stop_event=self.stop,
                rust_timeout=int(1000 * RETRY_SECONDS),
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
            try:
                for _ in changes:
                    yield
            except (OSError, RuntimeError):
                self.stop.wait(RETRY_SECONDS)
                yield

    def _in_step(self, synced: Snapshot | None) -> Snapshot | None:
        """Sync until nothing has changed meanwhile; return what was synced, or None to try again.

        `synced` is what was synced before.
        """
        while not self.stop.is_set():
            now = self._snapshot()
            if synced is not None and not has_changed(synced, now):
                return synced
            synced = self._sync_settled(now)
            if synced is None:
                return None
        return synced

    def _sync_settled(self, seen: Snapshot) -> Snapshot | None:
        """Sync once no file changes; return the snapshot that was synced, or None to try again."""
        while not self.stop.wait(SETTLE_SECONDS) and has_changed(seen, now := self._snapshot()):
            seen = now
        return seen if not self.stop.is_set() and self._sync() else None

    def _snapshot(self) -> Snapshot:
        return take_snapshot(self.folder, self.settings.data)

    def _sync(self) -> bool:
        """Sync now, report the outcomes, and return whether nothing has to be tried again."""
        try:
            self.child = start_child(self.settings, "sync", str(self.folder), "--json")
        except OSError as error:
            self._report_failure(str(error))
            return False
        stdout, stderr = self.child.communicate()
        try:
            rows = json.loads(stdout)
        except ValueError:
            rows = None
        if self.stop.is_set():
            return False
        for row in rows or ():
            self._report(row)
        refused = {row["error"] for row in rows or () if row["state"] == "refused"}
        if rows is not None and (self.child.returncode == 0 or refused):
            self.refused = refused
            self.failed = ""
            return True
        # The last line of its errors says why it could do nothing, or not the rest.
        self._report_failure(stderr.strip().rpartition("\n")[2])
        return False

    def _report_failure(self, why: str) -> None:
        """Report why a sync failed, unless the one before it failed for the same reason."""
        if why != self.failed:
            self.reporter.say("adding.watch_failed", folder=self.folder, why=why)
        self.failed = why

    def _report(self, row: dict[str, str]) -> None:
        """Report what became of a file; a reason to refuse it is told when it is new."""
        if row["state"] == "refused":
            if row["error"] not in self.refused:
                self.reporter.say("adding.told", what=row["error"])
        elif row["state"] in ("added", "updated", "removed"):
            state = texts_in(self.settings.language)(f"adding.{row['state']}")
            self.reporter.say("adding.became", file=row["file"], state=state)
