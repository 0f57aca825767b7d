"""A question as the index is asked it: read, stemmed, searched for terms and encoded, each once.

A question has variants. It is asked as it was typed and, if its terms have other names in bokmål,
once more in those. A story is also asked sentence by sentence, as only some of its sentences ask.
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
    `weights` is float32 of shape (n,): how much each token counts, by its rarity.
    """

    text: str
    pooled: "NDArray[np.float32]"
    tokens: "NDArray[np.float32]"
    spans: "NDArray[np.int32]"
    weights: "NDArray[np.float32]"

    @property
    def shares(self) -> "NDArray[np.float32]":
        """Return the weights of the tokens, made to sum to one."""
        shares: NDArray[np.float32] = self.weights / self.weights.sum()
        return shares


@dataclass(frozen=True, eq=False)
class Query:
    """A question with all that is known of it before it meets a passage.

    `variants` has the whole question, as it was typed first. `sentences` has the variants of each
    sentence of a story, and is empty otherwise. `mentions` are the terms that the question names,
    `added_terms` the bokmål terms that its variants have instead, and `unlike` the terms that are
    easily taken for those it names and mean something else. `reading` is what it was understood to
    name; if that is all, it asks for a list, and none of its words are looked for.
    """

    question: Question
    reading: Reading
    mentions: tuple[TermMention, ...]
    variants: tuple[Variant, ...]
    sentences: tuple[tuple[Variant, ...], ...] = ()
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
    def content_words(self) -> tuple[Word, ...]:
        """Return the words that do more than join others."""
        if self.reading.is_list:
            return ()
        words = split_words(self.question.searched)
        return tuple(word for word in words if not is_function_word(word.text))

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
