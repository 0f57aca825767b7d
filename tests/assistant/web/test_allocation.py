"""A server gives large pieces of memory back; measured in a process of its own."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

MEASURED = """
import numpy as np
from pathlib import Path
from assistant.web.allocation import give_memory_back

def resident_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20

assert give_memory_back()
kept = []
before = resident_mb()
for _ in range(100):
    large = np.ones(2**20)       # eight megabytes, the way a long story takes them
    kept.append(bytes(10_000))   # what stays in between
    del large
print(resident_mb() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_large_pieces_are_given_back() -> None:
    """Of 800 MB that were taken and freed, nothing is left but the megabyte that is kept."""
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(ended.stdout) < 8
