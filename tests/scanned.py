"""PDFs whose pages are images, as a scanner leaves them."""

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def write_scan(path: Path, *pages: tuple[str, list[str]]) -> Path:
    """Write a PDF whose pages are ("text" or "image", lines); an image of no lines is blank."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for kind, lines in pages:
        if kind == "text":
            _set(canvas, lines)
        else:
            canvas.drawImage(_picture(lines), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path


def _set(canvas: Canvas, lines: list[str]) -> None:
    canvas.setFont("Helvetica", 14)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 18 * number, line)


def _picture(lines: list[str]) -> ImageReader:
    printed = io.BytesIO()
    canvas = Canvas(printed, pagesize=(595, 842))
    _set(canvas, lines)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(printed) as document:
        return ImageReader(document[0].render(scale=150 / 72, grayscale=True).to_pil())
