"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts, and the passage scores
the weighted mean of these (Khattab and Zaharia 2020, ColBERT, arXiv 2004.12832, without training).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.vectors import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.tokens import TokenTable


@dataclass(frozen=True, slots=True, eq=False)
class TokenBatch:
    """The token vectors of some passages in one table.

    `vectors` is float32 of shape (tokens, dimensions); passage i begins at row `starts[i]`.
    """

    vectors: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"


def load_token_vectors(table: "TokenTable", rows: "NDArray[np.int64]") -> TokenBatch:
    """Read the token vectors of the passages in `rows`, which must not be empty."""
    slices = [slice(int(table.bounds[row]), int(table.bounds[row + 1])) for row in rows]
    codes = np.concatenate([table.codes[of_row] for of_row in slices]).astype(np.float32)
    scales = np.concatenate([table.scales[of_row] for of_row in slices])
    starts = np.cumsum([0, *(of_row.stop - of_row.start for of_row in slices[:-1])])
    return TokenBatch(codes * scales[:, None], starts)


def best_matches(
    question: "NDArray[np.float32]", passages: TokenBatch, centre: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return the similarity of each question token to its best token in each passage.

    `question` is float32 of shape (tokens, dimensions), rows of unit length; the result is float32
    of shape (passages, tokens). `centre` is subtracted on both sides before the cosine is taken:
    the mean token vector, or zero for the plain cosine.
    """
    return best_in_each(similarities(question, passages.vectors, centre), passages.starts)


def best_in_each(
    similar: "NDArray[np.float32]", starts: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the best of each row of `similar` in each passage, of shape (passages, rows)."""
    best: NDArray[np.float32] = np.maximum.reduceat(similar, starts, axis=1).T
    return best


def similarities(
    question: "NDArray[np.float32]",
    passage: "NDArray[np.float32]",
    centre: "NDArray[np.float32]",
) -> "NDArray[np.float32]":
    """Return the cosine of every question token and passage token after centring.

    float32 of shape (question tokens, passage tokens).
    """
    similar: NDArray[np.float32] = unit_rows(question - centre) @ unit_rows(passage - centre).T
    return similar
