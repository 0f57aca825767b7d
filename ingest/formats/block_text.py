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
        self._raised = ""
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
        self._raised += text
        self._is_linked = self._is_linked or is_linked

    def take(self) -> str:
        """Return the text of the block and begin the next one."""
        self._decide()
        text = "".join(self._parts)
        self._parts, self._tail, self._lost_mark = [], "", False
        return text

    def _decide(self) -> None:
        raised, is_linked = self._raised, self._is_linked
        if not raised:
            return
        self._raised, self._is_linked = "", False
        if not raised.strip():
            self._append(raised)
            return
        if is_linked and _LINKED_MARK.fullmatch(raised.strip()):
            text = ""
        else:
            spaced = _SPACED_UNIT.search(self._tail)
            text = raised_text(raised, self._tail.rstrip() if spaced else self._tail)
        if text:
            self._append(text)
        else:
            self._lost_mark = True

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
