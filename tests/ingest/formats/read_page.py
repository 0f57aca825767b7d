"""Read a web page that a test writes, as lines in which a heading begins with its "#"."""

from ingest.formats.gathered import Gathered
from ingest.formats.html import parse_html
from ingest.formats.html_lines import html_lines


def page_lines(page: str) -> list[str]:
    """Return the lines of a page."""
    lines = html_lines(parse_html(page, "side.html"), Gathered())
    return [f"{'#' * (line.level or 0)} {line.text}".strip() for line in lines]


def left_out(page: str) -> list[tuple[str, str]]:
    """Return what is left out of a page, and why."""
    gathered = Gathered()
    list(html_lines(parse_html(page, "side.html"), gathered))
    return [(stretch.reason, stretch.text) for stretch in gathered.left_out]
