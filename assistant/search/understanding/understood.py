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

Effect = Literal["filter", "exclude", "prefer", "sort"]

PLACES: tuple[Field, ...] = ("municipality", "county", "region")
"""The fields of which one question may name several, meaning any of them."""


def listed_fields(listed: str) -> tuple[Field, ...] | None:
    """Return the fields of a list with commas, in the order of FIELDS; None if one is none."""
    named = {name.strip() for name in listed.split(",") if name.strip()}
    if not named <= {*FIELDS, ALL}:
        return None
    return tuple(name for name in FIELDS if name in named or ALL in named)


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that a question names.

    `value` is what the filter of that name takes; `span` are the characters of the question as it
    was typed that say so. A filter leaves out what does not pass, an exclusion what does; a
    preference only ranks it lower, and a sort orders what answers. Exclusions of the same `part`
    are one thing: reports of one publisher, both ends of years.
    """

    field: Field
    value: str | int
    span: tuple[int, int]
    effect: Effect
    part: int = 0

    @property
    def leaves_out(self) -> bool:
        """Return whether documents are left out by it."""
        return self.effect in ("filter", "exclude")
