"""The part of the page that answers, as values: its state, filters, heading, cards and exports."""

from dataclasses import dataclass
from typing import Literal

from assistant.search.answer import Answer, Result
from assistant.search.filters import NO_FILTERS
from assistant.search.searcher import DOCUMENTS_SHOWN
from assistant.show.export import FORMATS
from assistant.show.filter_words import what_is_listed
from assistant.web.pages.card import LEVEL_BELOW, Card, card
from assistant.web.pages.filter_form import Counts, FilterForm, filter_form
from assistant.web.pages.heading import Heading, answer_status, heading, source_heading
from assistant.web.pages.links import Link
from assistant.web.pages.search_facts import NO_FACTS, SearchFacts
from assistant.web.pages.sorting import Sorting, sorting
from assistant.web.pages.source_line import SourceList, source_line
from assistant.web.pages.source_page import SourcePage, source_page
from assistant.web.request.page_context import PageContext

State = Literal["start", "good", "weak", "none", "error"]

EXAMPLES = range(1, 7)

MAX_LIST_CARDS = DOCUMENTS_SHOWN
"""Sources of a list that are shown as cards; of a longer one, each has a line."""

MAX_NEAREST = 3
"""Sources that are shown if none answers."""

NEAR_SCORE = 0.1
"""How far behind another good source an example may be and stand before it: the page's examples are
what a reader comes for, and the plans and reports that were added answer in more words. Scores of
good sources lie between 0.4 and 1."""


@dataclass(frozen=True, slots=True)
class LessSure:
    """The cards of documents that are less sure to answer, under a heading of their own."""

    title: str
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
        filters: None on the page of one document, which is shown whatever they are.
        examples: questions to begin with, at the start.
        heading: None at the start and for an error.
        sorting: the orders to choose from, if there is something to order.
        listed: the documents of a list that is too long for cards.
        source: the page of one document; there are no cards on it.
        cards: the documents that answer.
        less_sure: those that perhaps do, if others surely do.
        titles: the reports among both that are known by their titles alone.
        rest: those that probably do not answer.
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
    sorting: Sorting | None = None
    listed: SourceList | None = None
    source: SourcePage | None = None
    cards: tuple[Card, ...] = ()
    less_sure: LessSure | None = None
    titles: SourceList | None = None
    rest: SourceList | None = None
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
        filters=None if context.address.document else filter_form(context, counts),
    )


def answer_view(
    context: PageContext,
    answer: Answer,
    counts: Counts,
    facts: SearchFacts = NO_FACTS,
    turn: str = "",
) -> AnswerView:
    """Return the answer to an address.

    Each result stands where its own verdict puts it; a report that is known by its title alone
    cannot be quoted, and stands behind those that can.
    """
    parts = _parted(context, answer)
    sure = len(parts.cards) or len(parts.titles)
    answering = bool(context.address.like) or answer.verdict != "none"
    near = bool(parts.rest)
    return AnswerView(
        state=answer.verdict,
        turn=turn,
        title=_title(context, answer),
        status=answer_status(context, answer, sure, facts),
        sorting=sorting(context, answer),
        listed=_listed(context, parts.listed),
        filters=filter_form(context, counts),
        heading=heading(context, answer, sure, facts),
        cards=tuple(card(context, result) for result in parts.cards),
        less_sure=_less_sure(context, parts.less_sure),
        titles=_titles(context, parts.titles),
        rest=_rest(context, answer, parts.rest),
        exports=_exports(context, everything=not answering) if answer.results else (),
        whole_exports=_exports(context, everything=True) if answering and near else (),
    )


def _title(context: PageContext, answer: Answer) -> str:
    """Return the title of the window: the question first, so that tabs can be told apart."""
    title = answer.question or what_is_listed(answer, context.texts)
    return f"{title} – {context.texts('page.title')}"


def source_view(
    context: PageContext, answer: Answer, count: int | None, turn: str = ""
) -> AnswerView:
    """Return the page of one document; `count` sources answer the question that led to it.

    It is None if no question did.
    """
    document = answer.results[0].document
    shown = source_page(context, answer.results[0], answer.verdict)
    found = shown.found.title if shown.found and context.address.inside else ""
    return AnswerView(
        state=answer.verdict,
        turn=turn,
        title=f"{document.title} – {context.texts('page.title')}",
        status=found or document.title,
        heading=source_heading(context, document, count),
        source=shown,
        exports=_exports(context, everything=False),
    )


def _examples(context: PageContext) -> tuple[Link, ...]:
    questions = (context.texts(f"page.example_{number}") for number in EXAMPLES)
    asked_alone = {"filters": NO_FILTERS, "like": None, "document": None}
    return tuple(
        Link(context.link(question=question, **asked_alone), question) for question in questions
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The results of an answer by where they stand on the page."""

    cards: tuple[Result, ...] = ()
    less_sure: tuple[Result, ...] = ()
    titles: tuple[Result, ...] = ()
    rest: tuple[Result, ...] = ()
    listed: tuple[Result, ...] = ()


def _parted(context: PageContext, answer: Answer) -> _Parts:
    if answer.listed is not None and len(answer.results) > MAX_LIST_CARDS:
        return _Parts(listed=answer.results)
    answering = [each for each in answer.results if context.address.like or each.verdict != "none"]
    quotable = [each for each in answering if each.document.full_text]
    is_judged = answer.verdict == "good" and not context.address.like
    sure = [each for each in quotable if not is_judged or each.verdict == "good"]
    return _Parts(
        tuple(_examples_first(sure) if is_judged and answer.order is None else sure),
        tuple(each for each in quotable if each not in sure),
        tuple(each for each in answering if not each.document.full_text),
        tuple(each for each in answer.results if each not in answering),
    )


def _examples_first(results: list[Result]) -> list[Result]:
    """Return results, best first, with the examples that are near the best before all others."""
    if not results:
        return results
    near = results[0].score - NEAR_SCORE
    return sorted(results, key=lambda each: each.document.kind != "example" or each.score < near)


def _less_sure(context: PageContext, results: tuple[Result, ...]) -> LessSure | None:
    if not results:
        return None
    cards = tuple(card(context, result, LEVEL_BELOW) for result in results)
    return LessSure(context.texts("page.less_sure"), cards)


def _listed(context: PageContext, results: tuple[Result, ...]) -> SourceList | None:
    if not results:
        return None
    return SourceList("", "", tuple(source_line(context, each, told=True) for each in results))


def _titles(context: PageContext, results: tuple[Result, ...]) -> SourceList | None:
    if not results:
        return None
    texts = context.texts
    lines = tuple(source_line(context, result) for result in results)
    return SourceList(texts("page.titles"), texts("page.titles_note"), lines)


def _rest(context: PageContext, answer: Answer, results: tuple[Result, ...]) -> SourceList | None:
    """Return what probably does not answer: folded, or the nearest if there is nothing else."""
    if not results:
        return None
    texts = context.texts
    lines = tuple(source_line(context, result) for result in results)
    if answer.verdict == "none":
        return SourceList(texts("page.nearest"), texts("page.rest_note"), lines[:MAX_NEAREST])
    title = texts("page.rest" if len(lines) > 1 else "page.rest_one", count=len(lines))
    return SourceList(title, texts("page.rest_note"), lines, folded=True)


def _exports(context: PageContext, everything: bool) -> tuple[Link, ...]:
    query = context.link(everything=everything)
    return tuple(
        Link(f"eksport{kind.suffix}{query}", context.texts(f"exports.{kind.name}"))
        for kind in FORMATS.values()
    )
