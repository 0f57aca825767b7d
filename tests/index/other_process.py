"""What the tests of the index do in a process of its own: hold a lock, fill a disk, crash."""

import json
import os
import resource
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from index.build import build_generation
from index.encoder.protocol import Encoded, Role
from index.generation import (
    Generation,
    open_live,
)
from index.publication import new_generation
from ingest.errors import EksempelfinnerError
from ingest.passages import CountTokens
from ingest.records import Document, Passage
from tests.crash_before import ended_before

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class RecordedEncoder:
    """Stand for the encoder of an index that holds every vector already; loads no model."""

    def __init__(self, generation: Generation) -> None:
        """Take the identity of the encoder that built `generation`."""
        self.identity = generation.manifest.encoder

    def token_weights(self, _ids: "NDArray[np.int32]") -> None:
        """Know no weights: a build needs none."""
        return

    def count_tokens(self, text: str) -> int:
        """Count nothing: passages are not cut anew."""
        raise AssertionError(text)

    def encode(self, texts: Sequence[str], _role: Role) -> Iterator[tuple[int, Encoded]]:
        """Encode nothing, because nothing is missing."""
        if texts:
            raise AssertionError(f"{len(texts)} passages are not in the index")
        return iter(())


def rebuild(generation: Generation, data: Path) -> str:
    """Build in `data` what is in `generation` already."""

    def cut(document: Document, _count: CountTokens) -> tuple[Passage, ...]:
        return tuple(p for p in generation.passages if p.locator.document_id == document.id)

    return build_generation(generation.documents, RecordedEncoder(generation), data, cut=cut)


def hold(data: Path) -> None:
    """Begin a build and wait, until standard input ends, to be killed."""
    with new_generation(data, "held") as folder:
        (folder / "half").write_text("written")
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()


def fill(data: Path, limits: list[int]) -> None:
    """Build anew under each limit of the size of a file; tell how it ended."""
    generation = open_live(data)
    told = []
    for limit in limits:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            ended = rebuild(generation, data)
        except EksempelfinnerError as error:
            ended = f"{type(error).__name__}: {error}"
        told.append(ended)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    sys.stdout.write(json.dumps(told))


def crash(data: Path) -> None:
    """Build over copies of `data`, ended before the first, second, ... change to the disk.

    Tell for each what would have been done next, which generation was live then, and what a build
    that was not disturbed left afterwards.
    """
    generation = open_live(data)
    told = []
    for changes in count(1):
        copy = data.with_name(f"copy-{changes}")
        shutil.copytree(data, copy, copy_function=os.link)
        doing, code = ended_before(changes, partial(rebuild, generation, copy))
        live = open_live(copy).id
        row = {"code": code, "doing": doing, "live": "old" if live == generation.id else "new"}
        again = rebuild(generation, copy)
        left = {path.name for path in (copy / "generations").iterdir()}
        row["clean"] = left == {live, again} and open_live(copy).id == again
        told.append(row)
        shutil.rmtree(copy)
        if code == 0:
            break
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    verb, folder, *numbers = sys.argv[1:]
    match verb:
        case "hold":
            hold(Path(folder))
        case "fill":
            fill(Path(folder), [int(number) for number in numbers])
        case "crash":
            crash(Path(folder))
