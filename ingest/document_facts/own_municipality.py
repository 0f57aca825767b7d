"""The municipality that a document is of or about, and no municipality that it only mentions."""

import re
import unicodedata
from collections import Counter

from ingest.document_facts.cover import Cover, is_date_line
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
    counts = Counter(mention.municipality for mention in mentioned_municipalities(text))
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    heads = [left.text for left in file_text.left_out if left.reason == "running_head"]
    stated = (file_text.facts.title or "", file_text.facts.publisher or "")
    on_cover = _named("\n".join((cover.text, *heads, *stated)))
    if len(on_cover) == 1:
        ((name, printed),) = on_cover.items()
        return _told(name, printed, counts) if 2 * counts[name] >= most else None
    is_larger = pattern(r"\b<<larger_bodies>>\b").search(cover.text) is not None
    if is_larger or most <= next_most or (on_cover and first not in on_cover):
        return None
    one = len(pattern(r"\b<<the_municipality>>\b").findall(text))
    many = len(pattern(r"\b<<municipalities>>\b").findall(text))
    leads = most >= _CLEAR_LEAD * max(1, next_most)
    # The text may begin on the cover, and name another.
    is_first = leads and first == next(iter(on_cover), None)
    tells_of_it = (leads or not next_most) and _begins_line(first, text[:_OPENING_CHARS])
    if (
        is_first
        or _in_title(first, cover)
        or (leads and one > many)
        or (tells_of_it and one >= many)
    ):
        return _told(first, _named(text)[first], counts)
    return None


def _in_title(name: str, cover: Cover) -> bool:
    """Return whether a title has the bare name, as in "Boligplan for Lier"."""
    titles = "\n".join(line for line in cover.lines if not is_date_line(line))
    place = r"(?:^|\b<<connecting>>\s)" + re.escape(name) + r"\b"
    return pattern(place, re.MULTILINE | re.IGNORECASE).search(titles) is not None


def _begins_line(name: str, text: str) -> bool:
    """Return whether a line begins with the municipality: "Lier kommune har bygd ..."."""
    named = (m for m in mentioned_municipalities(text) if m.municipality == name)
    return any(m.start == 0 or text[m.start - 1] == "\n" for m in named)


def _named(text: str) -> dict[str, str]:
    """Return the municipalities that `text` names, and how it prints each first."""
    named: dict[str, str] = {}
    for mention in mentioned_municipalities(text):
        named.setdefault(mention.municipality, mention.printed)
    return named


def _told(name: str, printed: str, counts: Counter[str]) -> Told:
    return Told(name, f"{printed} × {max(1, counts[name])}")
