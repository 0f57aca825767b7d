"""The heading of an answer: what came of the question, and what the reader can try next."""

from dataclasses import dataclass, replace

from assistant.errors import QuestionError
from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS, Filters, Sort
from assistant.search.question import read_question
from assistant.search.understanding.understood import FIELDS
from assistant.show.texts import Texts
from assistant.show.understood import dropped_notes, understood_in_words
from assistant.web.pages.filter_form import filter_words
from assistant.web.pages.links import Link, Note
from assistant.web.pages.search_facts import NO_FACTS, SearchFacts
from assistant.web.request.page_context import PageContext
from ingest.records import Document, TextLanguage


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the results.

    Attributes:
        title: the verdict, or what the results are.
        language: of the title, if that is a document's.
        question: the question that was judged; None if the results are not judged by one.
        notice: a sentence set apart: why nothing was found, or that the results are uncertain.
        advice: what the reader can try.
        order: the order of the years that the results stand in, or "".
        unfiltered: what there is without the filters, with the address that drops them.
        back: how many documents are alike, and the way back to the question or the overview.
        suggestion: the question with its misspelt words corrected.
        understood: what the question names, each thing with the address that leaves it out.
        dropped: sentences on what no source fits.
        whole: how to have all of the question understood again.
        words: which words were searched for, and how to search for others.
    """

    title: str
    language: TextLanguage | None = None
    question: str | None = None
    notice: str = ""
    advice: tuple[Note, ...] = ()
    order: str = ""
    unfiltered: Note | None = None
    back: Note | None = None
    suggestion: Link | None = None
    understood: tuple[Link, ...] = ()
    dropped: tuple[str, ...] = ()
    whole: Link | None = None
    words: Note | None = None


def heading(
    context: PageContext, answer: Answer, count: int, facts: SearchFacts = NO_FACTS
) -> Heading:
    """Return the heading of an answer with `count` sources that answer."""
    outcome = _outcome(context, answer, count, facts)
    return replace(
        outcome,
        suggestion=_suggestion(context, answer),
        understood=_understood(context, answer),
        dropped=tuple(dropped_notes(answer, context.texts)),
        whole=_whole(context),
        words=_words(context, answer),
    )


def source_heading(context: PageContext, document: Document, count: int | None) -> Heading:
    """Return the heading of the page of one document, with the way back to what led to it.

    `count` is how many sources answer the question; None if the reader has not asked any.
    """
    back = _to_overview(context)
    if count is not None:
        key = "source.back_one" if count == 1 else "source.back" if count else "source.back_none"
        results = context.link(document=None, inside="")
        back = Link(results, context.texts(key, count=count))
    return Heading(document.title, document.language, back=Note(link=back))


def answer_status(
    context: PageContext, answer: Answer, count: int, facts: SearchFacts = NO_FACTS
) -> str:
    """Return what a screen reader is told when the answer is there."""
    shown = _outcome(context, answer, count, facts)
    if context.address.like:
        return shown.back.text if shown.back else ""
    parts = [shown.title, shown.unfiltered.text if shown.unfiltered else "", shown.order]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _outcome(context: PageContext, answer: Answer, count: int, facts: SearchFacts) -> Heading:
    address, texts = context.address, context.texts
    if address.like:
        back = Note(_listed(len(answer.results), texts), _to_results(context, like=None))
        return Heading(texts("page.like", title=answer.question), back=back)
    if answer.verdict == "none":
        return _no_answer(context, answer, facts)
    if facts.is_list:
        title = _listed(len(answer.results), texts)
    elif facts.mentioned:
        title = _mentioned(answer, facts.mentioned, texts)
    elif answer.verdict == "weak":
        title = texts("page.weak")
    else:
        title = texts("page.answering_one" if count == 1 else "page.answering", count=count)
    is_unsure = answer.verdict == "weak" and not facts.mentioned and not facts.is_list
    return Heading(
        title,
        question=address.question,
        notice=texts("page.weak_note") if is_unsure else "",
        order=_order(answer.order, texts),
    )


def _no_answer(context: PageContext, answer: Answer, facts: SearchFacts) -> Heading:
    """Return the heading of nothing found; filters that were left over are named first."""
    address, texts = context.address, context.texts
    title, unfiltered = texts("page.none"), None
    if facts.unfiltered:
        words, is_place = ", ".join(filter_words(context)), _is_place(address.filters)
        title = texts("page.none_in" if is_place else "page.none_with", filters=words)
        key = "page.unfiltered_one" if facts.unfiltered == 1 else "page.unfiltered"
        without = texts("page.everywhere" if is_place else "page.without_filters")
        unfiltered = Note(
            texts(key, count=facts.unfiltered), Link(context.write(address.without()), without)
        )
    return Heading(
        title,
        question=address.question,
        notice=_why_none(context, answer),
        unfiltered=unfiltered,
        advice=() if unfiltered else _advice(context),
    )


def _is_place(filters: Filters) -> bool:
    """Return whether the filters choose a place and nothing else."""
    return replace(filters, municipality=None, county=None, region=None) == NO_FILTERS


def _mentioned(answer: Answer, words: tuple[str, ...], texts: Texts) -> str:
    count = sum(result.verdict != "none" for result in answer.results)
    key = "page.mentioned_one" if count == 1 else "page.mentioned"
    return texts(key, words=" ".join(words), count=count)


def _order(order: Sort | None, texts: Texts) -> str:
    if order is None:
        return ""
    return texts("page.order_newest" if order == "newest" else "page.order_oldest")


def _listed(count: int, texts: Texts) -> str:
    return texts("page.listed_one" if count == 1 else "page.listed", count=count)


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
    if address.related or not address.question or address.like:
        return None
    related = Link(context.link(related=True), texts("page.related_too"))
    return Note(texts("page.only_own_words"), related)


def _why_none(context: PageContext, answer: Answer) -> str:
    texts = context.texts
    if answer.results:
        return ""
    words = filter_words(context)
    if not words:
        return texts("page.none_quoted")
    if len(words) == 1:
        return texts("page.none_fits", filter=words[0])
    return texts("page.none_fits_all", filters=", ".join(words[:-1]), last=words[-1])


def _advice(context: PageContext) -> tuple[Note, ...]:
    address, texts = context.address, context.texts
    found: list[Note] = []
    if address.filters != NO_FILTERS:
        without = context.write(address.without())
        found.append(Note(link=Link(without, texts("page.try_without_filters"))))
    if _quotes_words(address.question):
        found.append(Note(texts("page.try_quotes")))
    found += [Note(texts("page.try_spelling")), Note(texts("page.try_broader"))]
    overview = replace(_to_overview(context), text=texts("page.try_overview"))
    found.append(Note(link=overview))
    return tuple(found)


def _quotes_words(question: str) -> bool:
    """Return whether some words of the question are in quotation marks."""
    try:
        return bool(read_question(question).quoted)
    except QuestionError:
        return False
