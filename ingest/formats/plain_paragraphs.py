"""Join the lines of a plain text into paragraphs, over the edges of its pages too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.formats.plain_bullets import is_item
from ingest.formats.plain_lines import PlainLine, ends_sentence, is_figures
from ingest.norwegian.hyphens import between_lines

_WRAP_WIDTHS = range(50, 121)  # characters; lines of another width were not broken to fit it
MIN_TORN_CHARS, MIN_TORN_WORDS = 30, 4
"""A line of prose that ends without a stop goes on in the next if that begins with a small letter;
a shorter one may be a cell. An item of a list may be as short as its column."""

_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|§)\s")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `page` is the page it begins on, and `level` that of a heading.

    `torn` has the pages that it runs on to, each with the place in the text where that page begins.
    """

    text: str
    page: int
    level: int | None = None
    torn: tuple[tuple[int, int], ...] = ()


def paragraphs_of(lines: Sequence[PlainLine], levels: Mapping[int, int]) -> Iterator[Paragraph]:
    """Yield the paragraphs; `levels` are those of the headings by the places of their lines."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0  # one long address does not count
    text, last, torn = "", "", list[tuple[int, int]]()
    first = 0
    for place, line in enumerate(lines):
        if text and place not in levels and first not in levels and _goes_on(last, line, width):
            stays, between = between_lines(text, line.text)
            text = (text if stays else text[:-1]) + between
            if line.page != lines[place - 1].page:
                torn.append((line.page, len(text)))
            text += line.text
        else:
            if text:
                yield Paragraph(text, lines[first].page, levels.get(first), tuple(torn))
            text, first, torn = line.text, place, []
        last = line.text
    if text:
        yield Paragraph(text, lines[first].page, levels.get(first), tuple(torn))


def _goes_on(last: str, line: PlainLine, width: int) -> bool:
    """Return whether the paragraph that ends in the line `last` goes on in `line`.

    It does if the first word of `line` did not fit on `last`, or if a sentence or word is torn.
    """
    if is_item(line.text) or _NUMBERED.match(line.text) or is_figures(last):
        return False
    if is_figures(line.text) and (" " in line.text or ends_sentence(last)):
        return False  # a sentence may end in a year that did not fit
    if line.text[0].islower() and _BROKEN_WORD.search(last):
        return True
    is_torn = line.text[0].islower() and not ends_sentence(last)
    if line.starts_page:
        return is_torn and len(last.split()) >= MIN_TORN_WORDS
    if line.set_apart:
        return False
    word = line.text.partition(" ")[0]
    if width in _WRAP_WIDTHS and len(last) + 1 + len(word) > width:
        return True
    least = 0 if is_item(last) else MIN_TORN_CHARS
    return is_torn and len(last) >= least and len(last.split()) >= MIN_TORN_WORDS
