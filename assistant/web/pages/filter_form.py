"""The filters as a form shows them: what can be chosen, how many it leaves, what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from assistant.search.facets import FacetField
from assistant.search.filters import Filters
from assistant.show.filter_words import given_filters
from assistant.show.texts import Texts
from assistant.show.understood import filter_value
from assistant.web.pages.links import Link
from assistant.web.request.address import FILTERS, OWN_WORDS, UNDATED, WITHOUT, Address
from assistant.web.request.page_context import PageContext

Counts = Mapping[str, Sequence[tuple[str | int, int | None]]]
"""For each filter, its values in the order they are shown and how many documents each leaves.

None if the number is not told: nothing answers, with or without filters.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter with its values; `name` is its parameter in the address."""

    name: str
    label: str
    all: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The filters of a page.

    `hidden` are the names and values that the form sends besides what is chosen. `active` has a
    link for each filter in use that removes it, `remove_all` removes them if there are several.
    """

    title: str
    choices: tuple[Choice, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    active: tuple[Link, ...] = ()
    remove_all: str | None = None


def filter_form(context: PageContext, counts: Counts) -> FilterForm:
    """Return the filters of an address, with `counts` behind their values."""
    address, texts = context.address, context.texts
    active = active_filters(context)
    title = texts("filters.title")
    return FilterForm(
        f"{title} ({len(active)})" if active else title,
        choices(address.filters, counts, texts),
        tuple(_hidden(address)),
        active,
        context.write(address.without()) if len(active) > 1 else None,
    )


def choices(filters: Filters, counts: Counts, texts: Texts) -> tuple[Choice, ...]:
    """Return the filters with their values; a chosen value is there even if it finds nothing."""
    found = []
    for name, aliases in _chosen_from_a_list():
        chosen = getattr(filters, name)
        values = dict(counts.get(name, ()))
        if chosen is not None and chosen not in values:
            values[chosen] = 0
        options = tuple(
            Option(str(value), _label(filter_value(name, value, texts), count), value == chosen)
            for value, count in values.items()
        )
        label = texts(f"filters.{name}")
        found.append(Choice(aliases[0], label, texts(f"filters.all_{name}"), options))
    return tuple(found)


def active_filters(context: PageContext) -> tuple[Link, ...]:
    """Return the filters that are in use, each with the address without it."""
    address, texts = context.address, context.texts
    found = [
        Link(
            context.write(address.without(name)),
            f"{texts(f'filters.{name}')}: {filter_value(name, value, texts)}",
        )
        for name, value in given_filters(address.filters)
    ]
    if address.filters.undated:
        dated = replace(address.filters, undated=False)
        found.append(Link(context.link(filters=dated), texts("filters.undated")))
    return tuple(found)


def _label(text: str, count: int | None) -> str:
    return text if count is None else f"{text} ({count})"


def _hidden(address: Address) -> list[tuple[str, str]]:
    shown = dict(_chosen_from_a_list())
    filters = [(UNDATED[0], "1")] if address.filters.undated else []
    filters += [
        (aliases[0], str(value))
        for name, aliases in FILTERS.items()
        if name not in shown and (value := getattr(address.filters, name)) is not None
    ]
    own_words = [] if address.related else [("ord", OWN_WORDS)]
    fields = [(WITHOUT[0], ",".join(address.not_understood))] if address.not_understood else []
    return filters + own_words + fields + ([("like", address.like)] if address.like else [])


def _chosen_from_a_list() -> list[tuple[str, tuple[str, ...]]]:
    """Return the filters that the page offers values of; the others come from addresses."""
    return [(name, FILTERS[name]) for name in get_args(FacetField)]
