"""Read files one by one, and each while the one before it is still read or encoded."""

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
        begun = self._next
        self._next = self._begun_after(path)
        if begun is not None and begun.path == path:
            return begun.result(on_page)
        if begun is not None:
            begun.stop()
        return self.reader.read(path, on_page)

    def stop(self) -> None:
        """End what has begun."""
        if self._next is not None:
            self._next.stop()

    def _begun_after(self, path: Path) -> Reading | None:
        place = self.paths.index(path) + 1
        if place == len(self.paths) or self.reader.ocr:
            return None
        return Reading(self.paths[place], self.reader.read)
