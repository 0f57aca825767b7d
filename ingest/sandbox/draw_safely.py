"""A page of a PDF as an image, its matched words boxed; drawn in a process that can be killed."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ingest.errors import FileLocked, FileTooHungry
from ingest.reading.file_text import Spans
from ingest.sandbox.draw_worker import HUNGRY, LOCKED
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.process import crashed, run_module

KEPT = 16
"""Images that are kept in memory; a page of text has 0.3 MB, a cover of pictures 2 MB."""

DRAWING = replace(LIMITS, wall=30, cpu=15, memory=600_000_000, answer=20_000_000)
"""Of 44 pages of real files most took 0.5 s, on a busy machine, and a cover of pictures 11 s."""


@lru_cache(maxsize=KEPT)
def page_image(path: Path, number: int, spans: Spans, name: str) -> bytes:
    """Return page `number` of the PDF at `path`, whose content never changes, as a PNG.

    `name` is what the file is called in errors.

    Raises:
        FileDamaged, FileLocked, FileTooSlow, FileTooHungry, FileTooLarge: it cannot be drawn.
    """
    asked = {"path": str(path.absolute()), "page": number, "spans": spans}
    drawn: list[bytes] = []
    status, words = run_module("ingest.sandbox.draw_worker", asked, DRAWING, name, drawn.append)
    if status == LOCKED:
        raise FileLocked(file=name)
    if status == HUNGRY:
        raise FileTooHungry(file=name, megabytes=DRAWING.memory // 1_000_000)
    if status:
        raise crashed(name, status, words)
    return b"".join(drawn)
