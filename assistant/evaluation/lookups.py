"""Make look-ups of a corpus itself: words that stand in exactly one of its documents.

Whoever types such a word wants that document. The corpus judges, so that there are look-ups for
whatever was added, and nobody's taste is in them.
"""

import hashlib
from collections import defaultdict

from assistant.evaluation.judged import JudgedQuestion
from index.lexical import is_function_word, split_words, stem
from index.protocol import Generation

KIND = "lookup"
MIN_LETTERS = 5
"""Of a word; shorter ones are mostly joining words that no list has."""

MAX_LOOKUPS = 200
"""Words of both halves together; more of a long report's would only take longer."""


def made_lookups(generation: Generation, limit: int = MAX_LOOKUPS) -> tuple[JudgedQuestion, ...]:
    """Return a look-up for each word whose stem stands in one document alone, at most `limit`.

    Which words are taken, and the half of each, follow from the words, so that a document that is
    added changes few of them.
    """
    documents_of: dict[str, set[str]] = defaultdict(set)
    word_of: dict[str, str] = {}
    for row, passage in enumerate(generation.passages):
        # A description is our own word, and nobody looks it up.
        if not generation.is_description[row]:
            for word in split_words(passage.text):
                stemmed = stem(word.text)
                documents_of[stemmed].add(passage.locator.document_id)
                if _is_looked_up(word.text):
                    word_of.setdefault(stemmed, word.text)
    alone = sorted(
        (_digest(stemmed), stemmed) for stemmed in word_of if len(documents_of[stemmed]) == 1
    )
    return tuple(
        JudgedQuestion(
            word_of[stemmed],
            KIND,
            frozenset(documents_of[stemmed]),
            "report" if int(digest[-1], 16) % 2 else "develop",
        )
        for digest, stemmed in alone[:limit]
    )


def _is_looked_up(word: str) -> bool:
    return len(word) >= MIN_LETTERS and word.isalpha() and not is_function_word(word)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
