"""The facts of a PDF are read if they can be, and its headings are those of its outline."""

from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.reader import read_file
from ingest.pdf.metadata import OutlineEntry, read_facts, read_outline
from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import FileFacts, Heading
from ingest.sandbox.safe_reader import read_safely

SECTIONS = (("1 Innledning", 0), ("1.1 Bakgrunn", 1), ("2 Utleie av boliger", 0))


def write_report(path: Path) -> Path:
    """Write a report of three pages with a title, two authors and an outline."""
    canvas = Canvas(str(path))
    canvas.setTitle("Boliger for alle")
    canvas.setAuthor("Kari Nordmann; Ola Nordmann")
    canvas.setProducer("Prøveprogrammet")
    for title, level in SECTIONS:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title.partition(" ")[2], title, level)
        canvas.drawString(72, 720, title)
        canvas.drawString(72, 600, "Kommunen leier ut boliger til den som trenger det.")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report as a file."""
    return write_report(tmp_path / "rapport.pdf")


@pytest.mark.parametrize(("printed", "year"), [("NIBR 2000", 2000), ("NIBR 1999", None)])
def test_the_year_of_the_file_is_that_of_the_work_if_it_is_printed(
    printed: str, year: int | None, tmp_path: Path
) -> None:
    """A file that was exported again later states another year than its title page."""
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=True)  # made in 2000
    canvas.drawString(72, 720, printed)
    canvas.save()
    assert read_file(tmp_path / "a.pdf", None, no_progress).facts.year == year


def test_facts_and_outline_join_the_text(report: Path) -> None:
    """Headings are those of the outline, with the numbers that the text has."""
    file_text = read_file(report, None, no_progress)
    assert file_text.facts.title == "Boliger for alle"
    assert file_text.facts.authors == ("Kari Nordmann", "Ola Nordmann")
    assert file_text.facts.producer == "Prøveprogrammet"
    assert file_text.facts.year is None  # it is not printed
    assert file_text.headings == (
        Heading(1, 0, 1, "1 Innledning"),
        Heading(2, 0, 2, "1.1 Bakgrunn"),
        Heading(3, 0, 1, "2 Utleie av boliger"),
    )
    assert read_safely(report) == file_text


def test_an_encrypted_report_is_read_with_its_password(report: Path, tmp_path: Path) -> None:
    """The facts of a locked file are read with its password too."""
    locked = tmp_path / "laast.pdf"
    writer = PdfWriter(report)
    writer.encrypt("hemmelig", algorithm="AES-256")
    writer.write(locked)
    file_text = read_safely(locked, password="hemmelig")  # noqa: S106
    assert (file_text.facts.title, len(file_text.headings)) == ("Boliger for alle", 3)


def test_facts_that_pdfium_cannot_read_are_left_out(report: Path, tmp_path: Path) -> None:
    """An outline that leads in a circle or nowhere costs the headings, but not the text."""
    for name, value in (("/Next", None), ("/Dest", NumberObject(7)), ("/Title", NumberObject(7))):
        writer = PdfWriter(report)
        outline = writer._root_object["/Outlines"]
        first = outline["/First"].get_object()
        first[NameObject(name)] = outline.raw_get("/First") if value is None else value
        broken = tmp_path / "brutt.pdf"
        writer.write(broken)
        file_text = read_safely(broken)
        assert file_text.facts.title == "Boliger for alle"
        assert file_text.pages[0].text.startswith("1 Innledning")
    writer = PdfWriter(report)
    writer._info[NameObject("/Title")] = ArrayObject([NumberObject(1)])
    writer.write(broken)
    assert read_safely(broken).facts.title is None


def test_an_empty_file_has_no_facts(tmp_path: Path) -> None:
    """It has neither document information nor an outline."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = None
    writer.write(tmp_path / "tom.pdf")
    with pypdfium2.PdfDocument(tmp_path / "tom.pdf") as document:
        assert (read_facts(document), read_outline(document)) == (FileFacts(), ())


def test_the_outline_has_levels_and_pages(report: Path) -> None:
    """Both count from 1."""
    with pypdfium2.PdfDocument(report) as document:
        assert read_outline(document) == (
            OutlineEntry(1, "Innledning", 1),
            OutlineEntry(2, "Bakgrunn", 2),
            OutlineEntry(1, "Utleie av boliger", 3),
        )


def test_a_file_that_pdfium_cannot_open_is_read_with_its_facts(report: Path) -> None:
    """If PDFium refuses a file, as for a misspelt header, pypdf gives its text and facts."""
    report.write_bytes(report.read_bytes().replace(b"%PDF-", b"%PDX-"))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(report)
    file_text = read_pdf(report, None, no_progress)
    assert (file_text.reader, file_text.facts.title) == ("pypdf", "Boliger for alle")
