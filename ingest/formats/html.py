"""Read a web page with lxml: the text that its reader reads, without menus and scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import FileDamaged, Reason
from ingest.formats.charset import decode
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.reading.facts import fact, fact_authors, fact_title
from ingest.reading.file_text import FileFacts, FileText
from ingest.reading.list_and_table_marks import BULLET, CELL

_DECLARED_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_UNREAD_TAGS = frozenset({
    "audio", "button", "canvas", "datalist", "dialog", "embed", "footer", "head", "iframe", "input",
    "map", "math", "menu", "nav", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_UNREAD_ROLES = frozenset({
    "alert", "banner", "contentinfo", "dialog", "navigation", "search",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HEAD_BYTES = 4096  # where a page declares its encoding
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BREAK = "\v"  # a line break inside a block, until the block is written


def read_html(path: Path) -> FileText:
    """Read the web page at `path`.

    Raises:
        FileDamaged: its elements are nested too deep.
    """
    raw = path.read_bytes()
    declared = _DECLARED_CHARSET.search(raw[:_HEAD_BYTES])
    text = decode(raw, declared[1].decode("ascii") if declared else "")
    root = parse_html(text, path.name)
    return unpaged_text("html", "lxml", html_lines(root), _facts(root))


def parse_html(text: str, file: str) -> Any:
    """Return the root element of a page, in which elements need not be closed.

    Raises:
        FileDamaged: its elements are nested too deep; the error names `file`.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    # lxml refuses an empty page, so an element goes in front; a NUL would end the text.
    whole = f"<html>{text}".replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(whole, parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        # The text after the deepest element is lost: all of it, if the element comes first.
        raise FileDamaged(file=file, reason=Reason.TOO_DEEP)
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
                walk.skip_subtree()  # the next event is its end
                continue
            if element.tag in _BLOCK_TAGS and not block.is_row:
                yield from block.end()
            block.open(element)
            block.add(element.text)
            continue
        if event == "end":
            if element.tag in _BLOCK_TAGS and (not block.is_row or element.tag == "tr"):
                yield from block.end()
            block.close(element.tag)
        if element is not top:
            block.add(element.tail)
    yield from block.end()


class _Block:
    """The text of the block that is being read.

    `is_row` is whether it is the row of a table, whose cells are joined on one line, `is_item`
    whether it is a list item, and `keeps_lines` whether its line breaks count.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.level: int | None = None
        self.is_item = self.is_row = self.keeps_lines = False

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADING_TAGS:
            self.level = int(tag[1])
        elif tag == "li":
            self.is_item = True
        elif tag == "pre":
            self.keeps_lines = True
        elif tag == "br":
            self.parts.append(" " if self.is_row or self.level else _BREAK)
        elif tag == "tr" and not self.is_row:
            self.is_row = all(len(cell.xpath(_INNER_BLOCKS)) < 2 for cell in element)
        elif tag in ("td", "th"):
            empty = not "".join(self.parts).strip()
            self.parts.append("" if empty else CELL if self.is_row else _BREAK)
        elif tag in _BLOCK_TAGS:
            self.parts.append(" ")  # it is inside a cell

    def close(self, tag: str) -> None:
        if tag in _HEADING_TAGS:
            self.level = None
        elif tag == "li":
            self.is_item = False
        elif tag == "pre":
            self.keeps_lines = False
        elif tag == "tr":
            self.is_row = False

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text.replace("\n", _BREAK) if self.keeps_lines else text)

    def end(self) -> Iterator[TextLine]:
        """Yield the lines of the block; only the first line of a list item gets a bullet."""
        for line in "".join(self.parts).split(_BREAK):
            text = " ".join(line.split())
            if text.strip(CELL):
                yield TextLine(f"{BULLET} {text}" if self.is_item else text, self.level)
                self.is_item = False
        self.parts = []


_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INNER_BLOCKS = ".//p | .//div | .//li | .//table | .//h1 | .//h2 | .//h3 | .//h4"


def _is_unread(element: Any) -> bool:
    get = element.get
    return (
        element.tag in _UNREAD_TAGS
        or get("role") in _UNREAD_ROLES
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(get("style") or "") is not None
    )


def _facts(root: Any) -> FileFacts:
    """Return the facts in the page's meta fields: Dublin Core, Highwire, Open Graph."""
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
        title = heading  # the rest of the title is the name of the site
    authors = (
        fields.get("citation_author") or fields.get("dc.creator") or fields.get("author") or []
    )
    date = first("citation_publication_date", "citation_date", "dc.issued", "dc.date")
    year = _YEAR.search(date or first("article:published_time") or "")
    return FileFacts(
        title=title,
        authors=fact_authors(*authors),
        publisher=fact(first("citation_publisher", "dc.publisher", "og:site_name")),
        year=int(year[0]) if year else None,
        isbn=fact(first("citation_isbn")),
        producer=fact(first("generator")),
    )
