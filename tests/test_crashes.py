"""The short form of benchmarks/crashes.py: what is killed loses nothing, and a flip is found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_kills_lose_nothing_and_flips_are_found() -> None:
    """Twenty kills, and a bit of every file; in a process that has no threads of other tests."""
    script = ROOT / "benchmarks" / "crashes.py"
    process = subprocess.run(
        [sys.executable, str(script), "--kills", "20", "--flips", "40", "--seed", "7"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    figures = json.loads(process.stdout)
    assert figures["killed"] == 20
    assert figures["changed"] > 0
    assert figures["flips_found"] >= 40
