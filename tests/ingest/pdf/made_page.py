"""Pages as PDFium would give them, made from pictures of their text."""

import re
import textwrap

from ingest.pdf.lines import PdfLine, read_lines
from ingest.pdf.page_words import PageWords, PdfWord
from ingest.reading.characters import not_from_pdf

WIDTH, HEIGHT = 600.0, 842.0


def made_page(picture: str) -> PageWords:
    """Return the page in a picture, whose words are drawn row by row.

    Each column of the picture is 5 points wide and each row 12 points high, the first at 800 points
    over the foot of the page; type is 10 points high. Three spaces are a wide gap, two are not.
    """
    text = ""
    words: list[PdfWord] = []
    for row, line in enumerate(textwrap.dedent(picture).strip("\n").splitlines()):
        for number, word in enumerate(re.finditer(r"\S+", line)):
            if text:
                text += " " if number else "\r\n"
            end = len(text) + len(word[0])
            left, right, bottom = 5.0 * word.start(), 5.0 * word.end(), 800.0 - 12 * row
            words.append(PdfWord(len(text), end, left, bottom, right, bottom + 10, not number))
            text += word[0]
    return PageWords(text, tuple(words), frozenset(), WIDTH, HEIGHT)


def made_lines(picture: str) -> tuple[PdfLine, ...]:
    """Return the lines of the page in a picture."""
    return read_lines(made_page(picture))


def made_line(
    text: str, left: float, bottom: float, size: float = 10, bold: bool = False
) -> PdfLine:
    """Return a line whose characters are 5 points wide."""
    right, top = left + 5 * len(text), bottom + size
    return PdfLine(not_from_pdf(text), left, bottom, right, top, bold, hyphen=text[-1] == "-")
