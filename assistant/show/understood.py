"""Write in words what a question was understood to name, and the values of filters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.search.answer import Answer
from assistant.search.lacking import Lacking
from assistant.search.understanding.understood import Field, Understood
from assistant.show.language_names import language_label
from assistant.show.texts import Texts


@dataclass(frozen=True, slots=True)
class Named:
    """Words for something understood, and the fields that it was said in."""

    text: str
    fields: tuple[Field, ...]


def understood_in_words(understood: Iterable[Understood], texts: Texts) -> tuple[Named, ...]:
    """Return what was understood, each thing once and in words; both ends of years are one."""
    listed = list(understood)
    since = next((each for each in listed if each.field == "since"), None)
    until = next((each for each in listed if each.field == "until"), None)
    found: dict[str, tuple[Field, ...]] = {}
    for each in listed:
        if since and until and each.field in ("since", "until"):
            found[_years(since, until, texts)] = ("since", "until")
        else:
            found[_one(each, texts)] = (each.field,)
    return tuple(Named(text, fields) for text, fields in found.items())


def understood_notes(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield sentences on how the question was understood, and what no source fits."""
    if answer.understood:
        what = " · ".join(each.text for each in understood_in_words(answer.understood, texts))
        yield texts("understood.line", what=what)
    yield from dropped_notes(answer, texts)


def dropped_notes(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield a sentence for each thing that the question names and no source fits.

    The nearest that some source fits stand behind it.
    """
    near: dict[str, str] = {lacked.field: near_words(lacked, texts) for lacked in answer.lacking}
    for each in understood_in_words(answer.dropped, texts):
        told = texts("understood.dropped", what=each.text)
        nearest = next((near[field] for field in each.fields if near.get(field)), "")
        yield f"{told} {nearest}" if nearest else told


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
    text = f"{texts(f'filters.{name}')}: {filter_value(name, understood.value, texts)}"
    return texts("understood.prefer", what=text) if understood.effect == "prefer" else text


def _years(since: Understood, until: Understood, texts: Texts) -> str:
    if since.value == until.value:
        return texts("understood.year", year=since.value)
    return texts("understood.years", since=since.value, until=until.value)
