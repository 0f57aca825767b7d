"""The short form of benchmarks/crashes.py: what goes wrong loses nothing, and a flip is found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_kills_lose_nothing_and_flips_are_found() -> None:
    """Eight kills, some rounds of each hardship, a bit of every file; in a process of its own."""
    script = ROOT / "benchmarks" / "crashes.py"
    process = subprocess.run(
        [sys.executable, str(script), "--kills", "8", "--hardships", "3", "--flips", "30"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    figures = json.loads(process.stdout)
    assert figures["killed"] == 8
    assert figures["changed"] > 0
    assert figures["flips_found"] >= 30
    assert figures["full_disk"]["DiskFull"] > 0
    assert figures["no_right_to_write"]["ask done"] == 1
    assert figures["no_right_to_write"]["add DataUnreadable"] == 1
    assert sum(figures["two_writers"].values()) == 3
    assert figures["clock_set_back"] == {"done": 3}
