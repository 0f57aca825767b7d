"""Write in words what a question was understood to name, and the values of filters."""

from collections.abc import Iterable, Iterator, Sequence
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
    listed = list(understood)
    excluded = [each for each in listed if each.effect == "exclude"]
    since = next((each for each in listed if each.field == "since" and each not in excluded), None)
    until = next((each for each in listed if each.field == "until" and each not in excluded), None)
    found: dict[str, tuple[Field, ...]] = {}
    for each in listed:
        if each in excluded:
            part = [other for other in excluded if other.part == each.part]
            found[_excluded(part, texts)] = tuple(other.field for other in part)
        elif since and until and each.field in ("since", "until"):
            found[_years(since, until, texts)] = ("since", "until")
        elif each.effect == "prefer":
            found[texts("understood.prefer", what=_one(each, texts))] = (each.field,)
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

    The nearest that some source fits stand behind it. Then yield a sentence for each place that the
    question names and none of its answers is from.
    """
    near: dict[str, str] = {lacked.field: near_words(lacked, texts) for lacked in answer.lacking}
    for each in answer.dropped:
        if each.effect == "prefer":
            told = f"{texts('lacking.from', what=each.value)}."
            yield " ".join(filter(None, (told, near.get(each.field))))
    demanded = [each for each in answer.dropped if each.effect != "prefer"]
    # What is left out may be what fits: "eksempler fra Nordland, men ikke Bodø".
    is_rest = any(each.effect == "exclude" for each in answer.understood)
    key = "understood.dropped_else" if is_rest else "understood.dropped"
    for named in understood_in_words(demanded, texts):
        told = texts(key, what=named.text)
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


def _excluded(part: Sequence[Understood], texts: Texts) -> str:
    """Return one thing that is left out in words; of several fields they are named together."""
    is_years = [each.field for each in part] == ["since", "until"]
    if len(part) > 1 and not is_years:
        named = ", ".join(_one(each, texts) for each in part)
        return texts("understood.exclude", what=named)
    told = _years(part[0], part[1], texts) if is_years else _one(part[0], texts)
    name, _, value = told.partition(": ")
    return f"{name}: {texts('understood.exclude', what=value)}"


def _years(since: Understood, until: Understood, texts: Texts) -> str:
    if since.value == until.value:
        return texts("understood.year", year=since.value)
    return texts("understood.years", since=since.value, until=until.value)
