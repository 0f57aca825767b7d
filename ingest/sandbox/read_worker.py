"""The process that reads a file: `python -m ingest.sandbox.read_worker`.

Its standard input is a JSON object that names the file. It writes one JSON message a line: first
["page", done, total] for each page, then ["text", ...] or ["refused", class, fields].

The pages of a long PDF are read by two processes, the second of which has the same limits.
"""

import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import FileRefused
from ingest.formats.file_type import PDF_HEAD, PDF_HEAD_BYTES, file_type
from ingest.formats.reader import read_file
from ingest.reading.file_text import FileText, file_text_json
from ingest.sandbox.restrictions import forbid, limit_resources

if TYPE_CHECKING:
    from ingest.pdf.second_reader import SecondReader

MIN_SHARED_BYTES = 50_000
"""Of a PDF: a shorter one has few pages."""

_GARBAGE_OBJECTS = 100_000
"""After so many new objects Python looks for cycles; after 700, its default, it does so in vain
all the time, as the words of all pages are kept."""


def main() -> None:
    """Read the file that standard input names, and write its text or why it was refused."""
    request = json.load(sys.stdin)
    limit_resources(request["cpu"], request["memory"])
    try:
        text = _read(Path(request["path"]), request["password"], request["ocr"])
    except FileRefused as error:
        _send(["refused", type(error).__name__, error.details])
    except MemoryError:
        megabytes = request["memory"] // 1_000_000
        _send(["refused", "FileTooHungry", {"file": "", "megabytes": megabytes}])
    else:
        _send(["text", file_text_json(text)])


def _read(path: Path, password: str | None, ocr: list[str]) -> FileText:
    """Read a file. Only for a PDF whose pages OCR may have to read may it start a program."""
    gc.set_threshold(_GARBAGE_OBJECTS)
    second = _second_reader(path)
    forbid(but=("subprocess.Popen",) if ocr and file_type(path) == "pdf" else ())
    return read_file(path, password, _send_page, ocr, second)


def _second_reader(path: Path) -> "SecondReader | None":
    """Return a process that reads some of the pages, if this may be a long PDF."""
    with path.open("rb") as file:
        is_long_pdf = os.fstat(file.fileno()).st_size >= MIN_SHARED_BYTES and PDF_HEAD in file.read(
            PDF_HEAD_BYTES
        )
    if not is_long_pdf or (os.cpu_count() or 1) < 2:
        return None
    import pypdfium2  # noqa: F401  # once for both, before the process is forked

    from ingest.pdf.second_reader import SecondReader

    return SecondReader(forbid)


def _send_page(done: int, total: int) -> None:
    _send(["page", done, total])


def _send(message: list[object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
