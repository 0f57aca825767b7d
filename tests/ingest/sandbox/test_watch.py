"""A watch raises the error of the limit that a process went over."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import FileTooHungry, FileTooLarge, FileTooSlow
from ingest.sandbox import watch as module
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.watch import Watch, resident_bytes


def watch(**limits: int) -> Watch:
    """Return a watch of this process."""
    return Watch(os.getpid(), replace(LIMITS, **limits), "fil.pdf")


def test_output_is_counted_over_all_blocks() -> None:
    """The limit itself is allowed."""
    watched = watch(answer=2_000_000)
    watched.count_output(1_500_000)
    watched.count_output(500_000)
    with pytest.raises(FileTooLarge) as caught:
        watched.count_output(1)
    assert caught.value.details == {"file": "fil.pdf", "megabytes": 2}


def test_a_look_measures_the_memory() -> None:
    """This process has more than 10 MB and less than 10 GB."""
    watched = watch(memory=10_000_000_000)
    watched.look()
    assert 10_000_000 < watched.peak_bytes < 10_000_000_000
    with pytest.raises(FileTooHungry) as caught:
        watch(memory=9_000_000).look()
    assert caught.value.details == {"file": "fil.pdf", "megabytes": 9}


def test_a_look_measures_the_time() -> None:
    """No time at all is over at once."""
    with pytest.raises(FileTooSlow) as caught:
        watch(wall=0).look()
    assert caught.value.details == {"file": "fil.pdf", "seconds": 0}


def test_a_look_right_after_another_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking the system for the memory is what takes time."""
    looks: list[int] = []

    def count(pid: int) -> int:
        looks.append(pid)
        return 1

    monkeypatch.setattr(module, "resident_bytes", count)
    watched = watch()
    watched.look()
    watched.look()
    assert looks == [os.getpid()]


@pytest.mark.parametrize(
    ("status", "peak_bytes", "error", "details"),
    [
        (-signal.SIGXCPU, 0, FileTooSlow, {"file": "fil.pdf", "seconds": 4}),
        (-signal.SIGABRT, 50_000_001, FileTooHungry, {"file": "fil.pdf", "megabytes": 100}),
        (-signal.SIGABRT, 50_000_000, None, None),
        (1, 99_000_000, None, None),
        (0, 99_000_000, None, None),
    ],
)
def test_an_exit_status_tells_of_a_limit(
    status: int,
    peak_bytes: int,
    error: type[FileTooSlow | FileTooHungry] | None,
    details: dict[str, object] | None,
) -> None:
    """The kernel's signal for too much CPU, and any signal near the limit of memory."""
    watched = watch(cpu=4, memory=100_000_000)
    watched.peak_bytes = peak_bytes
    if error is None:
        watched.explain(status)
    else:
        with pytest.raises(error) as caught:
            watched.explain(status)
        assert caught.value.details == details


def test_the_memory_of_a_process_is_known_with_and_without_proc(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """MacOS has no /proc, but it has ps, and one that has ended has no memory."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    for proc in (module._PROC, Path("/nowhere")):
        monkeypatch.setattr(module, "_PROC", proc)
        if proc.exists() or Path("/bin/ps").exists():
            assert 10_000_000 < resident_bytes(os.getpid()) < 10_000_000_000
            assert resident_bytes(ended.pid) == 0
