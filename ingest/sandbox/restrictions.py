"""Restrict the process that reads a file, from inside, before it opens the file.

A worker needs to read files and to write to the pipes that join it with the program. The kernel
limits its memory and forbids that it writes files (`resource`); a new Linux also forbids all
changes of files and the network (`landlock.py`). An audit hook forbids the rest to Python code.
"""

import os
import sys
from collections.abc import Sequence

from ingest.sandbox.landlock import forbid_changes

PROGRAM_BYTES = 500_000_000
"""Address space for the program itself, on top of its file's; 96 MB were the most it took."""

_MAX_OPEN_FILES = 64  # the libraries' own modules, and the file
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN_EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.putenv", "shutil.", "ftplib.", "http.", "smtplib.",
    "urllib.", "webbrowser.", "pty.", "tempfile.", "sqlite3.",
)  # fmt: skip


def limit_resources(cpu: int, memory: int) -> None:
    """Have the kernel limit this process to `cpu` seconds and `memory` bytes, and no written file.

    The limit of memory is one of address space, and PROGRAM_BYTES more than `memory`.
    """
    _lower("RLIMIT_CPU", cpu, cpu + 1)
    _lower("RLIMIT_AS", memory + PROGRAM_BYTES, memory + PROGRAM_BYTES)
    _lower("RLIMIT_FSIZE", 0, 0)
    _lower("RLIMIT_CORE", 0, 0)
    _lower("RLIMIT_NOFILE", _MAX_OPEN_FILES, _MAX_OPEN_FILES)


def forbid(but: Sequence[str] = ()) -> None:
    """Forbid everything that reading a file does not need. `but` names events that stay allowed.

    The kernel forbids new processes (RLIMIT_NPROC), unless `but` names an event, and file changes
    and the network if it has Landlock. The audit hook comes on top of these. It is not a sandbox,
    as Python's documentation says of audit hooks: it binds Python code, and native code such as
    PDFium's walks past it. It is a second line of defence, and on macOS, which has no Landlock, the
    only one against Python code that a file has led to write files or to use the network.
    """

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            is_written = isinstance(mode, str) and bool(set(mode) & set("wax+"))
            is_created = isinstance(flags, int) and bool(flags & _WRITE_FLAGS)
            # A number is a file that is open already, such as a pipe.
            if (is_written or is_created) and not isinstance(path, int):
                raise PermissionError(event)
        elif event.startswith(_FORBIDDEN_EVENTS) and event not in but:
            raise PermissionError(event)

    if not but:
        _lower("RLIMIT_NPROC", 0, 0)  # does not bind the administrator
    forbid_changes()
    sys.addaudithook(refuse)


def _lower(name: str, soft: int, hard: int) -> None:
    """Set a limit, or its hard limit now if that is lower; do nothing if the system cannot."""
    import resource  # which Windows lacks

    limit = getattr(resource, name)
    _, hard_now = resource.getrlimit(limit)
    if hard_now != resource.RLIM_INFINITY:
        soft, hard = min(soft, hard_now), min(hard, hard_now)
    try:
        resource.setrlimit(limit, (soft, hard))
    except (ValueError, OSError):  # macOS has no limit of address space
        return
