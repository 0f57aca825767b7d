"""Count the work of a piece of the program, instead of timing it: numbers that no load changes.

What is counted is done all the same: the calls of ONNX Runtime, of the stemmer and of the files of
the index are noted on their way, and Python itself tells of files, modules and sockets.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from types import FrameType
from typing import Any, Self

import numpy as np
import pytest

from index.encoder.graph import MASK
from index.lexical import _stemmer
from index.sealed import SealedFile

LAYERS = ("assistant", "index", "ingest")
TOKEN_VECTORS = "tokens/rows.npy"  # noqa: S105


@dataclass(slots=True)
class Counted:
    """What was done.

    `passes` are forward passes, of so many `texts` with so many `tokens`, those of prefixes and the
    special ones included and `padding` not, `products` how often whole numbers were multiplied.
    `passages` is how often the token vectors of one were read, `reads` how often any part of the
    index was. `stems` are the words that the stemmer was given, `calls` all calls of Python
    functions.

    `opened` has the files that were opened and the folders that were listed, `imported` the modules
    and `databases` those of SQLite; `sockets` is how often one was made or used, `threads` and
    `processes` are those that were started.
    """

    passes: int = 0
    texts: int = 0
    tokens: int = 0
    padding: int = 0
    products: int = 0
    passages: int = 0
    reads: int = 0
    stems: int = 0
    calls: int = 0
    opened: list[str] = field(default_factory=list)
    imported: list[str] = field(default_factory=list)
    databases: list[str] = field(default_factory=list)
    sockets: int = 0
    threads: int = 0
    processes: int = 0

    def other_than(self, expected: Self) -> list[str]:
        """Return what grew or fell beside what is expected, a line each.

        The calls of Python, which other versions of it and of the libraries do otherwise, may be as
        many as expected and down to half as many.
        """
        return [
            f"{name} {'grew' if found > wanted else 'fell'} from {wanted!r} to {found!r}"
            for each in fields(self)
            for name in [each.name]
            for found, wanted in [(getattr(self, name), getattr(expected, name))]
            if found != wanted and not (name == "calls" and wanted / 2 <= found <= wanted)
        ]


class _Stemmer:
    """A stemmer that counts the words that it is given."""

    def __init__(self, stemmer: Any, counted: Counted) -> None:
        self._stemmer, self._counted = stemmer, counted

    def stemWord(self, word: str) -> Any:  # noqa: N802
        self._counted.stems += 1
        return self._stemmer.stemWord(word)


@contextmanager
def counting() -> Iterator[Counted]:
    """Count what is done in the block: work by any thread, and what its own thread asks Python."""
    import onnxruntime
    import Stemmer

    counted = Counted()
    run, read, stemmer = onnxruntime.InferenceSession.run, SealedFile.read, Stemmer.Stemmer
    start = threading.Thread.start

    def counting_run(self: Any, names: Any, given: dict[str, Any], *more: Any) -> Any:
        if MASK not in given:
            counted.products += 1
            return run(self, names, given, *more)
        counted.passes += 1
        counted.texts += len(given[MASK])
        counted.tokens += int(np.sum(given[MASK]))
        counted.padding += int(given[MASK].size - np.sum(given[MASK]))
        return run(self, names, given, *more)

    def counting_read(self: SealedFile, start: int, stop: int) -> memoryview:
        counted.reads += 1
        counted.passages += self.path.as_posix().endswith(TOKEN_VECTORS)
        return read(self, start, stop)

    def counting_start(self: threading.Thread) -> None:
        counted.threads += 1
        start(self)

    def count_calls(frame: FrameType, event: str, argument: object) -> None:
        counted.calls += event == "call"

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(onnxruntime.InferenceSession, "run", counting_run)
        patched.setattr(SealedFile, "read", counting_read)
        patched.setattr(threading.Thread, "start", counting_start)
        patched.setattr(Stemmer, "Stemmer", lambda language: _Stemmer(stemmer(language), counted))
        _stemmer.cache_clear()
        _watch(counted)
        before = sys.getprofile()
        sys.setprofile(count_calls)
        try:
            yield counted
        finally:
            sys.setprofile(before)
            _watch(None)
            _stemmer.cache_clear()


_watched: tuple[int, Counted] | None = None
_is_hooked = False


def _watch(counted: Counted | None) -> None:
    """Have Python tell of what this thread asks it for; nothing more if `counted` is None."""
    global _watched, _is_hooked
    _watched = None if counted is None else (threading.get_ident(), counted)
    if not _is_hooked:
        # A hook stays for as long as the process runs.
        sys.addaudithook(_hear)
        _is_hooked = True


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is None or _watched[0] != threading.get_ident():
        return
    counted = _watched[1]
    if event in ("open", "os.listdir", "os.scandir"):
        counted.opened.append(str(arguments[0]))
    elif event == "import":
        counted.imported.append(str(arguments[0]))
    elif event.startswith("sqlite3."):
        counted.databases.append(str(arguments[0]))
    elif event.startswith("socket."):
        counted.sockets += 1
    elif event in ("subprocess.Popen", "os.fork", "os.posix_spawn"):
        counted.processes += 1


def forget() -> None:
    """Forget all that the functions of the program keep, so that no earlier test saves any work."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in LAYERS:
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
