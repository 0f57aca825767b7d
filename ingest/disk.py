"""Write to the data folder: one process at a time, and each file completely or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import DataBusy, DataUnreadable, DiskFull, reason_of

_DISK_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def locked(folder: Path, data: Path) -> Iterator[None]:
    """Lock `folder` in the data folder `data` against other processes, and make it if need be.

    Raises:
        DataBusy: another process has locked it.
        DiskFull: there is no room for what the block writes.
        DataUnreadable: it cannot be written, or the block meets another error of the disk.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            yield
    except Timeout as error:
        raise DataBusy(folder=str(data)) from error
    except OSError as error:
        # NumPy reports a file that was cut short without an errno; a full disk is the only reason.
        if error.errno in _DISK_FULL_ERRNOS or (error.errno is None and "written" in str(error)):
            raise DiskFull(folder=str(data)) from error
        raise DataUnreadable(folder=str(data), reason=reason_of(error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others see all of it or nothing, even after a loss of power."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
