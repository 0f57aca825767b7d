"""Measure what a support desk does: look a word up, name a place or a year, read the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evaluation.judged import (
    ANSWERS,
    LOOKUPS,
    STRUCTURED,
    GoldAnswer,
    JudgedQuestion,
    read_questions,
)
from assistant.evaluation.lookups import made_lookups
from assistant.search.answer import Result
from assistant.search.question import read_question
from assistant.search.ranking import Ranking
from assistant.search.searcher import Searcher
from assistant.search.understanding.understood import Understood
from ingest.progress import Progress, no_progress

MIN_SHARED = 0.5
"""Share of the shorter of a marked answer and a judged one that they have in common if they are the
same: who marks a whole sentence has marked the clause that answers."""

Shares = dict[str, float | None]
"""Shares of some questions by name, None if there are none, and their number as "questions"."""


@dataclass(frozen=True, slots=True)
class DeskQuestions:
    """The judged questions of a support desk, by what they ask."""

    lookup: tuple[JudgedQuestion, ...]
    lookup_made: tuple[JudgedQuestion, ...]
    structured: tuple[JudgedQuestion, ...]
    answers: tuple[JudgedQuestion, ...]

    def __len__(self) -> int:
        """Return how many questions there are."""
        return sum(map(len, (self.lookup, self.lookup_made, self.structured, self.answers)))


def desk_questions(searcher: Searcher, half: str) -> DeskQuestions:
    """Return the questions of one half: the judged ones, and look-ups made of the corpus itself."""

    def of_half(questions: Iterable[JudgedQuestion]) -> tuple[JudgedQuestion, ...]:
        return tuple(judged for judged in questions if judged.half == half)

    return DeskQuestions(
        lookup=of_half(read_questions(LOOKUPS)),
        lookup_made=of_half(made_lookups(searcher.generation)),
        structured=of_half(read_questions(STRUCTURED)),
        answers=of_half(read_questions(ANSWERS)),
    )


def measure_desk(
    searcher: Searcher, questions: DeskQuestions, on_progress: Progress = no_progress
) -> dict[str, Shares]:
    """Ask every question and return the shares that went right, by the kind of question."""
    done = 0

    def ask(judged: JudgedQuestion) -> Ranking:
        nonlocal done
        ranking = searcher.rank(searcher.read(read_question(judged.text)))
        done += 1
        on_progress(done, len(questions))
        return ranking

    found: dict[str, Shares] = {}
    for name in ("lookup", "lookup_made"):
        rows = [(judged, ask(judged)) for judged in getattr(questions, name)]
        found[name] = _shares(
            len(rows),
            first=[_is_first(judged, ranking) for judged, ranking in rows],
            answered=[ranking.verdict != "none" for _, ranking in rows],
        )
    rows = [(judged, ask(judged)) for judged in questions.structured]
    found["structured"] = _shares(
        len(rows),
        first=[_is_first(judged, ranking) for judged, ranking in rows],
        fields=[
            is_named for judged, ranking in rows for is_named in _fields(judged, ranking.understood)
        ],
    )
    shown = [
        (judged, _right_results(searcher, judged, ask(judged))) for judged in questions.answers
    ]
    found["answers"] = _shares(
        len(shown),
        first=[any(_holds_answer(judged, each, 1) for each in own) for judged, own in shown],
        first_two=[any(_holds_answer(judged, each, 2) for each in own) for judged, own in shown],
        marked=[any(each.hits[0].answer is not None for each in own) for _, own in shown],
    )
    return found


def _shares(questions: int, **hits: Sequence[bool]) -> Shares:
    shares = {name: sum(each) / len(each) if each else None for name, each in hits.items()}
    return {"questions": questions, **shares}


def _is_first(judged: JudgedQuestion, ranking: Ranking) -> bool:
    """Return whether a right document is first; if none is right, whether none is shown."""
    if not judged.relevant:
        return ranking.verdict == "none"
    documents = ranking.documents
    return bool(documents) and documents[0].document.id in judged.relevant


def _fields(judged: JudgedQuestion, understood: Sequence[Understood]) -> list[bool]:
    """Return for each field that a question names whether it was understood with its value."""
    named = {(each.field, str(each.value).casefold()) for each in understood}
    return [(field, value.casefold()) in named for field, value in judged.expected]


def _right_results(searcher: Searcher, judged: JudgedQuestion, ranking: Ranking) -> list[Result]:
    """Return what is shown of each document that holds a judged answer."""
    found = []
    for document_id in sorted({gold.document for gold in judged.answers}):
        document = searcher.generation.document(document_id)
        answer = searcher.answer_from(ranking, document) if document is not None else None
        if answer is not None and answer.results[0].hits:
            found.append(answer.results[0])
    return found


def _holds_answer(judged: JudgedQuestion, result: Result, passages: int) -> bool:
    """Return whether the first marked answers of a document are one that was judged."""
    for hit in result.hits[:passages]:
        if hit.answer is not None:
            start = hit.passage.locator.start + hit.answer[0]
            end = hit.passage.locator.start + hit.answer[1]
            own = (gold for gold in judged.answers if gold.document == result.document.id)
            if any(_same(gold, start, end) for gold in own):
                return True
    return False


def _same(gold: GoldAnswer, start: int, end: int) -> bool:
    shared = min(gold.end, end) - max(gold.start, start)
    return shared >= MIN_SHARED * min(gold.end - gold.start, end - start)
