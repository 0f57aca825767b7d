"""PDFs written here are read into pages, and damaged or locked ones are refused."""

from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileDamaged, FileLocked, Reason
from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress

PAGES = (
    ("Kommunen har et sam-", "arbeid om barne-", "og ungdomsvern som", "går videre på neste"),
    ("side uten avsnitt.",),
    ("Her er noe helt annet.",),
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of three pages with a header and page numbers."""
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for number, lines in enumerate(PAGES, start=1):
        canvas.drawString(72, 800, "Boligrapport 2024")
        for position, line in enumerate(lines):
            canvas.drawString(72, 600 - 14 * position, line)
        canvas.drawString(300, 40, f"Side {number}")
        canvas.showPage()
    canvas.save()
    return path


def test_text_without_headers_and_with_joints(report: Path) -> None:
    pages = read_pdf(report, None, no_progress).pages
    assert [(page.text, page.joint) for page in pages] == [
        ("Kommunen har et samarbeid om barne- og ungdomsvern som går videre på neste", " "),
        ("side uten avsnitt.", "\n"),
        ("Her er noe helt annet.", "\n"),
    ]


def test_runs_name_the_characters_of_pdfium(report: Path) -> None:
    page = read_pdf(report, None, no_progress).pages[0]
    with pypdfium2.PdfDocument(report) as document:
        text = document[0].get_textpage().get_text_range()
    for run in page.runs:
        ours = page.text[run.start : run.start + run.length]
        theirs = text[run.char : run.char + run.length].replace("\ufffe", "-")
        assert ours == theirs
    assert sum(run.length for run in page.runs) > 60


def test_a_cut_file_is_damaged(report: Path, tmp_path: Path) -> None:
    cut = tmp_path / "kuttet.pdf"
    cut.write_bytes(report.read_bytes()[:200])
    with pytest.raises(FileDamaged) as caught:
        read_pdf(cut, None, no_progress)
    assert caught.value.reason == Reason.INCOMPLETE


def test_an_encrypted_file_is_locked(tmp_path: Path) -> None:
    """It is read with its password."""
    path = tmp_path / "last.pdf"
    canvas = Canvas(str(path), encrypt="hemmelig")
    canvas.drawString(72, 600, "Hemmelig")
    canvas.save()
    with pytest.raises(FileLocked):
        read_pdf(path, None, no_progress)
    assert read_pdf(path, "hemmelig", no_progress).pages[0].text == "Hemmelig"
