"""Read a question in several ways: as typed, in bokmål's terms, and sentence by sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.search.question import Question
from assistant.search.terms import Terms
from ingest.norwegian.sentences import split_sentences

if TYPE_CHECKING:
    from index.encoder.protocol import Encoded, Encoder

MIN_STORY_SENTENCES = 3
"""From so many sentences a question is a story: some sentences ask, the others only tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """Hold the vectors of each reading of a question.

    `whole` has the question as it was typed first and, where its terms have other names in bokmål,
    once more in those. `sentences` has the same for each sentence of a story, and is empty
    otherwise. `also` are the terms that were put in.
    """

    typed: "Encoded"
    whole: "tuple[Encoded, ...]"
    sentences: "tuple[tuple[Encoded, ...], ...]"
    also: tuple[str, ...]


def encode_variants(
    question: Question, encoder: "Encoder", terms: Terms, by_sentence: bool = True
) -> Variants:
    """Encode every reading of `question` in one go; a story also `by_sentence`."""
    ranges = split_sentences(question.text, question.language)
    sentences = [question.text[start:end].strip() for start, end in ranges]
    if len(sentences) < MIN_STORY_SENTENCES or not by_sentence:
        sentences = []
    ways = []
    also: tuple[str, ...] = ()
    for text in (question.text, *sentences):
        translated, put_in = terms.translate(text)
        also = also or put_in
        ways.append(list(dict.fromkeys([text, translated])))
    texts = list(dict.fromkeys(text for way in ways for text in way))
    vectors = dict(encoder.encode(texts, "question"))
    of = {text: vectors[place] for place, text in enumerate(texts)}
    encoded = [tuple(of[text] for text in way) for way in ways]
    return Variants(of[question.text], encoded[0], tuple(encoded[1:]), also)
