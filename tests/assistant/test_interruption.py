"""An interruption that falls into a callback ends the command all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

INTERRUPTED_IN = """
import signal, sys, time, weakref
from assistant.interruption import keep_interruptions

class Held:
    {method}

held = Held()
reference = weakref.ref(held, {callback})
keep_interruptions()
try:
    del held
    time.sleep(30)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(
    ("method", "callback"),
    [
        ("pass", "lambda _: signal.raise_signal(signal.SIGINT)"),
        ("def __del__(self): signal.raise_signal(signal.SIGINT)", "None"),
    ],
)
def test_an_interruption_in_a_callback_is_not_lost(method: str, callback: str) -> None:
    code = INTERRUPTED_IN.format(method=method, callback=callback)
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (130, "")


ENDED_IN = INTERRUPTED_IN.replace(
    "keep_interruptions()\ntry:",
    "from assistant.web.stopping import ending_on_request\n"
    "keep_interruptions()\nwith ending_on_request():",
).partition("except KeyboardInterrupt")[0]


def test_a_request_to_end_in_a_callback_is_not_lost() -> None:
    """SIGTERM ends a server, whatever runs just then, with exit code 0."""
    callback = "lambda _: signal.raise_signal(signal.SIGTERM)"
    code = ENDED_IN.format(method="pass", callback=callback)
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_any_other_error_in_a_callback_is_told() -> None:
    code = INTERRUPTED_IN.format(method="pass", callback="lambda _: 1 / 0")
    code = code.replace("time.sleep(30)", "time.sleep(0.1)")
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0
    assert "ZeroDivisionError" in ended.stderr
