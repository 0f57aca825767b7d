"""What a reader gathers beside the lines of a file: what it left out, and the tables it counted."""

from dataclasses import dataclass, field

from ingest.reading.file_text import LeftOut, LeftOutReason


@dataclass(slots=True)
class Gathered:
    """What was gathered so far; it is handed on to the readers of parts inside a file."""

    left_out: list[LeftOut] = field(default_factory=list)
    tables: int = 0

    def leave_out(self, reason: LeftOutReason, text: str) -> None:
        """Tell that `text` is not among the lines, if it has a letter or digit."""
        shown = " ".join(text.split())
        if any(map(str.isalnum, shown)):
            self.left_out.append(LeftOut(1, reason, shown))

    def next_table(self) -> int:
        """Return a number for the next table."""
        self.tables += 1
        return self.tables
