"""Draw a page of a PDF, its matched words boxed, in a subprocess that can be killed."""

from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

from ingest.errors import FileLocked, FileTooHungry
from ingest.sandbox.draw_worker import EXIT_LOCKED, EXIT_TOO_HUNGRY
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.picture import Picture

CACHED_IMAGES = 16
"""Images that are kept in memory; a page of text has 0.3 MB, a cover of pictures 2 MB."""

DRAW_LIMITS = replace(LIMITS, wall=30, cpu=15, memory=600_000_000, answer=20_000_000)
"""Of 44 pages of real files most took 0.5 s, on a busy machine, and a cover of pictures 11 s."""


@lru_cache(maxsize=CACHED_IMAGES)
def page_image(path: Path, picture: Picture, name: str) -> bytes:
    """Return a picture of the PDF at `path`, whose content never changes, as a PNG.

    `name` is what errors call the file.

    Raises:
        FileDamaged, FileLocked, FileTooSlow, FileTooHungry, FileTooLarge: it cannot be drawn.
    """
    from ingest.sandbox.process import crashed, run_module  # works on Linux and macOS alone

    request = {"path": str(path.absolute()), "picture": asdict(picture)}
    blocks: list[bytes] = []
    status, stderr_tail = run_module(
        "ingest.sandbox.draw_worker", request, DRAW_LIMITS, name, blocks.append
    )
    if status == EXIT_LOCKED:
        raise FileLocked(file=name)
    if status == EXIT_TOO_HUNGRY:
        raise FileTooHungry(file=name, megabytes=DRAW_LIMITS.memory // 1_000_000)
    if status:
        raise crashed(name, status, stderr_tail)
    return b"".join(blocks)
