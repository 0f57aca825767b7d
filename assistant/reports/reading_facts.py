"""What is known of how an added file was read: the little of it that is shown again and again."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ingest.library.library import kept_text, known_reading
from ingest.reading.file_text import Quality


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Hold how a file was read.

    `pages` counts all its pages, those without text too; it is None for a file that has none, such
    as a web page. `read` is the day on which what was read was last written down.
    """

    reader: str
    pages: int | None
    quality: Quality
    read: date

    def has_places(self, page: int) -> bool:
        """Say whether it is known where on `page` its words stand."""
        return self.reader == "pdfium" and page not in self.quality.recognised


def report_facts(library: Path, sha256: str) -> ReportFacts | None:
    """Return the facts of the file with this checksum; None where nothing of it is kept."""
    try:
        written = kept_text(library, sha256).stat().st_mtime_ns
    except OSError:
        return None
    return _facts(library, sha256, written)


@lru_cache(maxsize=256)
def _facts(library: Path, sha256: str, written: int) -> ReportFacts | None:
    """Return the facts of what was kept at `written`, in nanoseconds: a file is read anew later."""
    reading = known_reading(library, sha256)
    if reading is None:
        return None
    pages = len(reading.pages) if reading.paged else None
    return ReportFacts(
        reading.reader, pages, reading.quality, date.fromtimestamp(written / 1_000_000_000)
    )
