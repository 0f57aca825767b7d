"""The part of the page that answers, as values: its state, filters, heading, cards and exports."""

from dataclasses import dataclass
from typing import Literal

from assistant.search.answer import Answer, Result
from assistant.search.filters import NO_FILTERS
from assistant.show.export import FORMATS
from assistant.web.pages.card import Card, card
from assistant.web.pages.filter_form import Counts, FilterForm, filter_form
from assistant.web.pages.heading import Heading, answer_status, heading
from assistant.web.pages.links import Link
from assistant.web.request.page_context import PageContext

State = Literal["start", "good", "weak", "none", "error"]

EXAMPLES = range(1, 7)


@dataclass(frozen=True, slots=True)
class NearResults:
    """The documents that probably do not answer, under a heading of their own.

    `first` is the number of the first of them in the whole list.
    """

    title: str
    note: str
    first: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """All that the page shows for one address.

    Attributes:
        state: the verdict, or that the page is at its start, or that there was an error.
        turn: given back as it came, so that the browser knows which question this answers.
        title: of the window.
        status: what a screen reader is told.
        error: a sentence, or "".
        filters: None on the page of one document.
        examples: questions to begin with, at the start.
        heading: None at the start and for an error.
        cards: the documents that answer.
        exports: files with what answers; if nothing does, with what is near.
        whole_exports: files with what is near too, if that is not the same.
    """

    state: State
    turn: str
    title: str
    status: str = ""
    error: str = ""
    filters: FilterForm | None = None
    examples: tuple[Link, ...] = ()
    heading: Heading | None = None
    cards: tuple[Card, ...] = ()
    near: NearResults | None = None
    exports: tuple[Link, ...] = ()
    whole_exports: tuple[Link, ...] = ()


def start_view(context: PageContext, counts: Counts, turn: str = "") -> AnswerView:
    """Return the start of the page, with examples of questions."""
    return AnswerView(
        state="start",
        turn=turn,
        title=context.texts("page.title"),
        filters=filter_form(context, counts),
        examples=_examples(context),
    )


def error_view(context: PageContext, sentence: str, counts: Counts, turn: str = "") -> AnswerView:
    """Return the sentence of an error, in place of the results."""
    return AnswerView(
        state="error",
        turn=turn,
        title=context.texts("page.title"),
        status=sentence,
        error=sentence,
        filters=_filters(context, counts),
    )


def answer_view(context: PageContext, answer: Answer, counts: Counts, turn: str = "") -> AnswerView:
    """Return the answer to an address.

    Results whose own verdict is "none" are set apart: they probably do not answer.
    """
    strong, near = _parted(context, answer)
    return AnswerView(
        state=answer.verdict,
        turn=turn,
        title=_title(context, answer),
        status=answer_status(context, answer, len(strong)),
        filters=_filters(context, counts),
        heading=heading(context, answer, len(strong)),
        cards=tuple(card(context, result) for result in strong),
        near=_near(context, answer, near) if near else None,
        exports=_exports(context, everything=not strong) if answer.results else (),
        whole_exports=_exports(context, everything=True) if strong and near else (),
    )


def _title(context: PageContext, answer: Answer) -> str:
    """Return the title of the window: the question first, so that tabs can be told apart."""
    title = answer.results[0].document.title if context.address.document else answer.question
    return f"{title} – {context.texts('page.title')}"


def _filters(context: PageContext, counts: Counts) -> FilterForm | None:
    return None if context.address.document else filter_form(context, counts)


def _examples(context: PageContext) -> tuple[Link, ...]:
    questions = (context.texts(f"page.example_{number}") for number in EXAMPLES)
    asked_alone = {"filters": NO_FILTERS, "like": None, "document": None}
    return tuple(
        Link(context.link(question=question, **asked_alone), question) for question in questions
    )


def _parted(context: PageContext, answer: Answer) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return the results that answer, and those that are only near."""
    if context.address.like or context.address.document:
        return answer.results, ()
    return (
        tuple(result for result in answer.results if result.verdict != "none"),
        tuple(result for result in answer.results if result.verdict == "none"),
    )


def _near(context: PageContext, answer: Answer, results: tuple[Result, ...]) -> NearResults:
    texts = context.texts
    none = answer.verdict == "none"
    return NearResults(
        title=texts("page.nearest") if none else texts("page.rest"),
        note=texts("page.nearest_note") if none else texts("page.rest_note"),
        first=len(answer.results) - len(results) + 1,
        cards=tuple(card(context, result, near=True) for result in results),
    )


def _exports(context: PageContext, everything: bool) -> tuple[Link, ...]:
    query = context.link(everything=everything)
    return tuple(
        Link(f"eksport{kind.suffix}{query}", context.texts(f"exports.{kind.name}"))
        for kind in FORMATS.values()
    )
