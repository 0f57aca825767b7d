"""PDFs whose pages are only a shell are refused."""

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileIsPortfolio, FileIsXfaForm
from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import LeftOut

WAIT = (
    "Please wait... If this message is not eventually replaced by the proper contents of the "
    "document, your PDF viewer may not be able to display this type of document."
)


def written(path: Path, text: str) -> pypdf.PdfWriter:
    """Return a PDF of one page, which a test changes and writes to `path`."""
    canvas = Canvas(str(path))
    for number in range(0, len(text), 80):
        canvas.drawString(72, 760 - number / 4, text[number : number + 80])
    canvas.save()
    return pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))


@pytest.mark.parametrize("count", [1, 3, 7])
def test_a_portfolio_is_refused_and_its_files_are_named(tmp_path: Path, count: int) -> None:
    path = tmp_path / "mappe.pdf"
    writer = written(path, "Denne mappen har flere filer.")
    for number in range(1, count + 1):
        writer.add_attachment(f"boligplan {number}.pdf", b"%PDF-1.4")
    writer.root_object[NameObject("/Collection")] = DictionaryObject(
        {NameObject("/Type"): NameObject("/Collection")}
    )
    writer.write(path)
    with pytest.raises(FileIsPortfolio) as refused:
        read_pdf(path, None, no_progress)
    names = [f"boligplan {number}.pdf" for number in range(1, min(count, 5) + 1)]
    more = ", …" if count > 5 else ""
    assert refused.value.details == {
        "file": "mappe.pdf", "count": count, "files": ", ".join(names) + more
    }  # fmt: skip


def test_a_file_that_is_attached_to_a_report_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    writer = written(path, "Kommunen eier boliger.")
    writer.add_attachment("tall.xlsx", b"PK")
    writer.write(path)
    read = read_pdf(path, None, no_progress)
    assert read.pages[0].text == "Kommunen eier boliger."
    assert read.left_out == (LeftOut(1, "embedded", "tall.xlsx"),)


def xfa(path: Path, text: str, needs_rendering: bool) -> Path:
    """Return a PDF that is an XFA form."""
    writer = written(path, text)
    packets = ArrayObject([TextStringObject("template"), TextStringObject("<template/>")])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): packets}
    )
    if needs_rendering:
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    writer.write(path)
    return path


@pytest.mark.parametrize("needs_rendering", [True, False])
def test_an_xfa_form_that_says_please_wait_is_refused(
    tmp_path: Path, needs_rendering: bool
) -> None:
    with pytest.raises(FileIsXfaForm):
        read_pdf(xfa(tmp_path / "skjema.pdf", WAIT, needs_rendering), None, no_progress)


def test_an_xfa_form_whose_pages_are_drawn_is_read(tmp_path: Path) -> None:
    path = xfa(tmp_path / "skjema.pdf", "Søknad om tilskudd til boliger", needs_rendering=False)
    assert read_pdf(path, None, no_progress).pages[0].text == "Søknad om tilskudd til boliger"
