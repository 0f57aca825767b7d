"""The heading of an answer: what came of the question, and what the reader can try next."""

from dataclasses import dataclass, replace

from assistant.errors import QuestionError
from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS, Sort
from assistant.search.question import read_question
from assistant.search.understanding.understood import FIELDS
from assistant.show.texts import Texts
from assistant.show.understood import dropped_notes, understood_in_words
from assistant.web.pages.links import Link, Note
from assistant.web.request.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the results.

    Attributes:
        title: the verdict, or what the results are.
        question: the question that was judged; None if the results are not judged by one.
        notice: a sentence set apart: why nothing was found, or that the results are uncertain.
        advice: what the reader can do, after that sentence.
        count: how many documents answer, if a question found some.
        back: how many documents are alike, and the way back to the question or the overview.
        suggestion: the question with its misspelt words corrected.
        understood: what the question names, each thing with the address that leaves it out.
        dropped: sentences on what no source fits.
        whole: how to have all of the question understood again.
        words: which words were searched for, and how to search for others.
    """

    title: str
    question: str | None = None
    notice: str = ""
    advice: tuple[Note, ...] = ()
    count: str = ""
    back: Note | None = None
    suggestion: Link | None = None
    understood: tuple[Link, ...] = ()
    dropped: tuple[str, ...] = ()
    whole: Link | None = None
    words: Note | None = None


def heading(context: PageContext, answer: Answer, count: int) -> Heading:
    """Return the heading of an answer with `count` results that are not set apart."""
    outcome = _outcome(context, answer, count)
    return replace(
        outcome,
        suggestion=_suggestion(context, answer),
        understood=_understood(context, answer),
        dropped=tuple(dropped_notes(answer, context.texts)),
        whole=_whole(context),
        words=_words(context, answer),
    )


def answer_status(context: PageContext, answer: Answer, count: int) -> str:
    """Return what a screen reader is told when an answer with `count` results is there."""
    texts = context.texts
    if context.address.document:
        return answer.results[0].document.title
    if answer.verdict == "none":
        return texts("verdict.none")
    if context.address.like:
        return _counted(count, texts)
    return f"{_verdict(answer, texts)}. {_counted(count, texts, answer.order)}"


def _outcome(context: PageContext, answer: Answer, count: int) -> Heading:
    address, texts = context.address, context.texts
    if address.document:
        to_results = _to_results(context, document=None)
        return Heading(texts("page.one"), back=Note(link=to_results or _to_overview(context)))
    if address.like:
        back = Note(answer_status(context, answer, count), _to_results(context, like=None))
        return Heading(texts("page.like", title=answer.question), back=back)
    if answer.verdict == "none":
        return Heading(
            texts("verdict.none"),
            question=address.question,
            notice=_why_none(context, answer),
            advice=_advice(context),
        )
    return Heading(
        _verdict(answer, texts),
        question=address.question,
        notice=texts("page.weak_note") if answer.verdict == "weak" else "",
        count=_counted(count, texts, answer.order),
    )


def _verdict(answer: Answer, texts: Texts) -> str:
    return texts("page.good") if answer.verdict == "good" else texts("page.weak")


def _counted(count: int, texts: Texts, order: Sort | None = None) -> str:
    if count == 1:
        return texts("page.count_one", count=count)
    key = {None: "page.count", "newest": "page.count_newest", "oldest": "page.count_oldest"}[order]
    return texts(key, count=count)


def _to_results(context: PageContext, **without: None) -> Link | None:
    """Return the link to the results for the question, or None if none was asked."""
    question = context.address.question
    if not question:
        return None
    text = context.texts("page.all_results", question=question)
    return Link(context.link(**without), text)


def _to_overview(context: PageContext) -> Link:
    return Link(context.to_page("oversikt"), context.texts("page.to_overview"))


def _suggestion(context: PageContext, answer: Answer) -> Link | None:
    if not answer.suggestion:
        return None
    return Link(context.link(question=answer.suggestion), answer.suggestion)


def _understood(context: PageContext, answer: Answer) -> tuple[Link, ...]:
    """Return what was understood, each thing with the address that does without it."""
    without = context.address.not_understood
    return tuple(
        Link(
            context.link(
                not_understood=tuple(f for f in FIELDS if f in without or f in named.fields)
            ),
            named.text,
        )
        for named in understood_in_words(answer.understood, context.texts)
    )


def _whole(context: PageContext) -> Link | None:
    if not context.address.not_understood or not context.address.question:
        return None
    return Link(context.link(not_understood=()), context.texts("understood.again"))


def _words(context: PageContext, answer: Answer) -> Note | None:
    address, texts = context.address, context.texts
    if answer.also:
        own = Link(context.link(related=False), texts("page.own_words"))
        return Note(texts("search.also", terms=", ".join(answer.also)), own)
    if address.related or not address.question or address.like or address.document:
        return None
    related = Link(context.link(related=True), texts("page.related_too"))
    return Note(texts("page.only_own_words"), related)


def _why_none(context: PageContext, answer: Answer) -> str:
    if answer.results:
        return context.texts("page.none_why")
    filtered = context.address.filters != NO_FILTERS
    return context.texts("page.none_filters" if filtered else "page.none_quoted")


def _advice(context: PageContext) -> tuple[Note, ...]:
    address, texts = context.address, context.texts
    found = [Note(texts("page.try_broader"))]
    if _quotes_words(address.question):
        found.append(Note(texts("page.try_quotes")))
    if address.filters != NO_FILTERS:
        without = context.write(address.without())
        found.append(Note(link=Link(without, texts("page.remove_filters"))))
    found.append(Note(texts("page.try_overview"), _to_overview(context)))
    return tuple(found)


def _quotes_words(question: str) -> bool:
    """Return whether some words of the question are in quotation marks."""
    try:
        return bool(read_question(question).quoted)
    except QuestionError:
        return False
