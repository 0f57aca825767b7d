"""Standard input and output: they may be closed, full, or in a letter set without "å"."""

import errno
import io
import os
import sys

_UNWRITTEN = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EPIPE, errno.EINVAL,
}  # fmt: skip
"""A full disk, a terminal that was closed, a reader that ended. Windows says EINVAL of the last."""

_MODES = {"stdin": "r", "stdout": "w", "stderr": "w"}


def prepare_streams() -> None:
    """Give the process streams that can be read and written, whatever it was started with.

    A terminal that has no "å" or "–" gets "?" for it, and not a traceback. What is closed ("1>&-")
    reads and writes nothing; a file that is opened later must not come in its place.
    """
    for number, (name, mode) in enumerate(_MODES.items()):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is this one.
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def flush_streams() -> None:
    """Write what waits to be written; at the end of the process that would fail without a word.

    Raises:
        BrokenPipeError: nobody reads it.
        OSError: there is no room for it.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def is_unwritten(error: OSError) -> bool:
    """Return whether an error is of what is written to a stream, and not of a file that has a name.

    Those of the data folder have been told as such.
    """
    return error.filename is None and error.errno in _UNWRITTEN


def leave_streams() -> None:
    """Let go of output that cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
