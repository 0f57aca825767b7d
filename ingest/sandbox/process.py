"""Run a command that may take too much: it is watched, and killed with its whole group.

Works where there are process groups: Linux and macOS.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ingest.errors import FileDamaged, FileTooHungry, FileTooLarge, FileTooSlow
from ingest.sandbox.limits import Limits

_GLANCE = 0.03  # seconds between two looks at the clock and the memory
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
_BLOCK = 1 << 16


def run_module(
    module: str,
    asked: Mapping[str, Any],
    limits: Limits,
    file: str,
    on_output: Callable[[bytes], None],
) -> tuple[int, bytes]:
    """Run one of our modules, told on its standard input what is `asked` and what it may take.

    Raises:
        FileTooSlow, FileTooHungry, FileTooLarge, OSError: see `run_confined`.
    """
    given = json.dumps({**asked, "cpu": limits.cpu, "memory": limits.memory}).encode()
    # -P: a json.py beside the reports, where the command is run, must not be taken for Python's.
    command = [sys.executable, "-P", "-m", module]
    return run_confined(command, given, limits, file, on_output)


def crashed(file: str, status: int, words: bytes) -> FileDamaged:
    """Return the error of a file on which a process ended with these last words."""
    last = words.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return FileDamaged(file=file, reason=last[:200] or str(status))


def run_confined(
    command: Sequence[str],
    given: bytes,
    limits: Limits,
    file: str,
    on_output: Callable[[bytes], None],
) -> tuple[int, bytes]:
    """Run `command` with `given` on its standard input; return its exit status and last words.

    What it writes is handed to `on_output` as it comes; its last words are the end of its standard
    error. Whatever ends this function, an interrupt too, ends the command.

    Raises:
        FileTooSlow, FileTooHungry, FileTooLarge: it went over a limit; `file` is named.
        OSError: it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 a list, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )
    watch = _Watch(process, limits, file)
    try:
        words = _exchange(process, given, on_output, watch)
        # It has closed its output; what is left for it is to end.
        while process.poll() is None:
            watch.look()
            time.sleep(0.001)
    finally:
        _end(process)
    if process.returncode == -signal.SIGXCPU:
        raise FileTooSlow(file=file, seconds=limits.cpu)
    if process.returncode < 0 and watch.peak > limits.memory // 2:
        # Libraries abort when they are given no more; the last look was before that.
        raise FileTooHungry(file=file, megabytes=limits.memory // 1_000_000)
    return process.returncode, words


class _Watch:
    """Look at what a process has taken so far."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits, file: str) -> None:
        self.process = process
        self.limits = limits
        self.file = file
        self.peak = 0
        self.written = 0
        self._begun = time.monotonic()
        self._next = self._begun

    def wrote(self, block: bytes) -> None:
        self.written += len(block)
        if self.written > self.limits.answer:
            raise FileTooLarge(file=self.file, megabytes=self.limits.answer // 1_000_000)

    def look(self) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        if now - self._begun > self.limits.wall:
            raise FileTooSlow(file=self.file, seconds=self.limits.wall)
        self.peak = max(self.peak, _resident(self.process.pid))
        if self.peak > self.limits.memory:
            raise FileTooHungry(file=self.file, megabytes=self.limits.memory // 1_000_000)
        # Asking costs a process of its own where there is no /proc.
        self._next = now + (_GLANCE if _PROC.exists() else 20 * _GLANCE)


def _exchange(
    process: subprocess.Popen[bytes],
    given: bytes,
    on_output: Callable[[bytes], None],
    watch: _Watch,
) -> bytes:
    """Give the process its input and take its output until it closes it."""
    stdin, stdout, stderr = _streams(process)
    words = b""
    rest = memoryview(given)
    for stream in (stdin, stdout, stderr):
        os.set_blocking(stream.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdin, selectors.EVENT_WRITE)
        selector.register(stdout, selectors.EVENT_READ)
        selector.register(stderr, selectors.EVENT_READ)
        open_outputs = 2
        while open_outputs:
            ready = selector.select(_GLANCE)
            if not ready and process.poll() is not None:
                break  # it has ended, and what it started holds its outputs
            for key, _ in ready:
                if key.fileobj is stdin:
                    rest = _give(stdin.fileno(), rest)
                    if not rest:
                        selector.unregister(stdin)
                        stdin.close()
                    continue
                block = os.read(key.fd, _BLOCK)
                if not block:
                    selector.unregister(key.fileobj)
                    open_outputs -= 1
                elif key.fileobj is stdout:
                    watch.wrote(block)
                    on_output(block)
                else:
                    words = (words + block)[-_BLOCK:]
            watch.look()
    return words


def _give(descriptor: int, rest: memoryview) -> memoryview:
    try:
        return rest[os.write(descriptor, rest[:_BLOCK]) :]
    except BlockingIOError:
        return rest
    except BrokenPipeError:  # it has ended; its status says why
        return memoryview(b"")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process, with whatever it started, and close what joined us."""
    with suppress(ProcessLookupError, PermissionError):
        # Though it may have ended: its group lives as long as one that it started.
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # where it had not yet become a group; nothing where it has ended
    process.wait()
    for stream in _streams(process):
        stream.close()


def _streams(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if not (process.stdin and process.stdout and process.stderr):
        raise ValueError("started without pipes")
    return process.stdin, process.stdout, process.stderr


_PROC = Path("/proc/self/statm")


def _resident(pid: int) -> int:
    """Return the bytes of memory that the process holds; 0 when it has ended."""
    if _PROC.exists():
        try:
            return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE_SIZE
        except (OSError, IndexError):
            return 0
    done = subprocess.run(  # noqa: S603 a number is all it is given
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return int(done.stdout.strip() or 0) * 1024
