"""Read the pages of a PDF that are images with Tesseract, a program that must be installed."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ingest.errors import OcrMissing
from ingest.norwegian.hyphens import between_lines
from ingest.progress import Progress
from ingest.reading.file_text import FileText, Page
from ingest.reading.quality import MIN_PAGE_CHARS, measure_quality

PROGRAM = "tesseract"
NORWEGIAN_MODELS = ("nor", "nno")
"""The names that Tesseract gives them. It ships no model of nynorsk alone, but one may be added."""

RESOLUTION_DPI = 300
"""The resolution that Tesseract is made for."""

MAX_PAGE_PIXELS = 20_000_000
"""A page that would have more is drawn smaller; A3 in full resolution has 17 million."""

MIN_CONFIDENCE = 40.0
"""Of 100: a page whose words have a lower confidence on average is taken for a picture. A guess."""

MAX_PAGE_SECONDS = 120
"""A page that takes longer is given up; a page of text takes ten."""

_WORD_LEVEL = "5"  # of a row of Tesseract's table


class _PrintedWord(NamedTuple):
    """One word that Tesseract recognised, with the identity of its paragraph and of its line."""

    paragraph: tuple[str, str]
    line: tuple[str, str, str]
    confidence: float
    text: str


def ocr_languages() -> tuple[str, ...]:
    """Return the names of the Norwegian models that are installed.

    Raises:
        OcrMissing: Tesseract is not installed, or has none of them.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise OcrMissing(what=PROGRAM)
    listed = subprocess.run(  # noqa: S603 no part of it comes from outside
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    languages = tuple(name for name in NORWEGIAN_MODELS if name in listed.stdout.split())
    if not languages:
        raise OcrMissing(what=f"{PROGRAM}: {NORWEGIAN_MODELS[0]}")
    return languages


def recognise(
    file_text: FileText,
    path: Path,
    password: str | None,
    languages: Sequence[str],
    on_page: Progress,
) -> FileText:
    """Return `file_text`, read from the PDF at `path`, with the text of pages that are images."""
    import pypdfium2

    numbers = file_text.quality.without_text
    texts: dict[int, str] = {}
    if not numbers:
        return file_text
    with pypdfium2.PdfDocument(path, password=password) as document:
        for done, number in enumerate(numbers, start=1):
            text = _recognised_text(_page_image(document, number), languages)
            if sum(not letter.isspace() for letter in text) >= MIN_PAGE_CHARS:
                texts[number] = text
            on_page(done, len(numbers))
    if not texts:
        return file_text
    pages = tuple(
        Page(page.number, page.label, texts[page.number]) if page.number in texts else page
        for page in file_text.pages
    )
    empty = set(numbers) - set(texts)
    drawn = tuple(0 if page.number in empty else MIN_PAGE_CHARS for page in pages)
    quality = replace(measure_quality(pages, drawn), recognised=tuple(texts))
    return replace(file_text, pages=pages, quality=quality)


def _page_image(document: Any, number: int) -> bytes:
    """Return a page as a grey PGM image; empty if PDFium cannot draw it."""
    import pypdfium2

    try:
        page = document[number - 1]
        scale = RESOLUTION_DPI / 72
        area = page.get_width() * page.get_height() * scale**2
        if area > MAX_PAGE_PIXELS:
            scale *= (MAX_PAGE_PIXELS / area) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        return b""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    buffer = memoryview(bitmap.buffer).cast("B")
    rows = (buffer[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n%b" % (width, height, b"".join(rows))


def _recognised_text(image: bytes, languages: Sequence[str]) -> str:
    """Return the text in an image with one paragraph on each line; empty if it shows no text."""
    if not image:
        return ""
    command = [
        PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(RESOLUTION_DPI), "tsv",
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 a list, no shell; the image goes to standard input
            command, input=image, capture_output=True, timeout=MAX_PAGE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    words = list(_printed_words(done.stdout.decode("utf-8", "replace")))
    if not words or sum(word.confidence for word in words) / len(words) < MIN_CONFIDENCE:
        return ""
    return "\n".join(_paragraph(group) for _, group in groupby(words, lambda word: word.paragraph))


def _printed_words(table: str) -> Iterator[_PrintedWord]:
    """Yield the words of Tesseract's table, which has tabs between its columns."""
    for row in table.splitlines()[1:]:
        level, _page, block, paragraph, line, *_, confidence, word = row.split("\t", 11)
        text = word.strip().strip("|_")  # Tesseract takes the lines of a table for these
        if level == _WORD_LEVEL and text:
            position = (block, paragraph, line)
            yield _PrintedWord((block, paragraph), position, float(confidence), text)


def _paragraph(words: Iterable[_PrintedWord]) -> str:
    text = ""
    for _, on_line in groupby(words, lambda word: word.line):
        line = " ".join(word.text for word in on_line)
        if text:
            stays, between = between_lines(text, line)
            text = (text if stays else text[:-1]) + between
        text += line
    return text
