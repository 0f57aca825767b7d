"""A long PDF that two processes read gives what one gives, whatever becomes of the second."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileLocked
from ingest.pdf import second_reader as module
from ingest.pdf.reader import read_pdf
from ingest.pdf.second_reader import MIN_PAGES, SecondReader
from ingest.progress import no_progress
from ingest.reading.characters import not_from_pdf
from ingest.reading.file_text import FileText
from ingest.sandbox.restrictions import forbid
from tests.long_report import write_long_report

DATA = Path(__file__).parents[2] / "data" / "pdf"
OURS = os.getpid()


def write_pages(path: Path, pages: int, draw: Callable[[Canvas, int], None]) -> Path:
    """Write a PDF whose pages `draw` draws, each by its number."""
    canvas = Canvas(str(path))
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return path


def plain(canvas: Canvas, number: int) -> None:
    """Draw a running head, three sentences with numbers, a table row and a page number."""
    canvas.drawString(60, 800, "Boligplan for Lillevik")
    for line in range(3):
        canvas.drawString(60, 700 - 14 * line, f"I {1990 + number} ble {number * 7 + line} boliger")
    canvas.drawString(60, 600, "Antall")
    canvas.drawString(300, 600, str(number * 1000))
    canvas.drawString(300, 30, str(number))


def numbered(canvas: Canvas, number: int) -> None:
    """Number the lines, which are taken out of the pages that a process has read."""
    for line in range(30):
        count = (number - 1) * 30 + line + 1
        canvas.drawString(30, 780 - 20 * line, str(count))
        canvas.drawString(60, 780 - 20 * line, f"Kommunen skal bygge {count + 5} boliger her")


def turned(canvas: Canvas, number: int) -> None:
    """Draw a line up the margin, which is put behind the others."""
    plain(canvas, number)
    canvas.rotate(90)
    canvas.drawString(100, -20, f"Utkast {number % 5}")


def form(canvas: Canvas, number: int) -> None:
    """Draw a field with a value, which PDFium reads with the form of the document."""
    plain(canvas, number)
    canvas.acroForm.textfield(name=f"felt{number}", value=f"Svar {number}", x=60, y=400)


def empty(_canvas: Canvas, _number: int) -> None:
    """Draw nothing."""


def crowded(canvas: Canvas, number: int) -> None:
    """Draw more than a pipe holds."""
    for line in range(160):
        for column in range(12):
            canvas.setFont("Helvetica", 3)
            canvas.drawString(30 + 45 * column, 820 - 5 * line, f"{number}.{line * column}")


def read_by_two(path: Path, confine: Callable[[], None] = lambda: None) -> FileText:
    """Return what the two processes read."""
    return read_pdf(path, None, no_progress, second=SecondReader(confine))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the pages that this process reads itself."""
    read: list[int] = []
    of_module = module.read_page

    def note(document: object, index: int, has_hidden: bool) -> object:
        if os.getpid() == OURS:
            read.append(index)
            time.sleep(0.01)  # so that the second gets its share on a busy machine
        return of_module(document, index, has_hidden)

    monkeypatch.setattr(module, "read_page", note)
    return read


@pytest.mark.parametrize(
    ("draw", "pages"),
    [
        *((draw, 41) for draw in (plain, numbered, turned, form, empty)),
        *((draw, MIN_PAGES) for draw in (plain, numbered, turned, form, empty, crowded)),
    ],
)
def test_two_processes_read_what_one_reads(
    draw: Callable[[Canvas, int], None], pages: int, tmp_path: Path
) -> None:
    """Text, places, headings, tables, facts and what was left out."""
    path = write_pages(tmp_path / "plan.pdf", pages, draw)
    assert read_by_two(path) == read_pdf(path, None, no_progress)


