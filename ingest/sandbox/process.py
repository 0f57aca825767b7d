"""Run a command that may take too much: it is watched, and killed with its whole process group.

It needs the process groups of Linux and macOS. Nothing that Windows lacks is looked up on import.

One thread does all of this with a selector. A thread for each stream would be shorter, but a
process that has left the group and still holds a pipe would keep it waiting, without any limit.
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
from typing import IO, Any

from ingest.errors import FileDamaged
from ingest.sandbox.limits import Limits
from ingest.sandbox.watch import Watch

_SELECT_SECONDS = 0.03
_BLOCK_BYTES = 1 << 16
_MAX_REASON_CHARS = 200


def run_module(
    module: str,
    request: Mapping[str, Any],
    limits: Limits,
    file: str,
    on_output: Callable[[bytes], None],
) -> tuple[int, bytes]:
    """Run one of our modules in a subprocess.

    `request` and the limits that the module sets itself go to its standard input as JSON. Returns
    what `run_confined` returns.

    Raises:
        FileTooSlow, FileTooHungry, FileTooLarge, OSError: see `run_confined`.
    """
    given = json.dumps({**request, "cpu": limits.cpu, "memory": limits.memory}).encode()
    # -P: a json.py beside the reports, where the command is run, must not be taken for Python's.
    command = [sys.executable, "-P", "-m", module]
    return run_confined(command, given, limits, file, on_output)


def crashed(file: str, status: int, stderr_tail: bytes) -> FileDamaged:
    """Return the error for a file on which a process crashed: the last line of `stderr_tail`."""
    last_line = stderr_tail.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return FileDamaged(file=file, reason=last_line[:_MAX_REASON_CHARS] or str(status))


def run_confined(
    command: Sequence[str],
    given: bytes,
    limits: Limits,
    file: str,
    on_output: Callable[[bytes], None],
) -> tuple[int, bytes]:
    """Run `command` with `given` as its standard input.

    Its standard output is handed to `on_output` block by block, as it comes; while none comes, no
    bytes are, many times a second, so that `on_output` can end the command by an exception at any
    time. Whatever ends this function, an interrupt too, ends the command and all that it started.
    Returns the exit status and the last 64 kB of standard error.

    Raises:
        FileTooSlow, FileTooHungry, FileTooLarge: it went over a limit; the error names `file`.
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
    watch = Watch(process.pid, limits, file)
    try:
        stderr_tail = _exchange(process, given, on_output, watch)
        # Its output is closed; wait for it to exit.
        while process.poll() is None:
            watch.look()
            time.sleep(0.001)
    finally:
        _kill_group(process)
    watch.explain(process.returncode)
    return process.returncode, stderr_tail


def _exchange(
    process: subprocess.Popen[bytes],
    given: bytes,
    on_output: Callable[[bytes], None],
    watch: Watch,
) -> bytes:
    """Write the process its input and read its output until it closes it; return `stderr_tail`."""
    stdin, stdout, stderr = _streams(process)
    stderr_tail = b""
    unwritten = memoryview(given)
    for stream in (stdin, stdout, stderr):
        os.set_blocking(stream.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdin, selectors.EVENT_WRITE)
        selector.register(stdout, selectors.EVENT_READ)
        selector.register(stderr, selectors.EVENT_READ)
        open_outputs = 2
        while open_outputs:
            # Asked before: what it writes before it exits is then there to be read.
            has_exited = process.poll() is not None
            ready = selector.select(_SELECT_SECONDS)
            if not ready and has_exited:
                break  # a process that it started keeps its output open
            if not ready:
                on_output(b"")
            for key, _ in ready:
                if key.fileobj is stdin:
                    unwritten = _write(stdin.fileno(), unwritten)
                    if not unwritten:
                        selector.unregister(stdin)
                        stdin.close()
                    continue
                block = os.read(key.fd, _BLOCK_BYTES)
                if not block:
                    selector.unregister(key.fileobj)
                    open_outputs -= 1
                elif key.fileobj is stdout:
                    watch.count_output(len(block))
                    on_output(block)
                else:
                    stderr_tail = (stderr_tail + block)[-_BLOCK_BYTES:]
            watch.look()
    return stderr_tail


def _write(descriptor: int, unwritten: memoryview) -> memoryview:
    """Write as much as the pipe takes; return the rest."""
    try:
        return unwritten[os.write(descriptor, unwritten[:_BLOCK_BYTES]) :]
    except BlockingIOError:
        return unwritten
    except BrokenPipeError:  # the process has exited, and its status says why
        return memoryview(b"")


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all that it started, and close the pipes to it."""
    with suppress(ProcessLookupError, PermissionError):
        # Even after it has exited, processes that it started may live on in its group.
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # if it had no group yet; does nothing if it has exited
    process.wait()
    for stream in _streams(process):
        stream.close()


def _streams(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if not (process.stdin and process.stdout and process.stderr):
        raise ValueError("started without pipes")
    return process.stdin, process.stdout, process.stderr
