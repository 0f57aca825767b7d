"""A command is given its input and watched, and nothing of it is left when it ends."""

import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import FileDamaged, FileTooHungry, FileTooLarge, FileTooSlow
from ingest.sandbox import process
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.process import crashed, run_confined, run_module

TIGHT = replace(LIMITS, wall=60)


def run_python(
    code: str,
    given: bytes = b"",
    on_output: Callable[[bytes], None] = lambda _block: None,
    **limits: int,
) -> tuple[int, bytes]:
    """Run Python code with `given` on its standard input."""
    command = [sys.executable, "-c", code]
    return run_confined(command, given, replace(TIGHT, **limits), "fil.pdf", on_output)


def has_ended(pid: int) -> bool:
    """Return whether a process is gone, or killed and not yet collected by its parent, in 10 s."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "Z"


def test_input_goes_in_and_output_and_status_come_out() -> None:
    """Standard output block by block, standard error at the end."""
    blocks: list[bytes] = []
    code = "import sys; print(sys.stdin.read()[::-1]); print('feil', file=sys.stderr); sys.exit(7)"
    assert run_python(code, b"bolig", blocks.append) == (7, b"feil\n")
    assert b"".join(blocks) == b"gilob\n"


def test_what_is_written_just_before_the_end_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine it may be written and the process gone between one look and the next."""

    class Slow(selectors.DefaultSelector):
        """Sees nothing at first, and takes so long that the process has ended by then."""

        has_looked = False

        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            if self.has_looked:
                return super().select(timeout)
            self.has_looked = True
            time.sleep(2)
            return []

    monkeypatch.setattr(selectors, "DefaultSelector", Slow)
    blocks: list[bytes] = []
    assert run_python("print('bolig')", on_output=blocks.append) == (0, b"")
    assert b"".join(blocks) == b"bolig\n"


def test_a_large_input_and_a_large_output_do_not_wait_for_each_other() -> None:
    """Both are more than a pipe holds."""
    blocks: list[bytes] = []
    code = "import sys\nfor line in sys.stdin: sys.stdout.write(line)"
    given = b"kommunen leier ut\n" * 100_000
    assert run_python(code, given, blocks.append) == (0, b"")
    assert b"".join(blocks) == given


def test_a_process_need_not_read_its_input() -> None:
    """It ends with its own status, however much is left."""
    assert run_python("raise SystemExit(3)", bytes(5_000_000)) == (3, b"")


def test_only_the_end_of_standard_error_is_kept() -> None:
    """A process that complains without end fills no memory."""
    status, stderr_tail = run_python("import sys; sys.stderr.write('a' * 200_000 + 'slutt')")
    assert status == 0
    assert stderr_tail == b"a" * (65_536 - 5) + b"slutt"


def test_output_may_be_as_large_as_its_limit() -> None:
    """One byte more is too much."""
    assert run_python("print('a' * 999_999)", answer=1_000_000) == (0, b"")
    with pytest.raises(FileTooLarge) as caught:
        run_python("print('a' * 1_000_000)", answer=1_000_000)
    assert (caught.value.file, caught.value.megabytes) == ("fil.pdf", 1)


PRINT_PID = "import os, time; print(os.getpid(), flush=True); "


def test_a_process_that_takes_too_long_is_killed() -> None:
    """Whether it writes or not."""
    blocks: list[bytes] = []
    with pytest.raises(FileTooSlow) as caught:
        run_python(f"{PRINT_PID} time.sleep(60)", on_output=blocks.append, wall=1)
    assert (caught.value.file, caught.value.seconds) == ("fil.pdf", 1)
    assert has_ended(int(b"".join(blocks)))


def test_a_process_that_has_closed_its_output_is_still_watched() -> None:
    """Closing the pipes does not end it."""
    with pytest.raises(FileTooSlow):
        run_python("import os, time; os.close(1); os.close(2); time.sleep(60)", wall=1)


def test_a_process_that_takes_too_much_memory_is_killed() -> None:
    """Resident memory is what counts: the process has set itself no limit."""
    blocks: list[bytes] = []
    code = f"{PRINT_PID} held = b'x' * 300_000_000; time.sleep(60)"
    with pytest.raises(FileTooHungry) as caught:
        run_python(code, on_output=blocks.append, memory=200_000_000)
    assert (caught.value.file, caught.value.megabytes) == ("fil.pdf", 200)
    assert has_ended(int(b"".join(blocks)))


@pytest.mark.parametrize("without_output", [False, True])
def test_an_exception_of_the_caller_ends_the_process(without_output: bool) -> None:
    """An interrupt too; also while the process writes nothing."""
    pids: list[int] = []

    def interrupt(block: bytes) -> None:
        if block:
            pids.append(int(block))
        if pids and bool(block) is not without_output:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_python(
            "import os, time; os.write(1, b'%d' % os.getpid()); time.sleep(60)", b"", interrupt
        )
    assert has_ended(pids[0])


ORPHAN = """
import os, sys
read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.read(read, 1)  # for ever
print(pid, flush=True)
os.abort()
"""


def test_what_a_process_started_ends_with_it() -> None:
    """One that crashes leaves nothing behind, and nobody waits for what it started."""
    blocks: list[bytes] = []
    status, _ = run_python(ORPHAN, on_output=blocks.append)
    assert status == -signal.SIGABRT
    assert has_ended(int(b"".join(blocks)))


ESCAPED = """
import os, sys, time
pid = os.fork()
if pid == 0:
    os.setsid()
    time.sleep(60)
print(pid, flush=True)
"""


def test_nobody_waits_for_a_process_that_has_left_the_group() -> None:
    """It holds the pipes, and is out of reach of the signal that ends the group."""
    blocks: list[bytes] = []
    started = time.monotonic()
    assert run_python(ESCAPED, on_output=blocks.append) == (0, b"")
    assert time.monotonic() - started < 30
    os.kill(int(b"".join(blocks)), signal.SIGKILL)


def test_a_command_that_is_not_there_is_an_error_of_the_system() -> None:
    """It says nothing of the file."""
    with pytest.raises(FileNotFoundError):
        run_confined(["/nowhere/python"], b"", TIGHT, "fil.pdf", lambda _block: None)


def test_a_module_gets_its_request_and_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As JSON on standard input, run by this Python and by no file of the current folder."""
    calls: list[tuple[list[str], bytes]] = []

    def note(command: list[str], given: bytes, *_others: object) -> tuple[int, bytes]:
        calls.append((command, given))
        return 0, b""

    monkeypatch.setattr(process, "run_confined", note)
    limits = replace(LIMITS, cpu=3, memory=5)
    run_module("ingest.sandbox.read_worker", {"path": "æ.pdf"}, limits, "f", lambda _block: None)
    ((command, given),) = calls
    assert command == [sys.executable, "-P", "-m", "ingest.sandbox.read_worker"]
    assert json.loads(given) == {"path": "æ.pdf", "cpu": 3, "memory": 5}


@pytest.mark.parametrize(
    ("stderr_tail", "reason"),
    [
        (b"Traceback ...\nValueError: bad\n\n", "ValueError: bad"),
        (b"", "-11"),
        (b" \n", "-11"),
        (b"\xff" + b"a" * 300, "\ufffd" + "a" * 199),
    ],
)
def test_a_crash_is_told_by_its_last_line(stderr_tail: bytes, reason: str) -> None:
    """Or by its status, if it said nothing."""
    error = crashed("fil.pdf", -11, stderr_tail)
    assert isinstance(error, FileDamaged)
    assert error.details == {"file": "fil.pdf", "reason": reason}
