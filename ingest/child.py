"""The process that reads a file: `python -m ingest.child`, started by `ingest.sandbox`.

It is told which file on its standard input, and writes JSON, a message a line:
["page", done, total] as it goes, then ["reading", ...] or ["refused", class, fields].
"""

import json
import sys
from pathlib import Path

from ingest.beside import Beside
from ingest.cage import forbid, limit_resources
from ingest.errors import FileRefused
from ingest.file_type import file_type
from ingest.pdf_facts import PdfFacts, pdf_facts_from, pdf_facts_json, read_pdf_facts
from ingest.reader import read_as
from ingest.reading import Reading, reading_json

_PATIENCE = 10.0
"""Seconds that pypdf may be silent after PDFium has read the text."""

_FACTS_CPU, _FACTS_MEMORY = 30, 300_000_000
"""Seconds and bytes that pypdf may take; on 54 real files it took half a second and 65 MB."""


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
        _say(["reading", reading_json(reading)])


def _read(path: Path, password: str | None, ocr: list[str]) -> Reading:
    """Read a file; pypdf, which is slow and may lose its way, works beside PDFium."""
    kind = file_type(path)
    if kind != "pdf":
        forbid()
        return read_as(kind, path, password, _on_page)

    def ask() -> bytes:
        limit_resources(_FACTS_CPU, _FACTS_MEMORY)
        forbid()
        return json.dumps(pdf_facts_json(read_pdf_facts(path, password))).encode()

    with Beside(ask) as pypdf:
        forbid(but=("subprocess.Popen",) if ocr else ())

        def said() -> PdfFacts:
            try:
                return pdf_facts_from(json.loads(pypdf.result(_PATIENCE)))
            except ValueError:  # it was killed, or had not ended
                return PdfFacts()

        return read_as(kind, path, password, _on_page, said, ocr)


def _on_page(done: int, total: int) -> None:
    _say(["page", done, total])


def _say(message: list[object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
