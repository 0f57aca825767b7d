"""Facts on how an added file was read: the few that are shown again and again."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.library.library import Library
from ingest.reading.file_text import LeftOut, Quality


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """How a file was read.

    `reader` is the library that read it. `pages` counts all its pages, those without text too; it
    is None for a file that has none, such as a web page. `read` is the day on which its text was
    stored. `is_current` is False if a newer version of the program would read it otherwise.
    `left_out` is what is not in its text.
    """

    reader: str
    pages: int | None
    quality: Quality
    read: date
    is_current: bool = True
    left_out: tuple[LeftOut, ...] = ()

    def has_places(self, page: int) -> bool:
        """Return whether the places of the words on `page` are known."""
        return self.reader == "pdfium" and page not in self.quality.recognised


def report_facts(library: Library, sha256: str) -> ReportFacts | None:
    """Return the facts of the file with this checksum, or None if no text of it is stored."""
    try:
        stored_at = library.text_path(sha256).stat().st_mtime_ns
    except OSError:
        return None
    return _facts(library, sha256, stored_at)


@lru_cache(maxsize=256)
def _facts(library: Library, sha256: str, stored_at: int) -> ReportFacts | None:
    """Return the facts of the text that was stored at `stored_at`, in nanoseconds."""
    stored = library.stored_text(sha256)
    if stored is None:
        return None
    file_text = stored.file_text
    return ReportFacts(
        file_text.reader,
        len(file_text.pages) if file_text.paged else None,
        file_text.quality,
        date.fromtimestamp(stored_at / 1_000_000_000),
        stored.is_current,
        file_text.left_out,
    )
