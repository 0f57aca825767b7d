"""Read the pages of a PDF that are images, with Tesseract where it is installed."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.errors import OcrMissing
from ingest.norwegian.hyphens import between_lines
from ingest.progress import Progress
from ingest.reading.file_text import FileText, Page
from ingest.reading.quality import IMAGE, measure_quality

PROGRAM = "tesseract"
NORWEGIAN = ("nor", "nno")
"""Tesseract's own names; it ships no model for nynorsk alone, but one may be added."""

RESOLUTION = 300
"""Dots an inch, which Tesseract is made for."""

MOST_PIXELS = 20_000_000
"""Of a page: A3 at that resolution has 17 million. A larger one is drawn smaller."""

LEAST_SURE = 40.0
"""Of 100, by Tesseract: a page whose words are less sure on average is a picture. A guess."""

SECONDS = 120
"""One page may take; a page of text takes ten."""

_WORD = "5"  # the level of a word in Tesseract's table


def ocr_languages() -> tuple[str, ...]:
    """Return the names of the Norwegian models that are installed.

    Raises:
        OcrMissing: Tesseract is not installed, or has none of them.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise OcrMissing(what=PROGRAM)
    listed = subprocess.run(  # noqa: S603 nothing of it comes from outside
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    languages = tuple(name for name in NORWEGIAN if name in listed.stdout.split())
    if not languages:
        raise OcrMissing(what=f"{PROGRAM}: {NORWEGIAN[0]}")
    return languages


def recognise(
    reading: FileText, path: Path, password: str | None, languages: Sequence[str], on_page: Progress
) -> FileText:
    """Return `reading` of the PDF at `path` with the text of its pages that are images."""
    import pypdfium2

    numbers = reading.quality.without_text
    texts: dict[int, str] = {}
    if not numbers:
        return reading
    with pypdfium2.PdfDocument(path, password=password) as document:
        for done, number in enumerate(numbers, start=1):
            text = _text_of(_drawn(document, number), languages)
            if sum(not letter.isspace() for letter in text) >= IMAGE:
                texts[number] = text
            on_page(done, len(numbers))
    if not texts:
        return reading
    pages = tuple(
        Page(page.number, page.label, texts[page.number]) if page.number in texts else page
        for page in reading.pages
    )
    empty = set(numbers) - set(texts)
    drawn = tuple(0 if page.number in empty else IMAGE for page in pages)
    quality = replace(measure_quality(pages, drawn), recognised=tuple(texts))
    return replace(reading, pages=pages, quality=quality)


def _drawn(document: Any, number: int) -> bytes:
    """Return a page as a picture in grey (PGM); nothing where PDFium cannot draw it."""
    import pypdfium2

    try:
        page = document[number - 1]
        scale = RESOLUTION / 72
        area = page.get_width() * page.get_height() * scale**2
        if area > MOST_PIXELS:
            scale *= (MOST_PIXELS / area) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        return b""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    buffer = memoryview(bitmap.buffer).cast("B")
    rows = (buffer[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n%b" % (width, height, b"".join(rows))


def _text_of(picture: bytes, languages: Sequence[str]) -> str:
    """Return what stands in a picture, a paragraph a line; nothing where it is no text."""
    if not picture:
        return ""
    command = [PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(RESOLUTION)]
    try:
        done = subprocess.run(  # noqa: S603 a list, no shell; the picture goes by standard input
            [*command, "tsv"], input=picture, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    words = list(_words(done.stdout.decode("utf-8", "replace")))
    if not words or sum(sure for _, _, sure, _ in words) / len(words) < LEAST_SURE:
        return ""
    return "\n".join(
        _paragraph([[word for *_, word in line] for _, line in groupby(group, lambda w: w[1])])
        for _, group in groupby(words, lambda w: w[0])
    )


def _words(table: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float, str]]:
    """Yield each word of Tesseract's table with its paragraph, its line and how sure it is."""
    for row in table.splitlines()[1:]:
        level, _page, block, paragraph, line, *_, sure, word = row.split("\t", 11)
        text = word.strip().strip("|_")  # the lines of a table are taken for letters
        if level == _WORD and text:
            yield (block, paragraph), (block, paragraph, line), float(sure), text


def _paragraph(lines: list[list[str]]) -> str:
    text = ""
    for words in lines:
        line = " ".join(words)
        if text:
            stays, between = between_lines(text, line)
            text = (text if stays else text[:-1]) + between
        text += line
    return text
