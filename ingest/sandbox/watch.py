"""Watch the time, memory and output of a subprocess, and raise an error over a limit."""

import mmap
import signal
import subprocess
import time
from pathlib import Path

from ingest.errors import FileTooHungry, FileTooLarge, FileTooSlow
from ingest.sandbox.limits import Limits

_LOOK_SECONDS = 0.03
_PS_LOOK_SECONDS = 0.6  # without /proc, each look at the memory starts a process
_PROC = Path("/proc/self/statm")


class Watch:
    """The limits of one running process, and what it has taken of them so far.

    The memory is watched because the kernel's limit of it is loose (`restrictions.PROGRAM_BYTES`
    comes on top, and macOS has none): address space is not resident memory.
    """

    def __init__(self, pid: int, limits: Limits, file: str) -> None:
        """Begin to watch the process `pid`; errors name `file`."""
        self.peak_bytes = 0
        self._pid = pid
        self._limits = limits
        self._file = file
        self._output_bytes = 0
        self._started = time.monotonic()
        self._next_look = self._started

    def count_output(self, size: int) -> None:
        """Count `size` more bytes of output.

        Raises:
            FileTooLarge: there are too many.
        """
        self._output_bytes += size
        if self._output_bytes > self._limits.answer:
            raise FileTooLarge(file=self._file, megabytes=self._limits.answer // 1_000_000)

    def look(self) -> None:
        """Look at the clock and at the memory, unless the last look was a moment ago.

        Raises:
            FileTooSlow, FileTooHungry: the process is over its limit.
        """
        now = time.monotonic()
        if now < self._next_look:
            return
        if now - self._started > self._limits.wall:
            raise FileTooSlow(file=self._file, seconds=self._limits.wall)
        self.peak_bytes = max(self.peak_bytes, resident_bytes(self._pid))
        if self.peak_bytes > self._limits.memory:
            raise self._too_hungry()
        self._next_look = now + (_LOOK_SECONDS if _PROC.exists() else _PS_LOOK_SECONDS)

    def explain(self, status: int) -> None:
        """Raise the error of the limit that ended the process, if its exit status tells of one.

        Raises:
            FileTooSlow: the kernel killed it after its seconds of CPU.
            FileTooHungry: a signal killed it when it had taken more than half of its memory.
        """
        if status == -signal.SIGXCPU:
            raise FileTooSlow(file=self._file, seconds=self._limits.cpu)
        # Libraries abort when they get no more memory, and the last look was before that.
        if status < 0 and self.peak_bytes > self._limits.memory // 2:
            raise self._too_hungry()

    def _too_hungry(self) -> FileTooHungry:
        return FileTooHungry(file=self._file, megabytes=self._limits.memory // 1_000_000)


def resident_bytes(pid: int) -> int:
    """Return the bytes that a process holds, or the one that it started that holds most.

    Returns 0 if it has ended. What they share, such as the program, counts for each of them.
    """
    if _PROC.exists():
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
            started = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        except (OSError, IndexError):
            return 0
        return max(pages * mmap.PAGESIZE, *map(resident_bytes, map(int, started)), 0)
    done = subprocess.run(
        ["/bin/ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=False
    )
    rows = (line.split() for line in done.stdout.splitlines())
    return max((int(row[2]) for row in rows if str(pid) in row[:2]), default=0) * 1024
