"""What a question names, understood: a place, a kind, a maker, a year, a language, an order."""

from dataclasses import dataclass
from typing import Literal, get_args

Field = Literal[
    "municipality",
    "county",
    "region",
    "size",
    "kind",
    "publisher",
    "author",
    "since",
    "until",
    "text_language",
    "sort",
]
FIELDS: tuple[Field, ...] = get_args(Field)

ALL = "all"
"""What an address or a command names every field by."""

Effect = Literal["filter", "prefer", "sort"]

PLACES: tuple[Field, ...] = ("municipality", "county", "region")
"""The fields of which one question may name several, meaning any of them."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that a question names.

    `value` is what the filter of that name takes; `span` are the characters of the question as it
    was typed that say so. A filter leaves out what does not pass, a preference only ranks it lower,
    and a sort orders what answers.
    """

    field: Field
    value: str | int
    span: tuple[int, int]
    effect: Effect
