"""Write in words what a question was understood to name, and the values of filters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.search.answer import Answer
from assistant.search.filters import passes
from assistant.search.lacking import Lacking
from assistant.search.understanding.narrowing import as_filters
from assistant.search.understanding.understood import PLACES, Field, Understood
from assistant.show.language_names import language_label
from assistant.show.texts import Texts


@dataclass(frozen=True, slots=True)
class Named:
    """Words for something understood, and the fields that it was said in."""

    text: str
    fields: tuple[Field, ...]


def understood_in_words(understood: Iterable[Understood], texts: Texts) -> tuple[Named, ...]:
    """Return what was understood, each thing once and in words; both ends of years are one."""
    found: dict[str, tuple[Field, ...]] = {}
    listed = list(understood)
    for each in listed:
        alike = [other for other in listed if other.effect == each.effect]
        since = next((other for other in alike if other.field == "since"), None)
        until = next((other for other in alike if other.field == "until"), None)
        if since and until and each.field in ("since", "until"):
            text = _years(since, until, texts)
            fields: tuple[Field, ...] = ("since", "until")
        else:
            text = _one(each, texts)
            fields = (each.field,)
        if each.effect == "prefer":
            text = texts("understood.prefer", what=text)
        elif each.effect == "exclude":
            name, _, value = text.partition(": ")
            text = f"{name}: {texts('understood.exclude', what=value)}"
        found[text] = fields
    return tuple(Named(text, fields) for text, fields in found.items())


def understood_notes(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield sentences on how the question was understood, and what no source fits."""
    if answer.understood:
        what = " · ".join(each.text for each in understood_in_words(answer.understood, texts))
        yield texts("understood.line", what=what)
    yield from dropped_notes(answer, texts)


def dropped_notes(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield a sentence for each thing that the question names and no source fits.

    The nearest that some source fits stand behind it. So does a sentence for each place that the
    question names and none of its answers is from.
    """
    near: dict[str, str] = {lacked.field: near_words(lacked, texts) for lacked in answer.lacking}
    for each in answer.dropped:
        if each.effect == "prefer":
            told = f"{texts('lacking.from', what=each.value)}."
            yield " ".join(filter(None, (told, near.get(each.field))))
    demanded = [each for each in answer.dropped if each.effect != "prefer"]
    for named in understood_in_words(demanded, texts):
        told = texts("understood.dropped", what=named.text)
        nearest = next((near[field] for field in named.fields if near.get(field)), "")
        yield f"{told} {nearest}" if nearest else told
    for each in _elsewhere(answer):
        yield texts("understood.elsewhere", place=each.value)


def _elsewhere(answer: Answer) -> Iterator[Understood]:
    """Yield the places that the question names and none of the sources that answer is from."""
    answering = [each.document for each in answer.results if each.verdict != "none"]
    if answer.more or not answering:
        return
    for each in answer.understood:
        if each.effect == "prefer" and each.field in PLACES:
            wanted = as_filters(each)
            if not any(passes(document, wanted) for document in answering):
                yield each


def near_words(lacking: Lacking, texts: Texts) -> str:
    """Return the sentence with what is nearest to something that no source is, "" without any."""
    near = ", ".join(map(str, lacking.near))
    return texts("lacking.near", near=near) if near else ""


def filter_value(name: str, value: str | int, texts: Texts) -> str:
    """Return the value of the filter `name` as a reader knows it."""
    if name == "kind":
        return texts(f"kind.{value}")
    if name == "language":
        return language_label(str(value), texts)
    if name in ("size", "sort"):
        return texts(f"filters.{name}_{value}")
    return str(value)


def _one(understood: Understood, texts: Texts) -> str:
    name = "language" if understood.field == "text_language" else understood.field
    return f"{texts(f'filters.{name}')}: {filter_value(name, understood.value, texts)}"


def _years(since: Understood, until: Understood, texts: Texts) -> str:
    if since.value == until.value:
        return texts("understood.year", year=since.value)
    return texts("understood.years", since=since.value, until=until.value)
