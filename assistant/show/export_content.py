"""What every export holds, whatever its format: the lines in front, and the sources in groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from slugify import slugify

from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import notes
from assistant.show.citation import written_date
from assistant.show.corpus_version import CorpusVersion, version_in_words
from assistant.show.filter_words import filter_words, filters_note
from assistant.show.outcome import counted, group_heads, outcome, outcome_sentences
from assistant.show.texts import Texts

MAX_NAME_CHARS = 60
"""Of the question, in the name of a file."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of an answer is exported, and which collection of sources it is from.

    With `everything`, what probably does not answer too, under a heading of its own.
    """

    everything: bool = False
    corpus: CorpusVersion | None = None


ANSWERS_ONLY = Extent()


def front_lines(answer: Answer, extent: Extent, texts: Texts, today: date) -> Iterator[str]:
    """Yield what stands in front: the question, what was found, the date, how it was understood."""
    if answer.question:
        yield texts("export.question", question=answer.question)
    if filters := filters_note(answer.filters, texts):
        yield filters
    yield " ".join(outcome_sentences(answer, texts))
    left_out = 0 if extent.everything else len(outcome(answer).near)
    if left_out:
        yield counted("export.left_out", left_out, texts)
    yield texts("export.date", date=written_date(today, texts))
    if extent.corpus:
        yield texts("export.corpus", corpus=version_in_words(extent.corpus, texts))
    yield from notes(answer, texts)


def groups(
    answer: Answer, extent: Extent, texts: Texts
) -> tuple[tuple[str, tuple[Result, ...]], ...]:
    """Return the sources that are exported in groups of one verdict, each with its heading."""
    found = outcome(answer)
    every = group_heads(found, texts)
    return every if extent.everything or not found.near else every[:-1]


def exported_results(answer: Answer, extent: Extent) -> tuple[Result, ...]:
    """Return the sources that are exported, in the order of the answer."""
    return tuple(each for each in answer.results if extent.everything or each.verdict != "none")


def quoted_hits(result: Result) -> tuple[Hit, ...]:
    """Return the passages that are quoted, in the order of the text; one if none answers."""
    hits = result.hits[:1] if result.verdict == "none" else result.hits
    return tuple(sorted(hits, key=lambda hit: hit.passage.locator.start))


def export_name(answer: Answer, suffix: str, today: date, texts: Texts) -> str:
    """Return a name for the file that is safe anywhere: the program, the question and the date.

    Without a question its filters are named.
    """
    asked = answer.question or " ".join(filter_words(answer.filters, texts))
    question = slugify(asked, max_length=MAX_NAME_CHARS, word_boundary=True, save_order=True)
    return "-".join(filter(None, ("eksempelfinner", question, today.isoformat()))) + suffix
