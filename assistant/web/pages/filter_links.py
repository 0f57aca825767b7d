"""What a reader can do about filters that leave too little: links that change or drop them."""

from dataclasses import replace

from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.lacking import Lacking
from assistant.show.filter_words import (
    cut_note,
    filter_words,
    given_filters,
    lacking_filters,
    undated_note,
)
from assistant.show.outcome import counted
from assistant.web.pages.links import Link, Note
from assistant.web.pages.search_facts import LeftOver
from assistant.web.request.address import MAX_LIMIT
from assistant.web.request.page_context import PageContext


def without_left_over(context: PageContext, answer: Answer, left_over: LeftOver) -> Note:
    """Return what there is without the filters that leave nothing, and the link that drops them."""
    address, texts = context.address, context.texts
    key = "page.unfiltered_weak" if left_over.verdict == "weak" else "page.unfiltered"
    if answer.listed is not None:
        key = "page.unfiltered_list"
    told = counted(key, left_over.count, texts)
    dropped = only(address.filters, left_over.names)
    if is_place(dropped):
        text = texts("page.everywhere")
    elif len(left_over.names) < len(given_filters(address.filters)):
        word = filter_words(dropped, texts)[0]
        text = texts("page.without_filter", filter=word)
    else:
        text = texts("page.without_filters")
    return Note(told, Link(context.write(address.without(*left_over.names)), text))


def nearest_links(context: PageContext, answer: Answer) -> tuple[Link, ...]:
    """Return links to the nearest values of what no source is.

    What the question named is then listed by a filter, without the question.
    """
    what = lacked(answer)
    if what is None:
        return ()
    freed = context.address.without(what.field)
    if what not in lacking_filters(answer):
        freed = replace(freed, question="")
    return tuple(
        Link(
            context.write(
                replace(freed, filters=replace(freed.filters, **{what.near_field: value}))  # type: ignore[arg-type]
            ),
            str(value),
        )
        for value in what.near
    )


def cut_off(context: PageContext, answer: Answer) -> Note | None:
    """Return how many sources the limit has cut off, with the link to have them."""
    text, shown = cut_note(answer, context.texts), len(answer.results)
    if not text:
        return None
    if shown >= MAX_LIMIT:
        return Note(text)
    limit = min(shown + answer.more, MAX_LIMIT)
    return Note(text, Link(context.link(limit=limit), context.texts("cut.show")))


def undated_sources(context: PageContext, answer: Answer) -> Note | None:
    """Return how many sources are left out for having no year, with the link to have them."""
    text, count = undated_note(answer, context.texts), len(answer.undated)
    if not text:
        return None
    let_in = context.link(filters=replace(context.address.filters, undated=True))
    return Note(text, Link(let_in, counted("undated.take", count, context.texts)))


def lacked(answer: Answer) -> Lacking | None:
    """Return what no source is: the first of the filters, or all that the question names."""
    filters = lacking_filters(answer)
    if filters:
        return filters[0]
    is_one = answer.verdict == "none" and len(answer.dropped) == len(answer.lacking) == 1
    return answer.lacking[0] if is_one and answer.dropped[0].effect == "filter" else None


def only(filters: Filters, names: tuple[str, ...]) -> Filters:
    """Return the filters of these names, without the others."""
    return replace(NO_FILTERS, **{name: getattr(filters, name) for name in names})


def is_place(filters: Filters) -> bool:
    """Return whether the filters choose a place and nothing else."""
    return replace(filters, municipality=None, county=None, region=None) == NO_FILTERS
