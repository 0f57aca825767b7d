"""The formula of the final ranking: what each part of a passage's score counts for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.search.passage_scores import PassageScores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Recipe:
    """What each part of the final score counts for; zero switches a part off.

    `centred` is the share of the mean token vector that is subtracted for late interaction. The
    pooled cosine differs less between passages than MaxSim and so counts for less than it looks.
    `preferred` is what a document gains if the question names its municipality, and part of it for
    other things that it names (`preferences.py`): it is meant, whatever else is like it. `terms`
    and `sentences` say whether a question is also asked in bokmål's terms and sentence by sentence.
    Chosen on the half `develop` and on questions outside the domain, where the numbers around these
    are as good: docs/benchmarks.md.

    `unread` is what a passage loses if it is a description, and in part if it is the title of a
    report that was not read: a text that answers about as well stands above it. On the half
    `develop` nDCG@10 is 0.949 with 0, 0.957 with 0.05 and 0.948 with 0.1; of twelve questions on
    what reports are about (benchmarks/reports/subjects.toml) 10 find theirs among the first three.

    `answer` is what the best sentence of a passage counts for, and so what its wording says beyond
    its subject. With 0.5 the first passage has the answer to 27 of 40 questions over five municipal
    plans and to 231 of 268 of news and Wikipedia, without it to 23 and 226; nDCG@10 on the half
    `develop` is the same. A description has no sentence, and answers nothing.

    `candidates` is how many passages each of the two first stages takes from each partition of the
    index, so that a long report leaves room for the short documents, and how many of these are
    compared closely. With 100 the same is found in five plans, in 248 passages of NorQuAD (268
    questions) and in 1,219 (471), and a question takes a third more time.
    """

    late: float = 1.0
    centred: float = 1.0
    pooled: float = 1.0
    grams: float = 0.3
    stems: float = 0.1
    concepts: float = 0.2
    preferred: float = 0.2
    unread: float = 0.05
    answer: float = 0.5
    terms: bool = True
    sentences: bool = True
    candidates: int = 60

    def final(self, scores: PassageScores, known_share: float) -> "NDArray[np.float32]":
        """Return the final score of each passage, float32 of shape (passages,); higher is better.

        `known_share` is which share of the question's stems, weighted by rarity, the corpus knows.
        Stems speak if question and passage share words, and are silent if the corpus has few of
        the question's: in another language, in dialect.
        """
        total: NDArray[np.float32] = (
            self.late * scores.late
            + self.pooled * scores.pooled
            + self.grams * scores.grams
            + self.stems * known_share**2 * scores.stems
            + self.concepts * scores.concepts
            + self.preferred * scores.preferred
            - self.unread * scores.unread
            + self.answer * scores.answer
        )
        return total


RECIPE = Recipe()
