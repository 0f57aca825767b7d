"""Count as Word does: the numbers of headings and list items that stand in no text of the file."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ingest.reading.file_text import BULLET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 3999  # that has a Roman number; wild starts are written as they are


class WordNumbers:
    """Number paragraphs in the order of the text; `numbering` is the part that says how, if any."""

    def __init__(self, numbering: Any | None) -> None:
        self.kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[str] = set()
        for kind in [] if numbering is None else numbering.findall(f"{_W}abstractNum"):
            self.kinds[kind.get(f"{_W}abstractNumId")] = {
                _number(level.get(f"{_W}ilvl")): (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    _number(value(level, "start")),
                )
                for level in kind.findall(f"{_W}lvl")
            }
        for own in [] if numbering is None else numbering.findall(f"{_W}num"):
            starts = {
                _number(level.get(f"{_W}ilvl")): _number(value(level, "startOverride"))
                for level in own.findall(f"{_W}lvlOverride")
                if value(level, "startOverride") is not None
            }
            self.lists[own.get(f"{_W}numId")] = (value(own, "abstractNumId") or "", starts)

    def mark(self, number_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list: "2.1", "a)", a bullet or ""."""
        kind_id, starts = self.lists.get(number_id, ("", {}))
        levels = self.kinds.get(kind_id, {})
        if level not in levels:
            return BULLET
        counts = self.counts[kind_id]
        if number_id not in self.begun:
            self.begun.add(number_id)
            counts.update({at: start - 1 for at, start in starts.items()})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form == "bullet":
            return BULLET

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form, _, start = levels.get(at, ("decimal", "", 1))
            return _FORMS.get(form, str)(counts.get(at, start))

        return _PLACE.sub(written, text).strip()


def value(element: Any, path: str) -> str | None:
    """Return the value of the first element at `path` inside another, or None."""
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    own: str | None = None if found is None else found.get(f"{_W}val")
    return own


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _letters(number: int) -> str:
    """Return a, b ... z, aa, bb: Word repeats the letter."""
    repeats, letter = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + letter) * min(repeats + 1, 9)


def _roman(number: int) -> str:
    if not 0 < number <= _HIGHEST:
        return str(number)
    written = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
}
