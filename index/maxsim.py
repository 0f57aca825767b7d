"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts, and the passage scores
the weighted mean of these (Khattab and Zaharia 2020, ColBERT, arXiv 2004.12832, without training).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.integer_product import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.protocol import TokenVectors


LEAST = 1e-6
"""Squared length of a centred vector, as a share of what it is the difference of, below which it
is nothing but rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenBatch:
    """The token vectors of some passages in one table.

    `codes` is int8 of shape (tokens, dimensions), and `scales` float32 of shape (tokens,), what
    makes each row a vector of unit length, or zero for a row of nothing; passage i begins at row
    `starts[i]`.
    """

    codes: "NDArray[np.int8]"
    scales: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"


def load_token_vectors(table: "TokenVectors", rows: "NDArray[np.int64]") -> TokenBatch:
    """Read the token vectors of the passages in `rows`, which must not be empty."""
    read = [table.vectors(row)[:2] for row in rows.tolist()]
    codes = np.concatenate([codes for codes, _ in read])
    scales = np.concatenate([scales for _, scales in read])
    starts = np.cumsum([0, *(len(scales) for _, scales in read[:-1])])
    return TokenBatch(codes, scales, starts)


class TokenProducts:
    """The products of the tokens of a question and of some passages, and what cosines come of them.

    The cosine before a centre is subtracted follows from the products after it, so two centres
    take one matrix product.
    """

    def __init__(
        self,
        question: "NDArray[np.float32]",
        passages: TokenBatch,
        centre: "NDArray[np.float32]",
    ) -> None:
        """Multiply all tokens; `question` is float32 of shape (tokens, dimensions)."""
        centred: NDArray[np.float32] = question - centre
        squared = np.einsum("ij,ij->i", centred, centred)
        whole = np.einsum("ij,ij->i", question, question)
        self._lengths = _lengths(squared, whole + centre @ centre)
        centred /= self._lengths[:, None]
        products = product(np.concatenate([centred, centre[None]]), passages.codes)
        products *= passages.scales
        self._products, self._of_centre = products[:-1], products[-1]
        self._question_centre = centred @ centre
        self._question_lengths = np.sqrt(whole)
        self._centre_squared = centre @ centre
        self._passages_squared = (passages.scales > 0).astype(np.float32)

    def plain(self) -> "NDArray[np.float32]":
        """Return the cosine of every question token and passage token.

        float32 of shape (question tokens, passage tokens).
        """
        # qp = (q - c)p + cp, and the products are those of (q - c) / |q - c|.
        lengths = self._lengths[:, None]
        cosines: NDArray[np.float32] = self._products * np.where(lengths < np.inf, lengths, 0)
        cosines += self._of_centre
        cosines /= self._question_lengths[:, None]
        return cosines

    def centred(self) -> "NDArray[np.float32]":
        """Return the cosine of every question token and passage token after centring.

        float32 of shape (question tokens, passage tokens).
        """
        # (q - c)(p - c) = (q - c)p - (q - c)c, and |p - c|^2 = pp - 2pc + cc.
        whole = self._passages_squared + self._centre_squared
        lengths = _lengths(whole - 2 * self._of_centre, whole)
        cosines: NDArray[np.float32] = self._products - self._question_centre[:, None]
        cosines /= lengths
        return cosines


def _lengths(squared: "NDArray[np.float32]", whole: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the roots of `squared`; infinity for what is nothing, so that it is like nothing."""
    something = squared > LEAST * whole
    return np.where(something, np.sqrt(np.maximum(squared, 0)), np.float32(np.inf))


def best_matches(
    question: "NDArray[np.float32]", passages: TokenBatch, centre: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return the similarity of each question token to its best token in each passage.

    `question` is float32 of shape (tokens, dimensions), rows of unit length; the result is float32
    of shape (passages, tokens). `centre` is subtracted on both sides before the cosine is taken:
    the mean token vector, or zero for the plain cosine.
    """
    return best_in_each(TokenProducts(question, passages, centre).centred(), passages.starts)


def best_in_each(
    similar: "NDArray[np.float32]", starts: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the best of each row of `similar` in each passage, of shape (passages, rows)."""
    best: NDArray[np.float32] = np.maximum.reduceat(similar, starts, axis=1).T
    return best
