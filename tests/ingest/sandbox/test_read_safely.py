"""A file is read in a process of its own, and refused by one sentence where it asks too much."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileRefused,
    FileTooHungry,
    FileTooLarge,
    FileTooLong,
    FileTooSlow,
    FileTypeUnknown,
)
from ingest.formats.read_file import read_file
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.process import run_confined
from ingest.sandbox.read_safely import read_safely


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of three pages."""
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path))
    for number in ("en", "to", "tre"):
        canvas.drawString(72, 700, f"Kommunen leier ut boligene på side {number}.")
        canvas.showPage()
    canvas.save()
    return path


def test_the_child_reads_what_the_reader_reads(pdf: Path) -> None:
    """The reading comes over whole, and every page is told of."""
    told: list[tuple[int, int]] = []
    reading = read_safely(pdf, on_page=lambda done, total: told.append((done, total)))
    assert reading == read_file(pdf, None, lambda _done, _total: None)
    assert [page.text for page in reading.pages][2] == "Kommunen leier ut boligene på side tre."
    assert told[-1] == (3, 3)


@pytest.mark.parametrize(
    ("limit", "value", "refusal"),
    [
        ("size", 100, FileTooLarge),
        ("pages", 2, FileTooLong),
        ("answer", 50, FileTooLarge),
        ("wall", 0, FileTooSlow),
        ("memory", 1_000, FileTooHungry),
    ],
)
def test_each_limit_holds(pdf: Path, limit: str, value: int, refusal: type[FileRefused]) -> None:
    """A file over a limit is refused by that limit's own error."""
    with pytest.raises(refusal) as caught:
        read_safely(pdf, limits=replace(LIMITS, **{limit: value}))
    assert caught.value.file == "rapport.pdf"


def test_what_is_no_report_is_refused(tmp_path: Path, pdf: Path) -> None:
    """Each kind of wrong file gets its own error, whatever its name says."""
    empty, picture, cut = (tmp_path / name for name in ("tom.pdf", "bilde.pdf", "kuttet.pdf"))
    empty.touch()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    cut.write_bytes(pdf.read_bytes()[:300])
    wordless = tmp_path / "uten-ord.html"
    wordless.write_text("<html><script>alert(1)</script><p>–")
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)
    for path, refusal in (
        (empty, FileEmpty),
        (wordless, FileEmpty),
        (picture, FileTypeUnknown),
        (cut, FileDamaged),
        (pipe, FileMissing),
        (loop, FileMissing),
        (tmp_path, FileMissing),
        (tmp_path / "ingen.pdf", FileMissing),
    ):
        with pytest.raises(refusal) as caught:
            read_safely(path)
        assert caught.value.file == path.name


def test_a_name_cannot_deceive(tmp_path: Path, pdf: Path) -> None:
    """Control characters in a name do not reach the sentence."""
    wild = tmp_path / "rap\x1b[31m\nport.pdf"
    wild.write_bytes(b"ikke en PDF")
    with pytest.raises(FileDamaged) as caught:
        read_safely(wild)
    assert caught.value.file.isprintable()


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
    """One that dies leaves nothing behind, and nobody waits for what it started."""
    told: list[bytes] = []
    limits = replace(LIMITS, wall=60)
    status, _ = run_confined([sys.executable, "-c", ORPHAN], b"", limits, "fil.pdf", told.append)
    assert status == -signal.SIGABRT
    started = int(b"".join(told))
    for _ in range(200):
        try:
            os.kill(started, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)  # killed, and not yet swept up by the system
    else:
        state = Path(f"/proc/{started}/stat").read_text().rpartition(")")[2].split()[0]
        assert state == "Z"


def test_the_child_takes_no_code_from_the_folder_it_is_run_in(
    tmp_path: Path, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies among the files, under the name of one of Python's, is not imported."""
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    assert len(read_safely(pdf).pages) == 3
