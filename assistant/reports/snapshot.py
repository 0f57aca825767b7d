"""How the files of a followed folder look now, and whether that is another look than before."""

from pathlib import Path

from assistant.reports.find_files import is_read
from assistant.reports.folder_walk import is_hidden, walk_folder

Snapshot = dict[Path, tuple[int, int, int]]
"""The size in bytes of every file, and when its content and its entry changed in nanoseconds, by
its path; of a folder zeros. What is being downloaded, hidden or not meant is not in it."""

_FOLDER = (0, 0, 0)


def take_snapshot(folder: Path, data: Path) -> Snapshot:
    """Return how the files in `folder` look now; `data` is the program's own folder."""
    found: Snapshot = {}
    for walked in walk_folder(folder, data, lambda _: None):
        found[walked.path] = _FOLDER
        for path in (walked.path / name for name in walked.files if not is_hidden(name)):
            try:
                status = path.stat()
            except OSError:
                continue
            # A file of the same size and time may have been moved here in the place of another.
            found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def has_changed(before: Snapshot, now: Snapshot) -> bool:
    """Return whether a file came, went or changed that is of a type which is read.

    A log that something writes to all the time changes nothing.
    """
    if before.keys() - now.keys():
        return True
    changed = [path for path, look in now.items() if before.get(path) != look]
    return any(now[path] == _FOLDER or is_read(path) for path in changed)
