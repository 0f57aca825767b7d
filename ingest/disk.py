"""Write to the data folder: alone, whole or not at all, and with errors that a user understands."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import DataBusy, DataUnreadable, DiskFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def locked(folder: Path, data: Path) -> Iterator[None]:
    """Let this process alone change `folder` of the data folder `data`; make it where it is not.

    Raises:
        DataBusy: another process is changing it.
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
        # NumPy tells of a file cut short without saying why; there is only one reason.
        if error.errno in _NO_ROOM or (error.errno is None and "written" in str(error)):
            raise DiskFull(folder=str(data)) from error
        raise DataUnreadable(folder=str(data), reason=error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others see it whole or not at all, also after a loss of power."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
