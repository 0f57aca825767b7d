"""The municipality that a document is of or about, and no municipality that it only mentions."""

import re
import unicodedata
from collections import Counter

from ingest.document_facts.cover import Cover
from ingest.document_facts.patterns import pattern
from ingest.document_facts.told import Told
from ingest.norwegian.municipalities import mentioned_municipalities
from ingest.reading.file_text import FileText

_CLEAR_LEAD = 3
"""The municipality of a document without a letterhead is named so many times, and so many times as
often as the next. In eight real plans it was 4 to 1 at least."""

_OPENING_CHARS = 300


def tell_municipality(file_text: FileText, cover: Cover) -> Told | None:
    """Return the municipality that the cover, the running heads or the whole text is about.

    What the cover names must be named in the text too, and most often; a cover that names several,
    or a body that stands above municipalities, is of none. A text that names one throughout and
    says "the municipality" more than "the municipalities" is that one's.
    """
    text = unicodedata.normalize("NFC", "\n".join(page.text for page in file_text.pages))
    heads = [left.text for left in file_text.left_out if left.reason == "running_head"]
    counts = Counter(mention.municipality for mention in mentioned_municipalities(text))
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    in_title = pattern(r"(?:^|\b<<connecting>>\s)" + re.escape(first) + r"\b", re.M | re.I).search(
        cover.text
    )
    is_only_one = not next_most and first in _named(text[:_OPENING_CHARS])
    leads = (
        is_only_one or most >= _CLEAR_LEAD * max(1, next_most) or (in_title and most > next_most)
    )
    on_cover = _named("\n".join((cover.text, *heads)))
    if len(on_cover) == 1:
        ((name, printed),) = on_cover.items()
        return _told(name, printed, counts) if 2 * counts[name] >= most else None
    if (
        not leads
        or pattern(r"\b<<larger_bodies>>\b").search(cover.text)
        or (on_cover and first not in on_cover)
    ):
        return None
    one, many = pattern(r"\b<<the_municipality>>\b"), pattern(r"\b<<municipalities>>\b")
    is_of_one = len(one.findall(text)) > len(many.findall(text))
    return _told(first, _named(text)[first], counts) if in_title or is_of_one else None


def _named(text: str) -> dict[str, str]:
    """Return the municipalities that `text` names, and how it prints each first."""
    named: dict[str, str] = {}
    for mention in mentioned_municipalities(text):
        named.setdefault(mention.municipality, mention.printed)
    return named


def _told(name: str, printed: str, counts: Counter[str]) -> Told:
    return Told(name, f"{printed} × {max(1, counts[name])}")
