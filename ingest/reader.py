"""Read a file, its type told by its content and not by its name."""

from pathlib import Path

from ingest.errors import FileTypeUnknown
from ingest.file_type import file_type
from ingest.progress import Progress
from ingest.reading import Reading


def read_file(path: Path, password: str | None, on_page: Progress) -> Reading:
    """Read the file at `path`.

    Raises:
        FileRefused: it cannot be read, or nobody would be served by its text.
    """
    match file_type(path):
        case "pdf":
            from ingest.pdf import read_pdf

            return read_pdf(path, password, on_page)
        case "docx":
            from ingest.docx import read_docx

            return read_docx(path)
        case "html":
            from ingest.html import read_html

            return read_html(path)
        case "markdown":
            from ingest.markdown import read_markdown

            return read_markdown(path)
        case "text":
            from ingest.plain import read_plain

            return read_plain(path)
        case None:
            raise FileTypeUnknown(file=path.name)
