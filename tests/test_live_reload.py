"""The short form of benchmarks/live_reload.py: publications while many search go unnoticed."""

import gc
import json
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.generation import open_live
from tests.fake_encoder import FakeEncoder

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process from /proc")
def test_publications_go_unnoticed() -> None:
    """Four users, five publications: nothing fails, and no answer is of two indexes."""
    script = ROOT / "benchmarks" / "live_reload.py"
    process = subprocess.run(
        [sys.executable, str(script), "--users", "4", "--publications", "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    figures = json.loads(process.stdout)
    assert (figures["failed"], figures["mixed"]) == (0, 0)
    assert figures["seen"] > 1


def test_a_generation_that_is_left_goes_at_once(fake_built: Path) -> None:
    """With its open files, and without waiting for the garbage collector."""
    calibration = read_calibration(fake_built, FakeEncoder().identity.sha256)
    generation = open_live(fake_built)
    searcher = Searcher(generation, FakeEncoder(), calibration)
    searcher.search(read_question("utleieboliger i Ringsaker"))
    kept = weakref.ref(generation.segments[0]), weakref.ref(generation.stems)
    gc.disable()
    try:
        del generation, searcher
        assert [each() for each in kept] == [None, None]
    finally:
        gc.enable()
