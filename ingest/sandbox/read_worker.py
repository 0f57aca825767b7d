"""The process that reads a file: `python -m ingest.sandbox.read_worker`.

It is told which file on its standard input, and writes JSON, a message a line:
["page", done, total] as it goes, then ["reading", ...] or ["refused", class, fields].
"""

import json
import sys
from pathlib import Path

from ingest.errors import FileRefused
from ingest.formats.file_type import file_type
from ingest.formats.read_file import read_file
from ingest.reading.file_text import FileText, file_text_json
from ingest.sandbox.restrictions import forbid, limit_resources


def main() -> None:
    """Read the file that standard input names, and tell what came of it."""
    asked = json.load(sys.stdin)
    limit_resources(asked["cpu"], asked["memory"])
    try:
        reading = _read(Path(asked["path"]), asked["password"], asked["ocr"])
    except FileRefused as error:
        _say(["refused", type(error).__name__, error.details])
    except MemoryError:
        megabytes = asked["memory"] // 1_000_000
        _say(["refused", "FileTooHungry", {"file": "", "megabytes": megabytes}])
    else:
        _say(["reading", file_text_json(reading)])


def _read(path: Path, password: str | None, ocr: list[str]) -> FileText:
    """Read a file; only one whose pages may have to be recognised may start a program."""
    forbid(but=("subprocess.Popen",) if ocr and file_type(path) == "pdf" else ())
    return read_file(path, password, _on_page, ocr)


def _on_page(done: int, total: int) -> None:
    _say(["page", done, total])


def _say(message: list[object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
