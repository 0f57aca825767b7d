"""Compare a question with passages token by token: late interaction, MaxSim.

For each token of the question the most similar token of the passage counts, and the passage scores
the weighted mean of these (Khattab and Zaharia 2020, ColBERT, arXiv 2004.12832, without training).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.tokens import TokenTable


LEAST = 1e-6
"""Squared length of a centred vector, as a share of what it is the difference of, below which it
is nothing but rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenBatch:
    """The token vectors of some passages in one table.

    `codes` is float32 of shape (tokens, dimensions), whole numbers as they are stored, and `scales`
    float32 of shape (tokens,), what each row is to be multiplied by; passage i begins at row
    `starts[i]`.
    """

    codes: "NDArray[np.float32]"
    scales: "NDArray[np.float32]"
    starts: "NDArray[np.int64]"


def load_token_vectors(table: "TokenTable", rows: "NDArray[np.int64]") -> TokenBatch:
    """Read the token vectors of the passages in `rows`, which must not be empty."""
    read = [table.vectors(row)[:2] for row in rows.tolist()]
    codes = np.concatenate([codes for codes, _ in read]).astype(np.float32)
    scales = np.concatenate([scales for _, scales in read])
    starts = np.cumsum([0, *(len(scales) for _, scales in read[:-1])])
    return TokenBatch(codes, scales, starts)


class TokenProducts:
    """The products of the tokens of a question and of some passages, and what cosines come of them.

    The cosine after a centre is subtracted follows from the products before it, so two centres
    take one matrix product.
    """

    def __init__(
        self,
        question: "NDArray[np.float32]",
        passages: TokenBatch,
        centre: "NDArray[np.float32]",
    ) -> None:
        """Multiply all tokens; `question` is float32 of shape (tokens, dimensions)."""
        rows = np.concatenate([question, centre[None]]) @ passages.codes.T
        rows *= passages.scales
        self._products, self._passages_centre = rows[:-1], rows[-1]
        self._question_centre = question @ centre
        self._centre_squared = centre @ centre
        self._question_squared = np.einsum("ij,ij->i", question, question)
        codes = passages.codes
        self._passages_squared = np.einsum("ij,ij->i", codes, codes) * passages.scales**2

    def plain(self, count: int) -> "NDArray[np.float32]":
        """Return the cosine of the first `count` question tokens and each passage token.

        float32 of shape (count, passage tokens).
        """
        of_question = self._question_squared[:count]
        cosines: NDArray[np.float32] = self._products[:count] / _lengths(
            self._passages_squared, self._passages_squared
        )
        cosines /= _lengths(of_question, of_question)[:, None]
        return cosines

    def centred(self) -> "NDArray[np.float32]":
        """Return the cosine of every question token and passage token after centring.

        float32 of shape (question tokens, passage tokens).
        """
        # (q - c)(p - c) = qp - qc - pc + cc, and the squared lengths likewise.
        of_passages = self._passages_centre - self._centre_squared
        cosines: NDArray[np.float32] = self._products - of_passages
        cosines -= self._question_centre[:, None]
        for axis, squared, by_centre in (
            (0, self._passages_squared, self._passages_centre),
            (1, self._question_squared, self._question_centre),
        ):
            whole = squared + self._centre_squared
            lengths = _lengths(whole - 2 * by_centre, whole)
            cosines /= np.expand_dims(lengths, axis)
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
