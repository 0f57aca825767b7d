"""Change a library in processes that end before the first, second, ... change to the disk."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import ReportUnknown
from assistant.reports.add import Options, add_files, remove_reports
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from assistant.workspace import open_index, read_documents
from index.encoder.protocol import Encoded, Role
from index.generation import Generation, open_live
from ingest.library import Library
from tests.crash_before import ended_before

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPORTER = TerminalReporter(texts_in("nb"))


class RecalledEncoder:
    """Stand for the encoder where every vector is in some index already; loads no model."""

    def __init__(self, generations: Sequence[Generation]) -> None:
        """Take the vectors of all passages of `generations`."""
        self.identity = generations[0].manifest.encoder
        self._known = {
            passage.encoded_text: (generation, row)
            for generation in generations
            for row, passage in enumerate(generation.passages)
        }
        self._units = {
            passage.text[start:end]: vector
            for generation in generations
            for row, passage in enumerate(generation.passages)
            for units in (generation.units.passage(row),)
            for (start, end), vector in zip(units.ranges.tolist(), units.vectors, strict=True)
        }

    def token_weights(self, _ids: "NDArray[np.int32]") -> None:
        """Know no weights: a build needs none."""
        return

    def count_tokens(self, text: str) -> int:
        """Count words, which is enough to cut a line into one passage."""
        return len(text.split())

    def encode(self, texts: Sequence[str], _role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield what was encoded before."""
        for position, text in enumerate(texts):
            if text not in self._known:
                pooled = self._units[text]
                nothing = np.empty((0, 2), np.int32)
                yield position, Encoded(pooled, pooled[None], np.zeros(1, np.int32), nothing)
                continue
            generation, row = self._known[text]
            tokens = generation.tokens.passage(row)
            pooled = generation.vectors.vector(row)
            yield position, Encoded(pooled, tokens.vectors, tokens.ids, tokens.spans)


def main(verb: str, start: Path, file: Path, report_id: str, indexes: Sequence[Path]) -> None:
    """Tell, for each change to the disk, what a process that ended before it left behind."""
    encoder = RecalledEncoder([open_live(data) for data in indexes])

    def load(_: Settings) -> RecalledEncoder:
        return encoder

    def change(settings: Settings) -> None:
        if verb == "remove":
            with suppress(ReportUnknown):  # the process that crashed had done all but tidy up
                remove_reports(settings, [report_id], REPORTER, load)
            return
        list(add_files(settings, [file], Options(as_id=report_id), REPORTER, load))

    rows = []
    for changes in count(1):
        copy = start.with_name(f"crashed-{changes}")
        shutil.copytree(start, copy)
        settings = Settings(data=copy)
        # What a build writes beside these is tested with the index.
        under = (str(copy / "library"), str(copy / "current"))
        doing, code = ended_before(changes, partial(change, settings), under)
        live = open_live(copy).id
        row = {"code": code, "doing": doing, "new": live != open_live(start).id}
        opened = open_index(settings, REPORTER, encoder)
        row["agrees"] = opened.documents == read_documents(settings)
        change(settings)
        left = {path for path in Library.of(copy).folder.rglob("*") if path.is_file()}
        row["left"] = sorted(path.relative_to(copy).as_posix() for path in left)
        row["documents"] = open_live(copy).manifest.corpus_sha256
        rows.append(row)
        shutil.rmtree(copy)
        if code == 0:
            break
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    VERB, START, FILE, REPORT_ID, *INDEXES = sys.argv[1:]
    main(VERB, Path(START), Path(FILE), REPORT_ID, [Path(index) for index in INDEXES])
