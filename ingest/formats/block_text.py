"""Gather the text of a block piece by piece, and decide what its raised figures become.

A file may cut a raised figure into several pieces, and what it becomes depends on the text in front
of it, so that it is decided as soon as text follows that is not raised.
"""

import re

from ingest.reading.raised_marks import raised_text

LINE_BREAK = "\v"
"""A line break inside a block, until the block is written."""

_TAIL_CHARS = 60  # what `raised_text` looks at is shorter
_LINKED_MARK = re.compile(
    r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})\s*[\])]?[.)]?", re.I
)
_SPACED_UNIT = re.compile(r"(?<![^\W\d_])[kcdm]?m\s+$")
_ENDS_CLAUSE = (".", ",", ";", ":", "!", "?", ")")
_SPACES = " \t\r\n"  # without LINE_BREAK


class BlockText:
    """The text of a block that is being read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tail = ""
        self._raised: list[str] = []
        self._is_linked = False
        self._lost_mark = False

    @property
    def tail(self) -> str:
        """The end of the text so far, without figures that are not decided."""
        return self._tail

    def add(self, text: str) -> None:
        """Add text that is not raised."""
        if not text:
            return
        self._decide()
        if self._lost_mark:
            text = self._after_mark(text)
        self._append(text)

    def add_raised(self, text: str, is_linked: bool = False) -> None:
        """Add a raised piece. `is_linked` is whether the file says that it belongs to a note."""
        if len(self._raised) == 1 and self._is_power(self._raised[0]):
            self._decide()  # m² has a note: "2", "1" are not the note 21
        self._raised.append(text)
        self._is_linked = self._is_linked or is_linked

    def take(self) -> str:
        """Return the text of the block and begin the next one."""
        self._decide()
        text = "".join(self._parts)
        self._parts, self._tail, self._lost_mark = [], "", False
        return text

    def _decide(self) -> None:
        if not self._raised:
            return
        raised, is_linked = "".join(self._raised), self._is_linked
        self._raised, self._is_linked = [], False
        if not raised.strip():
            self._append(raised)
        elif text := self._decided(raised, is_linked):
            self._append(text)
        else:
            self._lost_mark = True

    def _decided(self, raised: str, is_linked: bool) -> str:
        if is_linked and _LINKED_MARK.fullmatch(raised.strip()):
            return ""
        spaced = _SPACED_UNIT.search(self._tail)
        return raised_text(raised, self._tail.rstrip() if spaced else self._tail)

    def _is_power(self, raised: str) -> bool:
        """Return whether a piece is the power of a unit, and whole as it is."""
        is_power = raised.strip() in ("2", "3") and not self._tail[-1:].isdecimal()
        return is_power and not self._is_linked and self._decided(raised, False) not in ("", raised)

    def _after_mark(self, text: str) -> str:
        """Return what stays of the text behind a mark that went, and fit the text before to it.

        The bracket of "1)" may not be raised. A mark may have parted two words or numbers.
        """
        self._lost_mark = False
        if text[0] == ")" and self._tail.count("(") <= self._tail.count(")"):
            text = text[1:]
        if text.startswith(_ENDS_CLAUSE):
            while self._parts:
                self._parts[-1] = self._parts[-1].rstrip(_SPACES)
                if self._parts[-1]:
                    break
                self._parts.pop()
            self._tail = self._tail.rstrip(_SPACES)
        elif text[:1].isalnum() and self._tail[-1:].isalnum():
            self._append(" ")
        return text

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._tail = (self._tail + text)[-_TAIL_CHARS:]
