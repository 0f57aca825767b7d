"""Run a tool in a process of its own, so that its memory and its cold start are its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.against.collection import Collection

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """An index that was built: seconds by the clock, the process's own included, and its size."""

    seconds: float
    peak_megabytes: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What one process answered.

    `cold_seconds` is from its start to the first answer, `milliseconds` has an entry for each
    question after that, `found` the ids of passages for every question.
    """

    cold_seconds: float
    milliseconds: tuple[float, ...]
    found: tuple[tuple[str, ...], ...]
    peak_megabytes: float


def export(collection: Collection) -> None:
    """Write the encoder in the forms that the tools read."""
    log = collection.root / "export"
    _finish(_start("export", [str(collection.root)], log), log)


def build(tool: str, index: Path, collection: Collection) -> Built:
    """Build an index in the folder `index`, which must not be there yet."""
    started = time.perf_counter()
    lines = _finish(_start("worker", ["build", *_told(tool, index, collection)], index), index)
    seconds = time.perf_counter() - started
    return Built(seconds, float(lines[-1]), _megabytes_on_disk(index))


def ask(tool: str, index: Path, collection: Collection, questions: Sequence[str]) -> Heard:
    """Ask all questions, one after the other, of a process that is started for them."""
    given = index.with_suffix(".questions")
    given.write_text(json.dumps(questions), "utf-8")
    started = time.perf_counter()
    process = _start("worker", ["ask", *_told(tool, index, collection), str(given)], index)
    assert process.stdout is not None  # noqa: S101 - for the type
    first = process.stdout.readline()
    cold_seconds = time.perf_counter() - started
    others, peak = _finish(process, index)
    told = json.loads(others)
    found = tuple(tuple(ids) for ids in (json.loads(first), *told["found"]))
    return Heard(cold_seconds, tuple(told["milliseconds"]), found, float(peak))


def _told(tool: str, index: Path, collection: Collection) -> list[str]:
    return [tool, str(index), str(collection.root), collection.name]


def _start(module: str, arguments: Sequence[str], index: Path) -> "subprocess.Popen[str]":
    """Start a module of this package; what it says of errors goes to a file beside `index`."""
    # Settings of whoever measures are not to change the program, nor is a hub to be asked.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("EKSEMPELFINNER_")
    }
    environment |= {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    with _log(index).open("w") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", f"benchmarks.against.{module}", *arguments],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=PROJECT,
            env=environment,
        )


def _finish(process: "subprocess.Popen[str]", index: Path) -> list[str]:
    """Return the lines that a process still writes."""
    told, _ = process.communicate()
    if process.returncode:
        raise SystemExit(_log(index).read_text("utf-8"))
    return told.splitlines()


def _log(index: Path) -> Path:
    return index.with_suffix(".log")


def _megabytes_on_disk(folder: Path) -> float:
    """Return what the files of a folder take on disk, in blocks: some are preallocated."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file()) / 1e6
