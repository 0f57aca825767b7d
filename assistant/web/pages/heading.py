"""The heading of an answer: what came of the question, and what the reader can try next."""

from dataclasses import dataclass, replace

from assistant.errors import QuestionError
from assistant.search.answer import Answer
from assistant.search.question import read_question
from assistant.search.understanding.understood import FIELDS
from assistant.show.filter_words import (
    cut_note,
    filter_words,
    lacking_filters,
    lacking_title,
    none_fits,
    undated_note,
    what_is_listed,
)
from assistant.show.texts import Texts
from assistant.show.understood import dropped_notes, understood_in_words
from assistant.web.pages.filter_links import (
    cut_off,
    is_place,
    lacked,
    nearest_links,
    only,
    undated_sources,
    without_left_over,
)
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
        cut: how many sources the limit has cut off, with the address that shows them.
        unfiltered: what there is without the filters, with the address that drops them.
        nearest: what stands before the links to the nearest values that some source has, and those.
        undated: how many sources are left out for having no year, with the address that has them.
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
    cut: Note | None = None
    unfiltered: Note | None = None
    nearest: tuple[Link, ...] = ()
    undated: Note | None = None
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
        cut=cut_off(context, answer),
        undated=undated_sources(context, answer),
        suggestion=_suggestion(context, answer),
        understood=_understood(context, answer),
        # If nothing is found and all that is named is lacking, the title says so.
        dropped=() if lacked(answer) else tuple(dropped_notes(answer, context.texts)),
        whole=_whole(context),
        words=_words(context, answer),
    )


def source_heading(context: PageContext, document: Document, count: int | None) -> Heading:
    """Return the heading of the page of one document, with the way back to what led to it.

    `count` is how many sources answer the question; None if the reader has not asked any, and comes
    from a list or the overview.
    """
    back = _to_overview(context)
    is_from_list = context.address.lists or context.address.filters.is_narrowing
    if count is None and is_from_list:
        back = Link(context.link(document=None, inside=""), context.texts("page.to_list"))
    elif count is not None:
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
    parts = [shown.title, shown.unfiltered.text if shown.unfiltered else ""]
    parts.append(cut_note(answer, context.texts))
    if answer.order in ("newest", "oldest"):
        is_newest = answer.order == "newest"
        parts.append(context.texts("page.order_newest" if is_newest else "page.order_oldest"))
    parts.append(undated_note(answer, context.texts))
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _outcome(context: PageContext, answer: Answer, count: int, facts: SearchFacts) -> Heading:
    address, texts = context.address, context.texts
    if address.like:
        back = Note(_listed(len(answer.results), texts), _to_results(context, like=None))
        return Heading(texts("page.like", title=answer.question), back=back)
    if answer.verdict == "none":
        return _no_answer(context, answer, facts)
    if answer.listed is not None:
        title = what_is_listed(answer, texts)
    elif facts.mentioned:
        title = _mentioned(answer, facts.mentioned, texts)
    elif answer.verdict == "weak":
        title = texts("page.weak")
    else:
        title = texts("page.answering_one" if count == 1 else "page.answering", count=count)
    is_unsure = answer.verdict == "weak" and not facts.mentioned
    return Heading(
        title,
        question=address.question or None,
        notice=texts("page.weak_note") if is_unsure else "",
    )


def _no_answer(context: PageContext, answer: Answer, facts: SearchFacts) -> Heading:
    """Return the heading of nothing found; filters that were left over are named first."""
    address, texts = context.address, context.texts
    left_over = facts.left_over
    unfiltered = without_left_over(context, answer, left_over) if left_over else None
    nearest = nearest_links(context, answer)
    title = texts("page.none")
    if what := lacked(answer):
        title = lacking_title(what, texts)
    elif left_over:
        dropped = only(address.filters, left_over.names)
        words = ", ".join(filter_words(dropped, texts))
        title = texts("page.none_in" if is_place(dropped) else "page.none_with", filters=words)
    return Heading(
        title,
        question=address.question or None,
        notice=_why_none(context, answer),
        unfiltered=unfiltered,
        nearest=nearest,
        advice=() if unfiltered or nearest else _advice(context),
    )


def _mentioned(answer: Answer, words: tuple[str, ...], texts: Texts) -> str:
    count = sum(result.verdict != "none" for result in answer.results)
    key = "page.mentioned_one" if count == 1 else "page.mentioned"
    return texts(key, words=" ".join(words), count=count)


def _listed(count: int, texts: Texts) -> str:
    return texts("page.listed_one" if count == 1 else "page.listed", count=count)


def _to_results(context: PageContext, **without: None) -> Link | None:
    """Return the link to the results for the question or to the list, None if there is neither."""
    address, texts = context.address, context.texts
    if address.question:
        return Link(context.link(**without), texts("page.all_results", question=address.question))
    if address.lists or address.filters.is_narrowing:
        return Link(context.link(**without), texts("page.to_list"))
    return None


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
    if answer.results or lacking_filters(answer):
        return ""
    return none_fits(answer.filters, texts) or texts("page.none_quoted")


def _advice(context: PageContext) -> tuple[Note, ...]:
    address, texts = context.address, context.texts
    found: list[Note] = []
    if address.filters.is_narrowing:
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
