"""Read files one by one, and each while the program still encodes the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.progress import Progress
from ingest.reading.file_text import FileText
from ingest.sandbox.reading import Reading
from ingest.sandbox.safe_reader import SafeReader


@dataclass(slots=True)
class ReadAhead:
    """Reads `paths`, which are asked for in their order; some may be passed over.

    Only one file is read ahead, as the memory of the program is limited, and none with OCR, which
    takes all cores itself.
    """

    paths: Sequence[Path]
    reader: SafeReader
    _next: Reading | None = field(default=None, init=False)

    def read(self, path: Path, on_page: Progress) -> FileText:
        """Return the text of a file, and begin with the one after it.

        Raises:
            FileRefused: it cannot be read.
        """
        begun, self._next = self._next, None
        try:
            if begun is not None and begun.path == path:
                return begun.result(on_page)
            if begun is not None:
                begun.stop()
            return self.reader.read(path, on_page)
        finally:
            self._begin_after(path)

    def stop(self) -> None:
        """End what has begun."""
        if self._next is not None:
            self._next.stop()

    def _begin_after(self, path: Path) -> None:
        place = self.paths.index(path) + 1
        if place < len(self.paths) and not self.reader.ocr:
            self._next = Reading(self.paths[place], self.reader.read)
