"""Know the bullets of a plain text, and join one that stands alone to its text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.formats.plain_lines import PlainLine
from ingest.reading.list_and_table_marks import BULLET

# Bullets as letters of symbol fonts (private use), and those of Unicode.
_SIGNS = (
    "\\uf000-\\uf0ff\\u2022\\u00b7\\u2023\\u2043\\u2219\\u25a0-\\u25a3\\u25aa\\u25ab\\u25b6\\u25b8"
    "\\u25ba\\u25c6\\u25c7\\u25cb\\u25cf\\u25e6\\u2013\\u27a2\\u27a4\\u2713\\u2714\\u2756\\u2751\\u2752\\u2192\\u21d2"
)
_ITEM = re.compile(rf"(?:[{_SIGNS}]\s*(?=\S)|[*-]\s+(?=\S)|o\s+(?=[^\W\d_]))")
_ITEM_DASH = re.compile(r"[\u2013*-]\s+(?=\S)")
_SIGN = re.compile(rf"[{_SIGNS}*-]|o")


def is_item(text: str) -> bool:
    """Return whether a line is a list item; all have the same bullet here."""
    return text.startswith(f"{BULLET} ")


def with_bullets(lines: Iterable[PlainLine]) -> Iterator[PlainLine]:
    """Yield the lines, every bullet as ours, and one that stands alone before the next line."""
    alone: PlainLine | None = None
    for line in lines:
        if _SIGN.fullmatch(line.text):
            alone = alone or line
            continue
        text = line.text
        mark = _ITEM_DASH.match(text) if text[:1] == "\u2013" else _ITEM.match(text)
        text = f"{BULLET} {text[mark.end() :]}" if mark else text
        if alone is not None:
            text = text if mark else f"{BULLET} {text}"
            starts_page = line.starts_page or (alone.starts_page and alone.page == line.page)
            yield replace(line, text=text, set_apart=alone.set_apart, starts_page=starts_page)
            alone = None
        else:
            yield replace(line, text=text)
