"""The text of an added file as it is stored: JSON, with the version of the reader that read it.

The first line has what is told of every file of a list, so that it can be read alone.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.disk import write_whole
from ingest.reading.file_text import (
    READER,
    FileText,
    Page,
    Quality,
    Run,
    file_text_from,
    file_text_json,
    quality_from,
)


@dataclass(frozen=True, slots=True)
class StoredText:
    """The text of a file without its runs, and the version of the reader that read it."""

    file_text: FileText
    reader_version: int

    @property
    def is_current(self) -> bool:
        """Return whether this version of the program would read the same text."""
        return self.reader_version == READER


def read_stored_text(path: Path) -> StoredText | None:
    """Return the text stored at `path`, or None if there is no readable one."""
    try:
        row: dict[str, Any] = json.loads(path.read_bytes())
        version = int(row["number"])
        # Nothing but a box on a page needs the runs, and they are most of the file.
        for page in row["reading"]["pages"]:
            page["runs"] = ()
        return StoredText(file_text_from(row["reading"]), version)
    except (OSError, KeyError, TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class StoredSummary:
    """How a file was read: `left_out` is the number of stretches that are not in its text."""

    quality: Quality
    left_out: int


def read_stored_summary(path: Path) -> StoredSummary | None:
    """Return the summary of the text at `path`, or None if there is no readable text."""
    try:
        with path.open("rb") as stored:
            row = json.loads(stored.readline().rstrip(b",\n") + b"}")["summary"]
        return StoredSummary(quality_from(row["quality"]), int(row["left_out"]))
    except (OSError, KeyError, TypeError, ValueError):
        stored_text = read_stored_text(path)  # an older version of the program wrote no summary
        if stored_text is None:
            return None
        file_text = stored_text.file_text
        return StoredSummary(file_text.quality, len(file_text.left_out))


def read_stored_page(path: Path, number: int) -> Page | None:
    """Return page `number`, counted from 1, with its runs; None if there is no readable one."""
    try:
        row = json.loads(path.read_bytes())
        page = row["reading"]["pages"][number - 1]
        return Page(**{**page, "runs": tuple(Run(*run) for run in page["runs"])})
    except (OSError, LookupError, TypeError, ValueError):
        return None


def write_stored_text(path: Path, file_text: FileText) -> None:
    """Store a text at `path` as read by this version of the program.

    Raises:
        OSError: it cannot be written.
    """
    reading = file_text_json(file_text)
    summary = {"quality": reading["quality"], "left_out": len(file_text.left_out)}
    first = json.dumps({"number": READER, "summary": summary})
    text = f'{first[:-1]},\n"reading": {json.dumps(reading, ensure_ascii=False)}}}'
    # A PDF may name half a surrogate pair as a character.
    write_whole(path, text.encode("utf-8", "surrogatepass"))


def without_runs(file_text: FileText) -> FileText:
    """Return the text as `read_stored_text` gives it once it is stored."""
    return replace(file_text, pages=tuple(replace(page, runs=()) for page in file_text.pages))
