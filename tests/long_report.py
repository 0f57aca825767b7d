"""A report of many chapters that is written here, as a PDF, and a data folder that has it."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from index.build import build_generation
from index.encoder.protocol import Encoder
from ingest.library import AddedFile, Library, Listing, sha256_of
from ingest.records import Document
from ingest.sandbox.safe_reader import read_safely

LONG_REPORT = "bruer-og-stier"
LONG_TITLE = "Bruer og stier"
LONG_QUESTION = "hvor mange parkeringsplasser er det for beboere med nedsatt syn?"
CHAPTERS = 12

ANSWER = "Ved brua i bydel {number} er det {count} parkeringsplasser for beboere med nedsatt syn."
OTHER = (
    "Turstien langs elva får nye benker av tre, og grusen byttes hver vår.",
    "Biblioteket holder åpent om kvelden, og låner ut ski og skøyter om vinteren.",
    "Korpset øver i aulaen på skolen, og spiller på torget i mai.",
    "Kirkegården utvides mot øst, og muren settes i stand av lokale murere.",
)


def write_long_report(path: Path) -> Path:
    """Write a chapter a page, each with two sections; every third has a sentence on parking."""
    sheet = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=sheet["Normal"], fontSize=11, leading=14, spaceAfter=8)
    story = [Paragraph(LONG_TITLE, sheet["Title"])]
    for number in range(1, CHAPTERS + 1):
        story.append(Paragraph(f"{number} Bydel {number}", sheet["Heading1"]))
        for section in (1, 2):
            story.append(Paragraph(f"{number}.{section} Tiltak {section}", sheet["Heading2"]))
            if number % 3 == 0 and section == 2:
                story.append(Paragraph(ANSWER.format(number=number, count=number + 40), body))
            story += [Paragraph(f"{OTHER[(number + place) % 4]} " * 4, body) for place in range(4)]
        story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, title=LONG_TITLE).build(story)
    return path


def build_with_long_report(
    data: Path, folder: Path, documents: tuple[Document, ...], encoder: Encoder
) -> None:
    """Add the report, written into `folder`, to the data folder `data`, and index it."""
    file = write_long_report(folder / "bruer.pdf")
    library = Library.of(data)
    sha256 = sha256_of(file)
    entry = AddedFile(LONG_REPORT, file.name, sha256, title=LONG_TITLE, year=2021)
    with library.locked():
        library.store(file, sha256, read_safely(file))
        library.write_listing(Listing((entry,)), "")
    build_generation(library.documents(documents), encoder, data)
