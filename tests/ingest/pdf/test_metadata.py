"""The facts of a PDF are read if they can be, and its headings are those of its outline."""

from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.read_file import read_file
from ingest.pdf.metadata import OutlineEntry, read_facts, read_outline
from ingest.pdf.outline import outline_headings
from ingest.pdf.read_pdf import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import FileFacts, Heading, Page
from ingest.sandbox.read_safely import read_safely

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


PAGES = (
    Page(1, None, "Innhold"),
    Page(2, None, "1 Innledning\nUtleie av boliger er vanlig.\nA. Utleie\nav boliger"),
    Page(3, None, "UTLEIE AV BOLIGER\nSlik leier man ut.\n2.1 Mål: noe"),
)


def test_a_title_is_found_on_its_page_or_one_beside_it() -> None:
    """A whole line goes before the beginning of one; case and numbers are those of the text."""
    entries = (
        OutlineEntry(2, "Innledning", 3),
        OutlineEntry(2, "3. Utleie av boliger", 2),
        OutlineEntry(3, "Mål", 3),
        OutlineEntry(2, "Finnes ikke", 1),
    )
    assert outline_headings(entries, PAGES) == (
        Heading(2, 0, 1, "1 Innledning"),
        Heading(2, 42, 1, "A. Utleie av boliger"),
        Heading(3, 37, 2, "2.1 Mål"),
    )


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (OutlineEntry(1, "Innledning", 2), OutlineEntry(1, "Utleie av boliger", 2)),
        (
            *(OutlineEntry(1, title, 2) for title in ("Innledning", "Utleie av boliger", "Mål")),
            *(OutlineEntry(1, f"_{number}", 2) for number in range(9)),
        ),
        (*(OutlineEntry(1, title, 9) for title in ("Innledning", "Utleie av boliger", "Mål")),),
    ],
    ids=["none", "too few", "a program's marks", "other pages"],
)
def test_an_outline_of_another_text_gives_no_headings(entries: tuple[OutlineEntry, ...]) -> None:
    """Then the headings that typography suggests are kept."""
    assert outline_headings(entries, PAGES) == ()


def test_headings_that_the_outline_is_not_deep_enough_for_are_kept() -> None:
    """Their numbers continue that of the entry before them; headings without such a number go."""
    text = "1 Leie\n1.1 Krav\n1.1.1 Til leier\n1.1.2 Til eier\nViktig\n1.2 Pris\n2.1.3 Annet\n2 Eie"
    entries = (OutlineEntry(1, "Leie", 1), OutlineEntry(2, "Krav", 1), OutlineEntry(1, "Eie", 1))
    starts = {title: text.index(title) for title in text.split("\n")}
    guessed = [Heading(1, start, 3, title) for title, start in starts.items()]
    assert outline_headings(entries, (Page(1, None, text),), guessed) == (
        Heading(1, 0, 1, "1 Leie"),
        Heading(1, starts["1.1 Krav"], 2, "1.1 Krav"),
        Heading(1, starts["1.1.1 Til leier"], 3, "1.1.1 Til leier"),
        Heading(1, starts["1.1.2 Til eier"], 3, "1.1.2 Til eier"),
        Heading(1, starts["2 Eie"], 1, "2 Eie"),
    )


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
