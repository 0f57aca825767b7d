"""The filters as a form shows them: what can be chosen, how many it leaves, what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.search.filters import Filters
from assistant.show.texts import Texts
from assistant.web.request.address import FILTERS

Counts = Mapping[str, Sequence[tuple[str | int, int]]]
"""For each filter, its values in the order they are shown and how many documents each leaves."""


@dataclass(frozen=True, slots=True)
class Option:
    """Hold one value that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one filter with its values; `name` is its parameter in the address."""

    name: str
    label: str
    all: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Active:
    """Hold one filter that is in use; `name` is its field."""

    name: str
    label: str


def choices(filters: Filters, counts: Counts, texts: Texts) -> tuple[Choice, ...]:
    """Return the filters with their values; a chosen one is there also where it finds none."""
    found = []
    for name, aliases in FILTERS.items():
        chosen = getattr(filters, name)
        values = dict(counts.get(name, ()))
        if chosen is not None and chosen not in values:
            values[chosen] = 0
        options = tuple(
            Option(str(value), f"{_told(name, value, texts)} ({count})", value == chosen)
            for value, count in values.items()
        )
        label = texts(f"filters.{name}")
        found.append(Choice(aliases[0], label, texts(f"filters.all_{name}"), options))
    return tuple(found)


def active(filters: Filters, texts: Texts) -> tuple[Active, ...]:
    """Return the filters that are in use, in texts."""
    return tuple(
        Active(name, f"{texts(f'filters.{name}')}: {_told(name, value, texts)}")
        for name in FILTERS
        if (value := getattr(filters, name)) is not None
    )


def _told(name: str, value: str | int, texts: Texts) -> str:
    if name in ("kind", "language"):
        return texts(f"{name}.{value}")
    return str(value)
