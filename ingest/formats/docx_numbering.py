"""Compute the numbers of headings and list items, which Word counts and does not store."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ingest.formats.docx_names import W, number, value
from ingest.reading.list_and_table_marks import BULLET

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999  # larger numbers are written in digits


class WordNumbers:
    """The numbers of a document's lists, counted on paragraph by paragraph.

    `numbering` is the element of the part that defines the lists, None if there is no such part.
    """

    def __init__(self, numbering: Any | None) -> None:
        self.kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[str] = set()
        for kind in [] if numbering is None else numbering.findall(f"{W}abstractNum"):
            self.kinds[kind.get(f"{W}abstractNumId")] = {
                number(level.get(f"{W}ilvl")): (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    number(value(level, "start")),
                )
                for level in kind.findall(f"{W}lvl")
            }
        for entry in [] if numbering is None else numbering.findall(f"{W}num"):
            starts = {
                number(level.get(f"{W}ilvl")): number(value(level, "startOverride"))
                for level in entry.findall(f"{W}lvlOverride")
                if value(level, "startOverride") is not None
            }
            self.lists[entry.get(f"{W}numId")] = (value(entry, "abstractNumId") or "", starts)

    def mark(self, number_id: str, level: int) -> str:
        """Return the mark of the next paragraph of a list: "2.1", "a)", a bullet or ""."""
        kind_id, starts = self.lists.get(number_id, ("", {}))
        levels = self.kinds.get(kind_id, {})
        if level not in levels:
            return BULLET
        counts = self.counts[kind_id]
        if number_id not in self.begun:
            self.begun.add(number_id)
            counts.update({begun: start - 1 for begun, start in starts.items()})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form == "bullet":
            return BULLET

        def number_at(placeholder: re.Match[str]) -> str:
            above = int(placeholder[1]) - 1
            form, _, start = levels.get(above, ("decimal", "", 1))
            return _FORMS.get(form, str)(counts.get(above, start))

        return _PLACEHOLDER.sub(number_at, text).strip()


def _letters(number: int) -> str:
    """Return a, b ... z, aa, bb: after z Word repeats the letter."""
    repeats, letter = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + letter) * min(repeats + 1, 9)


def _roman(number: int) -> str:
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    numeral = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        numeral += sign * times
    return numeral


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
}
