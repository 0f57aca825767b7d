"""Find the passages that are worth a closer look: by words and by vectors, from every partition."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.filters import holds_quotes
from assistant.search.query import Query
from assistant.search.ranking import PASSAGES_SHOWN, scaled
from index.largest import largest
from index.lexical import stems
from index.protocol import Generation, Search
from index.word_counts import WordScores
from ingest.reading.one_form import one_form

if TYPE_CHECKING:
    from numpy.typing import NDArray

MANY_CANDIDATES = 10
"""How many times as many passages as there are candidates may be looked at document by document:
of more, which filters leave and the best of all passages are not of, the best together are."""


class CandidateFinder:
    """Finds the candidates for one query, `count` by each of two ways from every partition.

    `lexical` has the scores of the query's words.
    """

    def __init__(
        self, generation: Generation, query: Query, lexical: WordScores, count: int
    ) -> None:
        """Take what is searched, for what, the scores of its words, and how many are wanted."""
        self._generation, self._query = generation, query
        self.lexical, self._count = lexical, count

    @cached_property
    def anywhere(self) -> "NDArray[np.int64]":
        """Return the candidates of all passages that hold what is quoted, ascending."""
        return self._nearest([self._quoted])

    def among(self, rows: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Return the candidates of `rows`, int64, both ascending.

        They are looked for among all passages, so that a document is seen by the same passages
        whatever is left out beside it; then, if something is left out, among those of the
        documents that are not found so.
        """
        generation, found = self._generation, self.anywhere
        is_left = np.zeros(len(generation.passages), bool)
        is_left[rows] = True
        kept = found[is_left[found]]
        if len(kept) == len(found):
            return kept
        is_rest = np.zeros(len(is_left), bool)
        is_rest[self._quoted] = is_left[self._quoted]
        for position in np.unique(generation.document_of[kept]).tolist():
            is_rest[generation.rows_of(position)] = False
        rest = np.flatnonzero(is_rest)
        documents = np.unique(generation.document_of[rest])
        if len(rest) > MANY_CANDIDATES * self._count:
            return np.union1d(kept, self._nearest([rest]))
        # Each for itself: which others are left must not decide by which passages it is seen.
        all_of = (generation.rows_of(position) for position in documents.tolist())
        own = [rows_of[is_rest[rows_of]] for rows_of in all_of]
        return np.union1d(kept, self._nearest(own))

    def likeliest(self, rows: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Return the best of `rows` by words and vectors together, so many of each partition.

        Each takes 0.3 ms to compare token by token.
        """
        generation, found = self._generation, [np.empty(0, np.int64)]
        for partition in generation.partitions:
            own = rows[partition.holds[rows]]
            if len(own) > self._count:
                generation.load(own, "pooled")
                vectors = np.stack([generation.vectors.vector(row) for row in own.tolist()])
                near = np.max([vectors @ each.pooled for each in self._query.variants], axis=0)
                together = scaled(near) + scaled(self.lexical.total(own))
                own = own[largest(together, self._count)]
            found.append(own)
        return np.sort(np.concatenate(found))

    @cached_property
    def _quoted(self) -> "NDArray[np.int64]":
        """Return the rows of all passages that hold what was quoted."""
        passages, quoted = self._generation.passages, self._query.question.quoted
        if not quoted:
            return np.arange(len(passages))
        held = {each for phrase in quoted for each in stems(one_form(phrase))}
        rows = self._generation.holding(held)
        self._generation.load(rows, "text")
        return rows[[holds_quotes(passages[row].encoded_text, quoted) for row in rows.tolist()]]

    def _nearest(self, groups: "Sequence[NDArray[np.int64]]") -> "NDArray[np.int64]":
        """Return the best of each group of rows by words and by vectors, of every partition."""
        count, pooled = self._count, [variant.pooled for variant in self._query.variants]
        found, searches = [np.empty(0, np.int64)], []
        for rows in groups:
            is_all = len(rows) == len(self._generation.passages)
            for partition in self._generation.partitions:
                own = partition.rows if is_all else rows[partition.holds[rows]]
                if len(own) <= count:
                    found.append(own)
                else:
                    searches.append(Search(own, count, pooled, self.lexical))
            for texts in self._described_texts(rows):
                if len(texts) <= PASSAGES_SHOWN:
                    found.append(texts)
                else:
                    searches.append(Search(texts, PASSAGES_SHOWN, pooled))
        return np.unique(np.concatenate([*found, self._generation.find(searches)]))

    def _described_texts(self, rows: "NDArray[np.int64]") -> Iterator["NDArray[np.int64]"]:
        """Yield the texts among `rows` of each document that has a description there.

        A document that is found by its description is shown by its text.
        """
        generation = self._generation
        described = rows[generation.is_description[rows]]
        for position in np.unique(generation.document_of[described]).tolist():
            own = generation.rows_of(position)
            yield np.intersect1d(own[~generation.is_description[own]], rows, assume_unique=True)
