"""Read a web page with lxml: what a reader of the page reads, not what surrounds it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import FileDamaged
from ingest.formats.charset import decode
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.reading.facts import fact, fact_authors, fact_title
from ingest.reading.file_text import BULLET, CELL, FileFacts, FileText

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_UNREAD = frozenset({
    "audio", "button", "canvas", "datalist", "dialog", "embed", "footer", "head", "iframe", "input",
    "map", "math", "menu", "nav", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_UNREAD_ROLES = frozenset({
    "alert", "banner", "contentinfo", "dialog", "navigation", "search",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BREAK = "\v"  # becomes the end of a line where the block is written out


def read_html(path: Path) -> FileText:
    """Read the web page at `path`.

    Raises:
        FileDamaged: its elements stand too deep in each other.
    """
    raw = path.read_bytes()
    declared = _CHARSET.search(raw[:4096])
    text = decode(raw, declared[1].decode("ascii") if declared else "")
    root = parse_html(text, path.name)
    return unpaged_text("html", "lxml", html_lines(root), _facts(root))


def parse_html(text: str, file: str) -> Any:
    """Return the root element of a page; that an element is not closed is no fault.

    Raises:
        FileDamaged: its elements stand too deep in each other; `file` is named.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    # An element in front keeps an empty page from being an error; a NUL would end the text.
    whole = f"<html>{text}".replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(whole, parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        # What stood after it is lost: the whole text, if it stood first.
        raise FileDamaged(file=file, reason="elements nested too deep")
    return root


def html_lines(root: Any) -> Iterator[TextLine]:
    """Yield the blocks of a page: headings, paragraphs, list items, rows of tables."""
    from lxml import etree

    mains = root.xpath("//main | //*[@role='main']")
    top = mains[0] if len(mains) == 1 else root
    block = _Block()
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if _is_unread(element):
                walk.skip_subtree()  # its end comes next
                continue
            if element.tag in _BLOCKS and not block.row:
                yield from block.end()
            block.open(element)
            block.add(element.text)
            continue
        if event == "end":
            if element.tag in _BLOCKS and (not block.row or element.tag == "tr"):
                yield from block.end()
            block.close(element.tag)
        if element is not top:
            block.add(element.tail)
    yield from block.end()


class _Block:
    """Gather the text of a block; `row` says that it is a table's row, which its cells part."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.level: int | None = None
        self.item = self.row = self.as_typed = False

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.level = int(tag[1])
        elif tag == "li":
            self.item = True
        elif tag == "pre":
            self.as_typed = True
        elif tag == "br":
            self.parts.append(" " if self.row or self.level else _BREAK)
        elif tag == "tr" and not self.row:
            self.row = all(len(cell.xpath(_INNER_BLOCKS)) < 2 for cell in element)
        elif tag in ("td", "th"):
            empty = not "".join(self.parts).strip()
            self.parts.append("" if empty else CELL if self.row else _BREAK)
        elif tag in _BLOCKS:
            self.parts.append(" ")  # inside a cell

    def close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.level = None
        elif tag == "li":
            self.item = False
        elif tag == "pre":
            self.as_typed = False
        elif tag == "tr":
            self.row = False

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text.replace("\n", _BREAK) if self.as_typed else text)

    def end(self) -> Iterator[TextLine]:
        """Yield what was gathered; only the first line of a list item has its bullet."""
        for line in "".join(self.parts).split(_BREAK):
            text = " ".join(line.split())
            if text.strip(CELL):
                yield TextLine(f"{BULLET} {text}" if self.item else text, self.level)
                self.item = False
        self.parts = []


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INNER_BLOCKS = ".//p | .//div | .//li | .//table | .//h1 | .//h2 | .//h3 | .//h4"


def _is_unread(element: Any) -> bool:
    get = element.get
    return (
        element.tag in _UNREAD
        or get("role") in _UNREAD_ROLES
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or _HIDDEN.search(get("style") or "") is not None
    )


def _facts(root: Any) -> FileFacts:
    """Return what the page's own fields say: Dublin Core, Highwire, Open Graph."""
    fields: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        fields.setdefault(name.replace("dcterms.", "dc."), []).append(meta.get("content") or "")

    for tag in ("title", "h1"):
        fields[tag] = ["".join(element.itertext()) for element in root.iter(tag)]

    def first(*names: str) -> str | None:
        return next((value for name in names for value in fields.get(name, []) if value), None)

    title = fact_title(first("citation_title", "dc.title", "og:title", "title"))
    heading = fact_title(first("h1"))
    if title and heading and title.startswith(heading):
        title = heading  # what comes after it is the name of the site
    authors = (
        fields.get("citation_author") or fields.get("dc.creator") or fields.get("author") or []
    )
    dated = first("citation_publication_date", "citation_date", "dc.issued", "dc.date")
    year = _YEAR.search(dated or first("article:published_time") or "")
    return FileFacts(
        title=title,
        authors=fact_authors(*authors),
        publisher=fact(first("citation_publisher", "dc.publisher", "og:site_name")),
        year=int(year[0]) if year else None,
        isbn=fact(first("citation_isbn")),
        producer=fact(first("generator")),
    )