@pytest.mark.parametrize("name", ["noark-5-v5.pdf", "debian-edu-itil-manual.pdf"])
def test_they_read_real_reports(name: str, alone: list[int]) -> None:
    """The second reads some of the pages, and none is read by both but where they meet."""
    text = read_by_two(DATA / name)
    first = list(alone)
    assert first == list(range(len(first)))
    assert 0 < len(first) < len(text.pages)
    assert text == read_pdf(DATA / name, None, no_progress)


def test_progress_counts_every_page_once(tmp_path: Path) -> None:
    """Whichever process read it."""
    path = write_pages(tmp_path / "plan.pdf", 40, plain)
    told: list[tuple[int, int]] = []
    second = SecondReader(lambda: None)
    read_pdf(path, None, lambda done, total: told.append((done, total)), second=second)
    assert told == [(done, 40) for done in range(1, 41)]


def killed() -> None:
    """End the process as the kernel does."""
    os.kill(os.getpid(), signal.SIGKILL)


def failing() -> None:
    """End the process by an error."""
    raise MemoryError


@pytest.mark.parametrize("end", [killed, failing])
def test_what_the_second_does_not_send_is_read_all_the_same(
    end: Callable[[], None], tmp_path: Path, alone: list[int]
) -> None:
    """It ended before it began."""
    path = write_pages(tmp_path / "plan.pdf", 30, plain)
    text = read_by_two(path, end)
    assert sorted(alone) == list(range(30))
    assert text == read_pdf(path, None, no_progress)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGSEGV])
def test_a_page_that_ends_the_second_is_read_by_the_first(
    ending: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had sent ten pages before."""
    path = write_pages(tmp_path / "plan.pdf", 60, plain)
    expected = read_pdf(path, None, no_progress)
    read_page = module.read_page

    def end_at_page_50(document: object, index: int, has_hidden: bool) -> object:
        if os.getpid() != OURS and index == 49:
            signal.signal(ending, signal.SIG_DFL) if ending != signal.SIGKILL else None
            os.kill(os.getpid(), ending)
        return read_page(document, index, has_hidden)

    monkeypatch.setattr(module, "read_page", end_at_page_50)
    assert read_by_two(path) == expected


def test_a_short_file_does_not_ask_the_second(tmp_path: Path, alone: list[int]) -> None:
    """To begin there takes longer than to read the pages."""
    path = write_pages(tmp_path / "plan.pdf", MIN_PAGES - 1, plain)
    read_by_two(path)
    assert alone == list(range(MIN_PAGES - 1))


def test_the_second_process_is_confined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may not write a file, nor start a program: then it sends no page."""
    path = write_pages(tmp_path / "plan.pdf", 30, plain)
    read_page = module.read_page
    refused: list[str] = []

    def tell(document: object, index: int, has_hidden: bool) -> object:
        page = read_page(document, index, has_hidden)
        if os.getpid() == OURS:
            time.sleep(0.01)
            return page
        for act in (lambda: (tmp_path / "x").write_text("x"), lambda: os.system("true")):  # noqa: S605
            try:
                act()
            except PermissionError as error:
                refused.append(str(error))
        told = not_from_pdf(f"Nektet {' '.join(refused)}")
        return module.ReadPage(page.words, (*page.lines, replace(page.lines[0], traced=told)))

    monkeypatch.setattr(module, "read_page", tell)
    text = read_by_two(path, forbid)
    assert "Nektet open os.system" in text.pages[-1].text
    assert not (tmp_path / "x").exists()


def test_a_locked_file_is_refused_as_by_one(tmp_path: Path) -> None:
    """The second is not asked, and ends with the first."""
    from pypdf import PdfWriter

    path = write_long_report(tmp_path / "rapport.pdf")
    writer = PdfWriter(clone_from=path)
    writer.encrypt("hemmelig")
    writer.write(path)
    with pytest.raises(FileLocked):
        read_by_two(path)
    second = SecondReader(lambda: None)
    opened = read_pdf(path, "hemmelig", no_progress, second=second)
    assert opened == read_pdf(path, "hemmelig", no_progress)
