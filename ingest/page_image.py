"""A page of a PDF as an image, its matched words boxed; drawn in a process that can be killed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ingest.confined import died, run_module
from ingest.drawing import HUNGRY, LOCKED
from ingest.errors import FileLocked, FileTooHungry
from ingest.limits import LIMITS
from ingest.reading import Page

Spans = tuple[tuple[int, int], ...]
"""The first of PDFium's characters on a page and how many, for each stretch that is boxed."""

DRAWING = replace(LIMITS, wall=30, cpu=15, memory=600_000_000, answer=20_000_000)
"""Of 44 pages of real files most took 0.5 s, on a busy machine, and a cover of pictures 11 s."""

KEPT = 16
"""Images that are kept in memory; a page of text has 0.3 MB, a cover of pictures 2 MB."""


@lru_cache(maxsize=KEPT)
def page_image(path: Path, number: int, spans: Spans, name: str) -> bytes:
    """Return page `number` of the PDF at `path`, whose content never changes, as a PNG.

    `name` is what the file is called in errors.

    Raises:
        FileDamaged, FileLocked, FileTooSlow, FileTooHungry, FileTooLarge: it cannot be drawn.
    """
    asked = {"path": str(path.absolute()), "page": number, "spans": spans}
    drawn: list[bytes] = []
    status, words = run_module("ingest.drawing", asked, DRAWING, name, drawn.append)
    if status == LOCKED:
        raise FileLocked(file=name)
    if status == HUNGRY:
        raise FileTooHungry(file=name, megabytes=DRAWING.memory // 1_000_000)
    if status:
        raise died(name, status, words)
    return b"".join(drawn)


def spans_of(page: Page, stretches: Sequence[tuple[int, int]]) -> Spans:
    """Return the characters of PDFium that `stretches` of the page's text came from.

    A stretch gives several where our text was mended: a word that was hyphenated over two lines.
    """
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        for run in page.runs:
            first, last = max(start, run.start), min(end, run.start + run.length)
            if first < last:
                found.append((run.char + first - run.start, last - first))
    return tuple(found)
