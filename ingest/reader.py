"""Read a file, its type told by its content and not by its name."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.errors import FileEmpty, FileLocked, FileTypeUnknown
from ingest.file_type import FileType, file_type
from ingest.outline import outline_headings
from ingest.pdf_facts import PdfFacts, read_pdf_facts
from ingest.progress import Progress
from ingest.reading import Reading

PRINTED = 4
"""First pages that may print the year of a work: the cover, the title page and their backs."""


def read_file(
    path: Path, password: str | None, on_page: Progress, ocr: Sequence[str] = ()
) -> Reading:
    """Read the file at `path`; `ocr` names the models that read the pages which are images.

    Raises:
        FileRefused: it cannot be read, or nobody would be served by its text.
    """
    kind = file_type(path)
    return read_as(kind, path, password, on_page, lambda: read_pdf_facts(path, password), ocr)


def read_as(
    kind: FileType | None,
    path: Path,
    password: str | None,
    on_page: Progress,
    pdf_facts: Callable[[], PdfFacts] = PdfFacts,
    ocr: Sequence[str] = (),
) -> Reading:
    """Read the file at `path`, which is a `kind`; `pdf_facts` is asked what a PDF says of itself.

    Raises:
        FileRefused: it cannot be read, or nobody would be served by its text.
    """
    match kind:
        case "pdf":
            from ingest.pdf import read_pdf

            try:
                reading = read_pdf(path, password, on_page)
            except FileLocked:
                if password is None:
                    raise
                # The password is another file's: this one may need none.
                password = None
                reading = read_pdf(path, password, on_page)
            if ocr:
                from ingest.ocr import recognise

                reading = recognise(reading, path, password, ocr, on_page)
            return _joined(reading, pdf_facts())
        case "docx":
            from ingest.docx import read_docx

            reading = read_docx(path)
        case "html":
            from ingest.html import read_html

            reading = read_html(path)
        case "markdown":
            from ingest.markdown import read_markdown

            reading = read_markdown(path)
        case "text":
            from ingest.plain import read_plain

            reading = read_plain(path)
        case None:
            raise FileTypeUnknown(file=path.name)
    if not reading.quality.words:
        raise FileEmpty(file=path.name)
    return reading


def _joined(reading: Reading, said: PdfFacts) -> Reading:
    """Return the reading of a PDF with its facts; headings of its outline are surer than others.

    The year in which a file was made is the work's where it is printed there as well; a report may
    have been scanned or exported anew years later, and a wrong year would end up in a citation.
    """
    headings = outline_headings(said.outline, reading.pages, reading.headings) or reading.headings
    facts = said.facts
    outer = (*reading.pages[:PRINTED], *reading.pages[-1:])
    if facts.year and not any(str(facts.year) in page.text for page in outer):
        facts = replace(facts, year=None)
    return replace(reading, facts=facts, headings=headings)
