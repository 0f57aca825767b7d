"""What the readers of a web page ask of its elements: their kind, their names, their text."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin a line of their own."""

SILENT_TAGS = frozenset({
    "audio", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "math", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
})  # fmt: skip
"""Elements without text for a reader; nobody need be told that they are left out."""

_SMALL, _CAPITAL = "a-z\u00df-\u00ff", "A-Z\u00c0-\u00de"
_NAME_PART = re.compile(f"[{_CAPITAL}]?[{_SMALL}]+|[{_CAPITAL}]+(?![{_SMALL}])")


def names_of(element: Any, attributes: Sequence[str] = ("id", "class")) -> Iterator[str]:
    """Yield the words in the id and the classes of an element: "siteFooter" gives two."""
    for name in attributes:
        for part in _NAME_PART.findall(element.get(name) or ""):
            yield part.lower()


def texts_of(element: Any) -> Iterator[str]:
    """Yield the stretches of text in an element, without those of its silent elements."""
    from lxml import etree

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walk:
        if event == "start":
            if inner.tag in SILENT_TAGS:
                walk.skip_subtree()
            elif inner.text:
                yield inner.text
        elif inner is not element and inner.tail:
            yield inner.tail


def text_of(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(" ".join(texts_of(element)).split())


def letters_in(text: str | None) -> int:
    """Return the number of letters and digits in a text."""
    return sum(map(str.isalnum, text or ""))
