"""Reports that are written here, and a data folder that has one of five pages in its library."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from index.build import build_generation
from index.encoder.protocol import Encoder
from ingest.library import AddedFile, Library, Listing, sha256_of
from ingest.records import Document
from ingest.sandbox.safe_reader import read_safely

REPORT = "vannbaren-varme-i-rekkehus"
TITLE = "Vannbåren varme i rekkehus"
QUESTION = "hva koster det å bytte ut varmtvannsberedere i rekkehus?"

PAGES = (
    (TITLE, "En rapport om oppvarming og varmtvann."),
    (
        "Beboerne i rekkehusene betaler for oppvarmingen selv.",
        "Å bytte ut en varmtvannsbereder i et rekkehus koster om lag tolv tusen kroner, og en",
        "rørlegger bruker en halv dag på det. Kommunen gir ikke tilskudd til nye varmtvanns-",
        "beredere i private rekkehus.",
        "Fjernvarme er dyrere å legge inn, fordi rørene i",
    ),
    ("gata må graves opp først. Det tar en sommer.",),
    (),
    ("Radiatorer i rekkehus varer i tretti år.", "Golvvarme varer like lenge."),
)
"""The lines of each page: a word is hyphenated, a sentence runs on, the fourth is an image."""

TURNED = 5
"""This page is turned by 90 degrees."""


def write_pieces(path: Path, *lines: list[tuple[str, float, float]]) -> Path:
    """Write a PDF of one page, each of whose lines is pieces of (words, size, rise)."""
    canvas = Canvas(str(path))
    for number, pieces in enumerate(lines):
        text = canvas.beginText(72, 700 - 16 * number)
        for words, size, rise in pieces:
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)
    canvas.save()
    return path


def write_pdf(path: Path, *pages: str) -> Path:
    """Write a PDF with one line of text a page."""
    canvas = Canvas(str(path))
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return path


def write_report(path: Path) -> Path:
    """Write the report; it prints i to v on its pages and knows it."""
    # As wide as high: what turns the page leaves the lines on it.
    canvas = Canvas(str(path), pagesize=(560, 560))
    for number, lines in enumerate(PAGES, start=1):
        canvas.addPageLabel(number - 1, style="ROMAN_LOWER", start=number)
        if not lines:
            canvas.rect(60, 200, 300, 200, fill=1)
        for place, line in enumerate(lines):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(30, 540 - 12 * place, line)
        if number == TURNED:
            canvas.setPageRotation(90)
        canvas.showPage()
    canvas.save()
    return path


def build_with_report(
    data: Path, folder: Path, documents: tuple[Document, ...], encoder: Encoder
) -> None:
    """Add the report, written into `folder`, to the data folder `data`, and index it."""
    file = write_report(folder / "rekkehus.pdf")
    library = Library.of(data)
    sha256 = sha256_of(file)
    entry = AddedFile(REPORT, file.name, sha256, title=TITLE, year=2019)
    with library.locked():
        library.store(file, sha256, read_safely(file))
        library.write_listing(Listing((entry,)), "")
    build_generation(library.documents(documents), encoder, data)
