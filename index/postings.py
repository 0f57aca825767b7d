"""Keep which passages hold each token, and how often: the postings of one segment, on disk."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.sealed import SealedFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TIMES = 65_535
"""How often a passage is counted to hold a token at most."""


def write_lexical(tokens: Sequence[list[str]], folder: Path) -> None:
    """Write the postings of passages given as lists of tokens."""
    vocabulary = sorted({token for each in tokens for token in each})
    column_of = {token: column for column, token in enumerate(vocabulary)}
    columns, counts, distinct = array("i"), array("H"), []
    for each in tokens:
        counted = Counter(each)
        columns.extend(map(column_of.__getitem__, counted))
        counts.extend(min(times, MAX_TIMES) for times in counted.values())
        distinct.append(len(counted))
    by_passage = np.array(columns, np.int32)
    order = np.argsort(by_passage, kind="stable")
    folder.mkdir(parents=True)
    write_postings(
        folder,
        vocabulary,
        rows=np.repeat(np.arange(len(tokens), dtype=np.int32), distinct)[order],
        counts=np.array(counts, np.uint16)[order],
        held=np.bincount(by_passage, minlength=len(vocabulary)),
        lengths=np.array([len(each) for each in tokens], np.int32),
    )


def write_postings(
    folder: Path, vocabulary: Sequence[str], **tables: "NDArray[np.integer[Any]]"
) -> None:
    """Write postings: for each token of `vocabulary`, in order, which passages hold it.

    Of the tables, `held` has the number of these, `rows` the passages themselves and `counts` how
    often each holds it, one token after another; `lengths` has the tokens of each passage.
    """
    raw = [token.encode() for token in vocabulary]
    (folder / "tokens.txt").write_bytes(b"".join(raw))
    ends = np.cumsum([0, *map(len, raw)])
    starts = np.concatenate([[0], np.cumsum(tables.pop("held"))])
    for name, table in {"ends": ends, "starts": starts, **tables}.items():
        np.save(folder / f"{name}.npy", table, allow_pickle=False)


class Postings:
    """The postings of one segment: which of its passages hold a token, and how often."""

    def __init__(self, folder: SealedFolder, name: str) -> None:
        """Open the postings `name` in the folder of a segment."""
        self.rows, self.counts, self.lengths, self._starts, self._ends = (
            folder.table(f"{name}/{table}")
            for table in ("rows", "counts", "lengths", "starts", "ends")
        )
        self._text = folder.file(f"{name}/tokens.txt")

    @cached_property
    def starts(self) -> "NDArray[np.int64]":
        """Return where the postings of each token begin, and where the last ones end."""
        return self._starts.whole()

    @cached_property
    def _vocabulary(self) -> "Vocabulary":
        return Vocabulary(self._text.read(0, self._text.size), self._ends.whole())

    def find(self, token: str) -> slice:
        """Return where the postings of a token stand, empty if there are none."""
        column = self._vocabulary.column(token)
        if column is None:
            return slice(0, 0)
        return slice(int(self.starts[column]), int(self.starts[column + 1]))

    def tokens_in(self, is_in: "NDArray[np.bool_]") -> list[str]:
        """Return the tokens of those of its passages that are marked."""
        if not len(self.rows):
            return []
        holds = np.logical_or.reduceat(is_in[self.rows.whole()], self.starts[:-1])
        return [self._vocabulary[column].decode() for column in np.flatnonzero(holds).tolist()]


class Vocabulary(Sequence[bytes]):
    """Tokens in the order of their bytes, which is that of their characters.

    They are looked up where they stand: a dictionary of a large corpus takes a second to make.
    """

    def __init__(self, text: memoryview, ends: "NDArray[np.int64]") -> None:
        """Take all tokens one after another, and where each ends, after a first 0."""
        self._text, self._ends = bytes(text), array("q", ends.tobytes())

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, column: Any) -> Any:
        return self._text[self._ends[column] : self._ends[column + 1]]

    def column(self, token: str) -> int | None:
        """Return where a token stands, None if it is none of these."""
        raw = token.encode("utf-8", "surrogatepass")
        column = bisect_left(self, raw)
        return column if column < len(self) and self[column] == raw else None
