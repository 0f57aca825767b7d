"""Read a PDF with pypdf, where PDFium cannot open it or its text is doubtful.

pypdf tells no places, so that nothing can be boxed on the page; lines are taken as they come.
"""

from pathlib import Path

from ingest.pdf.layout import lay_out_lines
from ingest.pdf.lines import Line
from ingest.pdf.metadata import facts_of
from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileText
from ingest.reading.quality import measure_quality

_PITCH = 12.0
_SIZE = 10.0
"""Points, made up: what is laid out wants a place. An empty line parts paragraphs."""


def read_with_pypdf(path: Path, password: str | None) -> FileText | None:
    """Return what pypdf reads of the PDF at `path`, or None where it cannot read it."""
    import pypdf

    try:
        file = pypdf.PdfReader(path)
        if file.is_encrypted and not file.decrypt(password or ""):
            return None
        labels: list[str | None] = list(file.page_labels)
        texts = [page.extract_text() for page in file.pages]
        said = dict(file.metadata or {})
        facts = facts_of(lambda name: said.get(f"/{name}"))
    except Exception:  # noqa: BLE001 a broken file brings out nearly any error in pypdf
        return None
    pages, headings = lay_out_lines([_lines(text) for text in texts], labels)
    quality = measure_quality(pages, tuple(len("".join(text.split())) for text in texts))
    return FileText("pdf", "pypdf", True, pages, headings, facts, quality)


def _lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    foot = 0.0
    for row in text.splitlines():
        foot -= _PITCH
        strip = clean_characters(not_from_pdf(row))
        if strip.text:
            hyphen = strip.text[-1] in "-\u2010" and strip.text[-2:-1].isalnum()
            lines.append(Line(strip, 0.0, foot, 1.0, foot + _SIZE, hyphen=hyphen))
    return tuple(lines)
