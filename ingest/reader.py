"""Read a file, its type told by its content and not by its name: PDF alone for now."""

from pathlib import Path

from ingest.errors import FileTypeUnknown
from ingest.progress import Progress
from ingest.reading import Reading


def read_file(path: Path, password: str | None, on_page: Progress) -> Reading:
    """Read the file at `path`.

    Raises:
        FileRefused: it cannot be read, or nobody would be served by its text.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" not in head:
        raise FileTypeUnknown(file=path.name)
    from ingest.pdf import read_pdf

    return read_pdf(path, password, on_page)
