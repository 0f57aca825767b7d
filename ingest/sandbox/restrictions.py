"""Bound what the process that reads a file may do, from inside it, before it sees the file.

It needs to read files, and to write to the pipe that joins it with its starter. The kernel holds
its memory and what it writes (`resource`), on a new Linux its files and the network altogether
(`landlock.py`); Python holds what else Python's own code would do (`sys.addaudithook`).
"""

import os
import resource
import sys
from collections.abc import Sequence

from ingest.sandbox.landlock import forbid_changes

PROGRAM = 500_000_000
"""Bytes of address space for the program itself, over its file's; 96 MB were the most it took."""

_OPEN_FILES = 64  # the libraries' own modules, and the file
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.putenv", "shutil.", "ftplib.", "http.", "smtplib.",
    "urllib.", "webbrowser.", "pty.", "tempfile.", "sqlite3.",
)  # fmt: skip


def limit_resources(cpu: int, memory: int) -> None:
    """Have the kernel hold this process to `cpu` seconds, `memory` bytes, and no written file."""
    _lower(resource.RLIMIT_CPU, cpu, cpu + 1)
    _lower(resource.RLIMIT_AS, memory + PROGRAM, memory + PROGRAM)
    _lower(resource.RLIMIT_FSIZE, 0, 0)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)


def forbid(but: Sequence[str] = ()) -> None:
    """Make all that reading a file does not need fail, except the events named in `but`."""

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            written = isinstance(mode, str) and bool(set(mode) & set("wax+"))
            made = isinstance(flags, int) and bool(flags & _WRITING)
            # A number is a file that is open already, such as a pipe.
            if (written or made) and not isinstance(path, int):
                raise PermissionError(event)
        elif event.startswith(_FORBIDDEN) and event not in but:
            raise PermissionError(event)

    if not but:
        _lower(resource.RLIMIT_NPROC, 0, 0)  # the kernel holds all but the administrator to it
    forbid_changes()
    sys.addaudithook(look)


def _lower(what: int, soft: int, hard: int) -> None:
    """Lower a limit; one that is lower already, or that this system does not know, stays."""
    _, own = resource.getrlimit(what)
    if own != resource.RLIM_INFINITY:
        soft, hard = min(soft, own), min(hard, own)
    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):  # macOS has no bound of address space
        return
