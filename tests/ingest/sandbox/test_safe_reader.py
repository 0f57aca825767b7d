"""A file is read in a process of its own, and refused with one error if it takes too much."""

import os
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
from ingest.formats.reader import read_file
from ingest.progress import no_progress
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.safe_reader import read_safely


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


def test_the_worker_reads_what_read_file_reads(pdf: Path) -> None:
    """The text comes over whole, and progress is reported for every page."""
    progress: list[tuple[int, int]] = []
    text = read_safely(pdf, on_page=lambda done, total: progress.append((done, total)))
    assert text == read_file(pdf, None, no_progress)
    assert [page.text for page in text.pages][2] == "Kommunen leier ut boligene på side tre."
    assert progress[-1] == (3, 3)


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


def test_a_file_that_is_not_a_report_is_refused(tmp_path: Path, pdf: Path) -> None:
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
    blank = tmp_path / "blank.txt"
    blank.write_text(" \n\t ")
    for path, refusal in (
        (empty, FileEmpty),
        (blank, FileEmpty),
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


def test_the_worker_takes_no_code_from_the_folder_it_is_run_in(
    tmp_path: Path, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies among the files, under the name of one of Python's, is not imported."""
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    assert len(read_safely(pdf).pages) == 3
