"""Read a file with the reader for its type, which its content decides and not its name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import FileEmpty, FileTypeUnknown
from ingest.formats.file_type import file_type
from ingest.progress import Progress
from ingest.reading.file_text import FileText

if TYPE_CHECKING:
    from ingest.pdf.second_reader import SecondReader


def read_file(
    path: Path,
    password: str | None,
    on_page: Progress,
    ocr: Sequence[str] = (),
    second: "SecondReader | None" = None,
) -> FileText:
    """Read the file at `path`.

    `password` opens an encrypted PDF. `ocr` names the models that read pages which are images.
    `second` is a process that reads some of a long PDF's pages.

    Raises:
        FileRefused: it cannot be read, or its text is not worth quoting.
    """
    match file_type(path):
        case "pdf":
            from ingest.pdf.reader import read_pdf

            return read_pdf(path, password, on_page, ocr, second)
        case "docx":
            from ingest.formats.docx import read_docx

            text = read_docx(path)
        case "html":
            from ingest.formats.html import read_html

            text = read_html(path)
        case "markdown":
            from ingest.formats.markdown import read_markdown

            text = read_markdown(path)
        case "text":
            from ingest.formats.plain import read_plain

            text = read_plain(path)
        case None:
            raise FileTypeUnknown(file=path.name)
    if not text.quality.words:
        raise FileEmpty(file=path.name)
    return text
