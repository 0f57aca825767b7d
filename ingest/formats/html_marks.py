"""Tell the marks of notes in a web page: what is raised, and which links lead to a note."""

import re
from collections.abc import Set
from typing import Any

from ingest.formats.html_elements import BLOCK_TAGS

_RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|\+?0*\.?[1-9][\d.]*\s*(?:px|pt|r?em|ex|%))", re.I
)
_RULE = re.compile(r"([^{}]{1,1000})\{([^{}]*)\}")
_CLASS_AT_END = re.compile(r"\.([\w-]+)\s*(?=,|$)")
_NOTE_NAME = re.compile(
    r"(?:foot|end)-?note|note-?ref|fotnote|sluttnote|fn-?ref|ftn-?ref|cite_?ref", re.I
)
_NOTE_ADDRESS = re.compile(
    r"#_?(?:fn|ftn|edn|n|note|fotnote|sluttnote|footnote|endnote|cite_?note|user-content-fn)"
    r"[-_:.]?[\w.-]*$",
    re.I,
)
_NOTE_ROLES = frozenset({"doc-noteref", "noteref"})
_BACK_ROLES = frozenset({"doc-backlink", "referrer"})
_BACK_NAME = re.compile(r"(?:foot|end)?note-?back|back-?ref|tilbakelenke", re.I)
_BRACKETED = re.compile(r"\s*(?:\[\s*\w{1,4}\s*\]|[*†‡§¶]{1,4})\s*")
_NUMBER = re.compile(r"\s*\(?\d{1,3}\)?\s*")
_ARROWS = re.compile(r"[\s^↑↩⤴⏎↵\ufe0e\ufe0f]+")
_GLUED_TO = re.compile(r"[\w%.,;:!?)\]»\"”’']$")  # what a mark stands behind without a space
_INLINE_TAGS = frozenset({"a", "em", "font", "i", "small", "span", "strong", "sup"})


def raising_classes(root: Any) -> frozenset[str]:
    """Return the classes that the style sheets in a page raise above the line."""
    sheets = "".join(sheet.text or "" for sheet in root.iter("style"))
    rules = (rule for rule in _RULE.finditer(sheets) if _RAISED.search(rule[2]))
    return frozenset(name for rule in rules for name in _CLASS_AT_END.findall(rule[1]))


def is_raised(element: Any, classes: Set[str]) -> bool:
    """Return whether an element is raised above the line; `classes` are those that raise."""
    if element.tag in BLOCK_TAGS:
        return False  # a cell may be aligned in its row
    if element.tag == "sup" or _RAISED.search(element.get("style") or ""):
        return True
    return bool(classes) and not classes.isdisjoint((element.get("class") or "").split())


def leads_to_note(element: Any, before: str) -> bool:
    """Return whether an element is the mark of a note by its role, its name or its address.

    `before` is the text in front of it: nobody sets a link of a number at the end of a word, unless
    it leads to a note.
    """
    if element.tag not in _INLINE_TAGS:
        return False
    if _roles(element) & _NOTE_ROLES or _NOTE_NAME.search(_names(element)):
        return True
    address = element.get("href") or ""
    if element.tag != "a" or "#" not in address:
        return False
    text = "".join(element.itertext())
    if _BRACKETED.fullmatch(text):
        return True
    if not _NUMBER.fullmatch(text):
        return False
    return bool(_NOTE_ADDRESS.search(address) or _GLUED_TO.search(before))


def leads_back(element: Any) -> bool:
    """Return whether an element leads from a note back to its mark."""
    if element.tag != "a":
        return False
    if _roles(element) & _BACK_ROLES or _BACK_NAME.search(_names(element)):
        return True
    text = "".join(element.itertext())
    return (element.get("href") or "").startswith("#") and bool(_ARROWS.fullmatch(text))


def _roles(element: Any) -> set[str]:
    return {*(element.get("role") or "").split(), *(element.get("epub:type") or "").split()}


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
