"""The tokens of a generation in Qdrant: their columns, and how many passages hold them.

They are read whole when a generation is opened: of a large corpus some 50 MB.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.lexical import LEAST
from index.postings import Vocabulary
from index.qdrant.store import Condition, Nearest, Sparse, Store
from index.word_counts import WordCounts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class WordTable(WordCounts):
    """How many passages hold a token.

    `parts` has a bit for each partition that holds the token, uint8 of shape (tokens,), and
    `part_of` the partition of each passage. Columns are numbered from `first` on.
    """

    def __init__(
        self,
        tokens: Vocabulary,
        frequencies: "NDArray[np.int32]",
        parts: "NDArray[np.uint8]",
        part_of: "NDArray[np.uint8]",
        first: int,
    ) -> None:
        """Take the tokens, and the counts of each."""
        self._tokens, self._frequencies, self._parts = tokens, frequencies, parts
        self._part_of, self._first = part_of, first

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._part_of)

    @property
    def columns(self) -> int:
        """Return how many tokens there are."""
        return len(self._tokens)

    def column(self, token: str) -> int | None:
        """Return the column of a token in sparse vectors, None if no passage holds it."""
        place = self._tokens.column(token)
        return None if place is None else self._first + place

    def document_frequency(self, token: str) -> int:
        """Return how many passages hold `token`."""
        place = self._tokens.column(token)
        return 0 if place is None else int(self._frequencies[place])

    def vocabulary_of(self, rows: "NDArray[np.int64]") -> tuple[str, ...]:
        """Return every token that the partitions of the passages in `rows` hold, in order."""
        bits = sum(1 << part for part in np.unique(self._part_of[rows]).tolist())
        places = np.flatnonzero(self._parts & np.uint8(bits)).tolist()
        return tuple(self._tokens[place].decode() for place in places)

    def weights(self, tokens: Iterable[str]) -> Sparse:
        """Return what a question's tokens count for: its product with a passage is their share."""
        distinct = dict.fromkeys(tokens)
        whole = max(sum(map(self.rarity, distinct)), LEAST)
        columns = {
            column: self.rarity(token) / whole
            for token in distinct
            if (column := self.column(token)) is not None
        }
        order = sorted(columns)
        values = np.array([columns[column] for column in order], np.float32)
        return Sparse(np.array(order, np.int64), values)


def in_order(tokens: Iterable[str]) -> list[str]:
    """Return tokens in the order of their columns, which is that of their bytes."""
    return sorted(tokens, key=_raw)


def table_files(
    tokens: Sequence[str], counted: dict[str, int], parts: dict[str, int], name: str
) -> dict[str, bytes]:
    """Return the files of a table: how many passages, and which partitions, hold each token.

    `tokens` are all those that were `counted`, `in_order`.
    """
    raw = list(map(_raw, tokens))
    return {
        f"{name}.tokens": b"".join(raw),
        f"{name}.ends": np.cumsum([0, *map(len, raw)]).astype("<i8").tobytes(),
        f"{name}.frequencies": np.array([counted[token] for token in tokens], "<i4").tobytes(),
        f"{name}.parts": np.array([parts[token] for token in tokens], np.uint8).tobytes(),
    }


def _raw(token: str) -> bytes:
    return token.encode("utf-8", "surrogatepass")


def read_table(
    files: dict[str, bytes], name: str, part_of: "NDArray[np.uint8]", first: int
) -> WordTable:
    """Return the table of these files."""
    ends = np.frombuffer(files[f"{name}.ends"], "<i8")
    return WordTable(
        Vocabulary(memoryview(files[f"{name}.tokens"]), ends),
        np.frombuffer(files[f"{name}.frequencies"], "<i4"),
        np.frombuffer(files[f"{name}.parts"], np.uint8),
        part_of,
        first,
    )


class StoredShares:
    """Which share of a question's stems and n-grams each passage holds: the engine's products."""

    def __init__(self, store: Store, generation: str, stems: Sparse, grams: Sparse) -> None:
        """Take the weights of the question's tokens."""
        self._store, self._generation = store, generation
        self._asked = (stems, grams)
        self._known: dict[int, tuple[float, float]] = {}

    @property
    def both(self) -> Sparse:
        """Return the weights of all tokens in one vector: the columns of stems come first."""
        stems, grams = self._asked
        return Sparse(
            np.concatenate([stems.columns, grams.columns]),
            np.concatenate([stems.values, grams.values]),
        )

    def stems(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the stems that these passages hold, float32 of shape (rows,)."""
        return self._shares(rows)[:, 0]

    def grams(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the shares of the n-grams that these passages hold, float32 of shape (rows,)."""
        return self._shares(rows)[:, 1]

    def total(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the sums of both, float32 of shape (rows,)."""
        total: NDArray[np.float32] = self._shares(rows).sum(axis=1)
        return total

    def _shares(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        wanted = rows.tolist()
        missing = tuple(row for row in wanted if row not in self._known)
        if missing:
            groups = [
                [Nearest(vector, len(missing), Condition(rows=missing))]
                for vector in self._asked
                if len(vector.columns)
            ]
            found = iter(self._store.search(self._generation, groups) if groups else ())
            stems, grams = (dict(next(found)) if len(v.columns) else {} for v in self._asked)
            for row in missing:
                self._known[row] = stems.get(row, 0.0), grams.get(row, 0.0)
        return np.array([self._known[row] for row in wanted], np.float32).reshape(-1, 2)
