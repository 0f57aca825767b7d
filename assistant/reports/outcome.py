"""What is asked of adding files, and what became of each."""

from dataclasses import dataclass
from typing import Any, Literal

from ingest.document_facts.told import Told
from ingest.errors import FileRefused
from ingest.reading.file_text import LeftOut

State = Literal["added", "updated", "unchanged", "removed", "refused", "ignored"]


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be added.

    `as_id` names the report that a file is; with `checked` the file itself must agree. `facts` are
    fields of the entry that are known of a file, by their names. With `ocr`, pages that are images
    are read too. `force` adds a file whose text is badly read, and lets a sync remove all reports
    of an emptied folder.
    """

    as_id: str | None = None
    checked: bool = False
    facts: tuple[tuple[str, Any], ...] = ()
    password: str | None = None
    force: bool = False
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `evidence` has the names and values of the fields that told which report it is, `error` says why
    it was refused, and `without_text` has the numbers of the pages that are most often images and
    were not read. `left_out` is what is not in the text, of a file that has pages if `paged`.
    were not read. `proposals` are the ids of the reports of the catalogue that it is like, `told`
    the fields of a new report that were told from its words, with these words.
    """

    state: State
    file: str
    report_id: str | None = None
    pages: int | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    error: FileRefused | None = None
    without_text: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    proposals: tuple[str, ...] = ()
    told: tuple[tuple[str, Told], ...] = ()

    @property
    def paged(self) -> bool:
        """Return whether the file has pages."""
        return self.pages is not None
