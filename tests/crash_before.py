"""Do something in a process that ends before the first, second, ... change to the disk."""

import os
import sys
from collections.abc import Callable

CRASHED = 9
WRITING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def ended_before(
    changes: int, work: Callable[[], object], under: tuple[str, ...] = ("",)
) -> tuple[str, int]:
    """Do `work` in a process that ends before its `changes`-th change; return which, and how.

    Only changes to what stands `under` these paths are counted.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _watch(changes, under, writer)
        work()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        doing = pipe.read()
    _, status = os.waitpid(child, 0)
    return doing, os.waitstatus_to_exitcode(status)


def _watch(changes: int, under: tuple[str, ...], writer: int) -> None:
    """End this process before the change."""
    left = changes

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if (event in WRITING or writes) and str(arguments[0]).startswith(under):
            left -= 1
            if left == 0:
                os.write(writer, f"{event} {arguments[0]}".encode())
                os._exit(CRASHED)

    sys.addaudithook(watch)
