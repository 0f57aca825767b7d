"""The process that reads a file: `python -m ingest.sandbox.read_worker`.

Its standard input is a JSON object that names the file. It writes one JSON message a line: first
["page", done, total] for each page, then ["text", ...] or ["refused", class, fields].
"""

import json
import sys
from pathlib import Path

from ingest.errors import FileRefused
from ingest.formats.file_type import file_type
from ingest.formats.reader import read_file
from ingest.reading.file_text import FileText, file_text_json
from ingest.sandbox.restrictions import forbid, limit_resources


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
    forbid(but=("subprocess.Popen",) if ocr and file_type(path) == "pdf" else ())
    return read_file(path, password, _send_page, ocr)


def _send_page(done: int, total: int) -> None:
    _send(["page", done, total])


def _send(message: list[object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
