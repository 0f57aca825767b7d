"""Read a web page with lxml: the text that its reader reads, without menus and scripts."""

import re
from pathlib import Path
from typing import Any

from ingest.errors import FileDamaged, Reason
from ingest.formats.charset import decode
from ingest.formats.gathered import Gathered
from ingest.formats.html_lines import html_lines
from ingest.formats.unpaged import unpaged_text
from ingest.reading.facts import fact, fact_authors, fact_title
from ingest.reading.file_text import FileFacts, FileText

_DECLARED_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD_BYTES = 4096  # where a page declares its encoding
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_html(path: Path) -> FileText:
    """Read the web page at `path`.

    Raises:
        FileDamaged: its elements are nested too deep.
    """
    root = html_root(path.read_bytes(), path.name)
    gathered = Gathered()
    lines = html_lines(root, gathered)
    return unpaged_text("html", "lxml", lines, _facts(root), gathered.left_out)


def html_root(raw: bytes, file: str, charset: str = "") -> Any:
    """Return the root element of a page in the encoding `charset`, or else as it declares.

    Raises:
        FileDamaged: see `parse_html`.
    """
    declared = _DECLARED_CHARSET.search(raw[:_HEAD_BYTES])
    return parse_html(
        decode(raw, charset or (declared[1].decode("ascii") if declared else "")), file
    )


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
