"""Write in words which filters an answer had, what they leave, and what they left out."""

from collections.abc import Iterator
from dataclasses import fields

from assistant.search.answer import Answer
from assistant.search.filters import Filters
from assistant.search.lacking import Lacking
from assistant.search.understanding.understood import PLACES
from assistant.show.texts import Texts
from assistant.show.understood import filter_value, near_words

NAMES = tuple(each.name for each in fields(Filters) if each.name not in ("sort", "undated"))
"""The filters that leave documents out."""

_ENDS = {"since": "filters.since_value", "until": "filters.until_value"}


def given_filters(filters: Filters) -> tuple[tuple[str, str | int], ...]:
    """Return the names and values of the filters that leave documents out."""
    given = ((name, getattr(filters, name)) for name in NAMES)
    return tuple((name, value) for name, value in given if value is not None)


def filter_words(filters: Filters, texts: Texts) -> tuple[str, ...]:
    """Return the filters as words inside a sentence."""
    return tuple(filter_word(name, value, texts) for name, value in given_filters(filters))


def filter_word(name: str, value: str | int, texts: Texts) -> str:
    """Return a filter as words inside a sentence."""
    if name in _ENDS:
        return texts(_ENDS[name], year=value)
    if name == "size":
        return texts(f"filters.{value}_value")
    return filter_value(name, value, texts)


def filters_note(filters: Filters, texts: Texts) -> str:
    """Return a line that names each filter with its value, "" if there is none."""
    given = given_filters(filters)
    told = [
        f"{texts(f'filters.{name}')}: {filter_value(name, value, texts)}" for name, value in given
    ]
    if told and filters.undated:
        told.append(texts("filters.undated"))
    return texts("filters.line", what=" · ".join(told)) if told else ""


def what_is_listed(answer: Answer, texts: Texts) -> str:
    """Return how many documents a list has and which they are, without a full stop."""
    count = len(answer.results) if answer.listed is None else answer.listed
    words = filter_words(answer.filters, texts)
    named = [each for each in answer.understood if each.effect == "filter"]
    places = [str(each.value) for each in named if each.field in PLACES]
    places += [str(value) for name, value in given_filters(answer.filters) if name in PLACES]
    if len(places) == 1 and len(words) + len(named) == 1:
        key, which = "outcome.list_from", {"place": places[0]}
    elif words:
        key, which = "outcome.list_with", {"filters": ", ".join(words)}
    else:
        key, which = "outcome.list" if answer.question else "outcome.list_all", {}
    return texts(f"{key}_one" if count == 1 else key, count=count, **which)


def none_fits(filters: Filters, texts: Texts) -> str:
    """Return the sentence that no document passes the filters, all together; "" without filters."""
    words = filter_words(filters, texts)
    if not words:
        return ""
    if len(words) == 1:
        return texts("page.none_fits", filter=words[0])
    return texts("page.none_fits_all", filters=", ".join(words[:-1]), last=words[-1])


def lacking_sentences(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield a sentence on each filter that no document passes, and the nearest that some do."""
    for each in lacking_filters(answer):
        yield " ".join(filter(None, (f"{lacking_title(each, texts)}.", near_words(each, texts))))


def lacking_filters(answer: Answer) -> tuple[Lacking, ...]:
    """Return the filters that no document passes, without what the question names."""
    given = dict(given_filters(answer.filters))
    return tuple(each for each in answer.lacking if given.get(each.field) == each.value)


def lacking_title(lacking: Lacking, texts: Texts) -> str:
    """Return that there is no document for a filter, without a full stop."""
    key = "lacking.by" if lacking.field == "author" else "lacking.from"
    return texts(key, what=filter_word(lacking.field, lacking.value, texts))


def undated_note(answer: Answer, texts: Texts) -> str:
    """Return how many documents of which kind are left out for having no year, "" if none is."""
    count, kinds = len(answer.undated), {document.kind for document in answer.undated}
    if not count:
        return ""
    number = "kind" if count == 1 else "kinds"
    what = texts("undated.source" if count == 1 else "undated.sources")
    if len(kinds) == 1:
        what = texts(f"{number}.{kinds.pop()}").casefold()
    return texts("undated.note_one" if count == 1 else "undated.note", count=count, what=what)


def cut_note(answer: Answer, texts: Texts) -> str:
    """Return how many sources the limit has cut off, "" if none."""
    if not answer.more:
        return ""
    return texts("cut.note_one" if answer.more == 1 else "cut.note", count=answer.more)
