"""The names of elements that the readers of a document of Word share, and its switches."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_OFF = frozenset({"0", "false", "off", "none"})


def value(element: Any, path: str) -> str | None:
    """Return the attribute `w:val` of the first element at `path` inside another, or None."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    val: str | None = None if found is None else found.get(f"{W}val")
    return val


def switch(element: Any | None, path: str) -> bool | None:
    """Return whether a switch at `path` inside an element is on, None if it is not there."""
    if element is None:
        return None
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val") not in _OFF


def number(text: str | None, most: int = 99_999_999) -> int:
    """Return a number that a file gives, at most `most`; 0 if it is none."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else 0
