"""Tell what was left out of a file's text: how much of what, and on which pages."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from assistant.show.page_numbers import page_list
from assistant.show.texts import Texts
from ingest.reading.file_text import LeftOut, LeftOutReason

_MAX_LISTED_CHARS = 30
"""If the list of pages is longer, their number is told in its place."""


def left_out_summary(left_out: Sequence[LeftOut], paged: bool, texts: Texts) -> str:
    """Return what was left out in a few words, reason by reason, or "" if nothing was.

    `paged` is whether the file has pages that can be named.
    """
    told = []
    for reason in get_args(LeftOutReason):
        pages = [stretch.page for stretch in left_out if stretch.reason == reason]
        if not pages:
            continue
        distinct = sorted(set(pages))
        listed = page_list(distinct)
        if not paged:
            where = _counted("left_out.places", len(pages), texts)
        elif len(listed) <= _MAX_LISTED_CHARS:
            where = texts("left_out.on_pages", pages=listed)
        else:
            where = _counted("left_out.on_many", len(distinct), texts)
        told.append(f"{texts(f'left_out.{reason}')} ({where})")
    return texts("left_out.summary", told=", ".join(told)) if told else ""


def left_out_json(left_out: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """Return how many stretches were left out of each page, for each reason."""
    counts = Counter((stretch.page, stretch.reason) for stretch in left_out)
    return [
        {"page": page, "reason": reason, "count": count}
        for (page, reason), count in sorted(counts.items())
    ]


def _counted(key: str, count: int, texts: Texts) -> str:
    return texts(f"{key}_one" if count == 1 else key, count=count)
