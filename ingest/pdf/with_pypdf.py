"""Read a PDF with pypdf, for files that PDFium cannot open or whose text is doubtful.

pypdf gives no boxes, so that nothing can be marked on the page; lines keep pypdf's order.
"""

from pathlib import Path

from ingest.pdf.layout import lay_out_lines
from ingest.pdf.lines import PdfLine
from ingest.pdf.metadata import facts_of
from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileText
from ingest.reading.quality import measure_quality

_LINE_SPACING_POINTS = 12.0
_LINE_HEIGHT_POINTS = 10.0
"""Both are invented, as the layout needs boxes. With them an empty line separates paragraphs."""


def read_with_pypdf(path: Path, password: str | None) -> FileText | None:
    """Return the text of the PDF at `path`, or None if pypdf cannot read it."""
    import pypdf

    try:
        file = pypdf.PdfReader(path)
        if file.is_encrypted and not file.decrypt(password or ""):
            return None
        labels: list[str | None] = list(file.page_labels)
        texts = [page.extract_text() for page in file.pages]
        metadata = dict(file.metadata or {})
        facts = facts_of(lambda name: metadata.get(f"/{name}"))
    except Exception:  # noqa: BLE001 a broken file can cause nearly any error in pypdf
        return None
    layout = lay_out_lines([_lines(text) for text in texts], labels)
    quality = measure_quality(layout.pages, tuple(len("".join(text.split())) for text in texts))
    return layout.file_text("pypdf", facts, quality)


def _lines(text: str) -> tuple[PdfLine, ...]:
    lines: list[PdfLine] = []
    bottom = 0.0
    for line in text.splitlines():
        bottom -= _LINE_SPACING_POINTS
        top = bottom + _LINE_HEIGHT_POINTS
        cleaned = clean_characters(not_from_pdf(line))
        if cleaned.text:
            hyphen = cleaned.text[-1] in "-\u2010" and cleaned.text[-2:-1].isalnum()
            lines.append(PdfLine(cleaned, 0.0, bottom, 1.0, top, hyphen=hyphen))
    return tuple(lines)
