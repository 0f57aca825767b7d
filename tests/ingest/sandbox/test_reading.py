"""A file is read while the program does something else, and the reading can be ended."""

import time
from functools import partial
from pathlib import Path

import pytest

from ingest.errors import FileDamaged
from ingest.progress import Progress, no_progress
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.process import run_confined
from ingest.sandbox.reading import Reading
from ingest.sandbox.safe_reader import SafeReader, read_safely
from tests.long_report import CHAPTERS, write_long_report


def test_it_reads_what_is_read_at_once(tmp_path: Path) -> None:
    """The last page that was read is told while the caller waits."""
    path = write_long_report(tmp_path / "rapport.pdf")
    reading = Reading(path, SafeReader().read)
    told: list[tuple[int, int]] = []
    text = reading.result(lambda done, total: told.append((done, total)))
    reading.stop()
    assert text == read_safely(path)
    assert told[-1] == (CHAPTERS, CHAPTERS)


def test_why_a_file_is_refused_is_told_to_who_waits_for_it(tmp_path: Path) -> None:
    """Not before, and not to another thread."""
    path = tmp_path / "skadd.pdf"
    path.write_bytes(b"%PDF-1.7 nothing more")
    reading = Reading(path, SafeReader().read)
    with pytest.raises(FileDamaged) as caught:
        reading.result(no_progress)
    reading.stop()
    assert caught.value.file == "skadd.pdf"


def test_to_stop_ends_the_process(tmp_path: Path) -> None:
    """Long before it would have ended by itself."""
    began = tmp_path / "began"

    def read(path: Path, on_page: Progress, on_look: partial[None]) -> None:
        on_page(3, 7)
        path.touch()
        run_confined(["/bin/sleep", "60"], b"", LIMITS, path.name, lambda _block: on_look())

    reading = Reading(began, read)  # type: ignore[arg-type]  # it never gives a text
    while not began.exists():
        time.sleep(0.01)
    before = time.monotonic()
    reading.stop()
    assert time.monotonic() - before < 30
