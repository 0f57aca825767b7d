"""A question as the index is asked it: read, stemmed, searched for terms and encoded, each once.

A question has variants. It is asked as it was typed and, if its terms have other names in bokmål,
once more in those. A story is also asked sentence by sentence, as only some of its sentences ask:
the vectors of a sentence are those that its tokens have in the whole (Günther et al. 2024, late
chunking, arXiv 2409.04701), so that nothing is encoded twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.question import Question
from assistant.search.terms import Stems, TermMention
from assistant.search.understanding.understanding import Reading
from index.lexical import Word, is_function_word, split_words, stem, stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_STORY_SENTENCES = 3
"""A question of this many sentences or more is a story: some ask, others only give background."""


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """A `text` that a question is asked in, encoded.

    `pooled` is float32 of shape (dimensions,), `tokens` float32 of shape (n, dimensions), all rows
    of unit length; `spans` is int32 of shape (n, 2), where each token stands in the text.
    `weights` is float32 of shape (n,): how much each token counts, by its rarity. `sentences` are
    the tokens of each sentence of a story; it is empty for a shorter question.
    """

    text: str
    pooled: "NDArray[np.float32]"
    tokens: "NDArray[np.float32]"
    spans: "NDArray[np.int32]"
    weights: "NDArray[np.float32]"
    sentences: tuple[slice, ...] = ()

    def shares(self, part: slice = slice(None)) -> "NDArray[np.float32]":
        """Return the weights of the tokens in `part`, made to sum to one."""
        weights = self.weights[part]
        shares: NDArray[np.float32] = weights / weights.sum()
        return shares

    def mean_match(
        self, matches: "NDArray[np.float32]", part: slice = slice(None)
    ) -> "NDArray[np.float32]":
        """Return the weighted mean of what the tokens in `part` match, float32 (passages,).

        `matches` is float32 of shape (passages, n), a column for each token.
        """
        mean: NDArray[np.float32] = matches[:, part] @ self.shares(part)
        return mean


def sentences_of(
    spans: "NDArray[np.int32]", ranges: Sequence[tuple[int, int]]
) -> tuple[slice, ...]:
    """Return which tokens, that stand at `spans`, are of each sentence in `ranges` that has some.

    It is empty if there are fewer than MIN_STORY_SENTENCES.
    """
    if len(ranges) < MIN_STORY_SENTENCES:
        return ()
    # By their ends, as a token may begin with the space before it.
    bounds = np.searchsorted(spans[:, 1], [end for _start, end in ranges], side="right").tolist()
    begins = [0, *bounds[:-1]]
    return tuple(slice(a, b) for a, b in zip(begins, bounds, strict=True) if a < b)


@dataclass(frozen=True, eq=False)
class Query:
    """A question with all that is known of it before it meets a passage.

    `variants` has the question as it was typed first. `mentions` are the terms that the question
    names, `added_terms` the bokmål terms that its variants have instead, and `unlike` the terms
    that are easily taken for those it names and mean something else. `reading` is what it was
    understood to name; if that is all, it asks for a list, and none of its words are looked for.
    """

    question: Question
    reading: Reading
    mentions: tuple[TermMention, ...]
    variants: tuple[Variant, ...]
    added_terms: tuple[str, ...] = ()
    unlike: frozenset[Stems] = frozenset()

    @property
    def typed(self) -> Variant:
        """Return the question as it was typed, encoded."""
        return self.variants[0]

    @cached_property
    def stems(self) -> Sequence[str]:
        """Return the Norwegian stems of the question's words, in order."""
        return stems(self.question.searched)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return the words that are looked for, in order."""
        return tuple(split_words(self.question.searched))

    @cached_property
    def content_words(self) -> tuple[Word, ...]:
        """Return the words that do more than join others."""
        if self.reading.is_list:
            return ()
        return tuple(word for word in self.words if not is_function_word(word.text))

    @cached_property
    def content_stems(self) -> frozenset[str]:
        """Return the distinct stems of the content words."""
        return frozenset(stem(word.text) for word in self.content_words)

    @cached_property
    def typed_stems(self) -> frozenset[str]:
        """Return the stems of what was typed, what was understood included, function words not."""
        words = split_words(self.question.text)
        return frozenset(stem(word.text) for word in words if not is_function_word(word.text))

    @cached_property
    def stems_of_variants(self) -> frozenset[str]:
        """Return the distinct Norwegian stems of all variants of the question."""
        return frozenset(stem for variant in self.variants for stem in stems(variant.text))
