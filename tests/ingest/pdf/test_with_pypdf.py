"""Files that PDFium reads badly, or not at all, are read with pypdf."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileDamaged
from ingest.pdf.reader import read_pdf
from ingest.pdf.with_pypdf import read_with_pypdf
from ingest.progress import no_progress

LINES = ("Kommunen har et sam-", "arbeid om barne-", "og ungdomsvern.", "", "Her er noe annet.")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A page of two paragraphs, with hyphens at the ends of its lines."""
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for position, line in enumerate(LINES):
        canvas.drawString(72, 600 - 14 * position, line)
    canvas.save()
    return path


def test_pypdf_reads_the_same_words(report: Path) -> None:
    """But it gives no places, so that no character is traced to the PDF."""
    second = read_with_pypdf(report, None)
    first = read_pdf(report, None, no_progress)
    assert second is not None
    assert (first.reader, second.reader) == ("pdfium", "pypdf")
    assert second.pages[0].text.split() == first.pages[0].text.split()
    assert second.pages[0].text.startswith("Kommunen har et samarbeid om barne- og ungdomsvern.")
    assert second.pages[0].runs == ()


def test_if_neither_finds_words_the_text_of_pdfium_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "bilde.pdf"
    canvas = Canvas(str(path))
    canvas.rect(72, 600, 100, 100)
    canvas.save()
    file_text = read_pdf(path, None, no_progress)
    assert (file_text.reader, file_text.quality.words) == ("pdfium", 0)
    assert file_text.quality.without_text == (1,)


def test_a_file_that_neither_can_open_is_damaged(report: Path, tmp_path: Path) -> None:
    cut = tmp_path / "kuttet.pdf"
    cut.write_bytes(report.read_bytes()[:200])
    assert read_with_pypdf(cut, None) is None
    with pytest.raises(FileDamaged):
        read_pdf(cut, None, no_progress)


def test_a_wrong_password_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "last.pdf"
    canvas = Canvas(str(path), encrypt="hemmelig")
    canvas.drawString(72, 600, "Hemmelig")
    canvas.save()
    assert read_with_pypdf(path, "galt") is None
    opened = read_with_pypdf(path, "hemmelig")
    assert opened is not None
    assert opened.pages[0].text == "Hemmelig"
