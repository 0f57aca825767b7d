"""What is asked of Qdrant, whether it is a server or runs in this process.

A generation is a collection of points, one a passage, and some files beside it, for all that is
known of the index as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOLED, WORDS = "pooled", "words"
"""The names of the dense vector of a point and of the sparse one."""

INDEXED_NUMBERS = ("document", "part")
INDEXED_WORDS = (
    "id", "kind", "language", "municipality", "county", "publisher", "year", "stems",
)  # fmt: skip
"""The fields of a point that can be filtered by."""

INDEXED_ON_DISK = ("id", "stems")
"""Those of which each passage has values of its own, or many: their indexes stay on the disk."""

PAGE_ROWS = 10_000
"""Rows that are asked for in one call, if all that meet a condition are."""

MISSING = "collections"
"""What IndexDamaged names of a server on which a generation is not there."""

LINKS, BUILD_EFFORT = 32, 256
"""Of the graph: neighbours of a vector, and how many candidates are kept while it is built."""

EFFORT, OVERSAMPLING = 512, 2.0
"""Candidates that a search of the graph keeps, and how many times as many as are wanted are
compared again exactly: bytes swap neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """A sparse vector: `columns` ascend, `values` is float32 of the same shape."""

    columns: "NDArray[np.int64]"
    values: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A passage: its number, what is kept of it and what it is found by."""

    row: int
    payload: dict[str, Any]
    pooled: "NDArray[np.float32]"
    words: Sparse


@dataclass(frozen=True, slots=True)
class Condition:
    """What a point must be: one of the values of each field, and one of `rows`, if there are any.

    Of a field with several values one must be among those given. `all_of` are values of a field
    that it must all have.
    """

    fields: dict[str, Sequence[int] | Sequence[str]] = field(default_factory=dict)
    all_of: tuple[tuple[str, str], ...] = ()
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """A search for the `count` points nearest to a dense or a sparse vector, under a condition."""

    vector: "NDArray[np.float32] | Sparse"
    count: int
    condition: Condition


Found = tuple[int, float]
"""The row of a point, and its inner product."""


class Store(Protocol):
    """Generations in Qdrant, by their ids, of which one is live.

    Whatever asks the engine raises EngineUnreachable if it does not answer, EngineRefused if it
    answers that it will not, and IndexDamaged if the generation is not there.
    """

    @property
    def place(self) -> str:
        """Return where the generations are, for people."""

    def check_version(self) -> None:
        """Check that the engine can do what is asked of it.

        Raises:
            IndexForeign: it is too old.
        """

    def live_id(self) -> str | None:
        """Return the id of the live generation, or None if there is none."""

    def ids(self) -> list[str]:
        """Return the ids of all generations, finished or not."""

    def create(self, generation: str, dimensions: int) -> None:
        """Make an empty generation, unless there is one of this id."""

    def write(self, generation: str, points: Sequence[Point]) -> None:
        """Write points, in the place of those of the same rows."""

    def finish(self, generation: str) -> None:
        """Wait until what was written is indexed as far as a search needs it."""

    def publish(self, generation: str) -> None:
        """Make a generation the live one, at once for all readers."""

    def remove(self, generation: str) -> None:
        """Remove a generation, if it is there."""

    def write_file(self, generation: str, name: str, content: bytes) -> None:
        """Keep `content` beside a generation."""

    def read_file(self, generation: str, name: str) -> bytes:
        """Return what was kept as `name`.

        Raises:
            IndexDamaged: there is no such file.
        """

    def count(self, generation: str) -> int:
        """Return how many points there are."""

    def read(
        self, generation: str, rows: Sequence[int], fields: Sequence[str], pooled: bool = False
    ) -> "dict[int, tuple[dict[str, Any], NDArray[np.float32] | None]]":
        """Return these fields of the points in `rows`, and their dense vectors if asked for.

        A point that is not there is left out.
        """

    def rows(self, generation: str, condition: Condition) -> Iterator[int]:
        """Yield the rows of all points that meet a condition."""

    def search(self, generation: str, groups: Sequence[Sequence[Nearest]]) -> list[Sequence[Found]]:
        """Return what the searches of each group find, in one call.

        A group of one has the inner products; of several, what any of them finds comes once, with
        a score that means nothing.
        """


def batched(points: Iterable[Point], most: int, most_bytes: int) -> Iterator[list[Point]]:
    """Yield `points` in lists of `most` and of about `most_bytes` at most."""
    batch: list[Point] = []
    size = 0
    for point in points:
        own = sum(len(value) for value in point.payload.values() if isinstance(value, str))
        own += 12 * (len(point.pooled) + 2 * len(point.words.columns))
        if batch and (len(batch) == most or size + own > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(point)
        size += own
    if batch:
        yield batch
