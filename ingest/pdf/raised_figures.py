"""Find the raised figures of a line by where their characters stand: footnote marks, exponents.

A figure is raised if it is smaller than the text beside it and its baseline is higher, or if its
font draws it so. What becomes of it, `raised_text` decides.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.pdf.char_boxes import CharBoxes, Glyph
from ingest.reading.raised_marks import raised_text

MIN_SIZE_RATIO, MAX_SIZE_RATIO = 0.45, 0.9
"""Of the size of type beside it. Word draws marks at 0.65, LaTeX at 0.7, browsers at 0.83."""

MAX_DROP_CAP_RATIO = 0.55
"""Of the size of a drop cap, which is two lines high at least."""

MIN_RISE_SIZES, MAX_RISE_SIZES = 0.1, 0.65
"""From the baseline beside it, in sizes of that type. Word and InDesign raise a mark by a third."""

MIN_INK_RISE_SIZES = 0.2
"""From the lower edge of the ink beside it: a font that has raised digits of its own draws them on
the baseline of the line, which tells nothing."""

MAX_INK_HEIGHT_SIZES = 0.6
"""A font's raised digits are lower than this, its other digits higher: they have 0.65 to 0.72."""

_PUNCTUATION = re.compile(r"[.,;:!?)\]»”’\"'…]+$")
# PDFium begins a new line after a raised figure.
_FRACTION = re.compile(r"[\r\n]*[/\u2044][\r\n]*\d")
_SEPARATORS = ",;–-"
_MAX_UNIT_CHARS = 20  # what decides whether a figure is an exponent is shorter


class Stretch(NamedTuple):
    """Characters `start` to `end` of a page, and what stands for them: "" if they are left out."""

    start: int
    end: int
    text: str
    is_raised: bool = False


def split_raised(
    boxes: CharBoxes, text: str, start: int, end: int, before: Glyph | None
) -> list[Stretch]:
    """Return the stretches of the word from `start` to `end`.

    `before` is the character before it on its line, None if it begins a line: a raised figure at
    its front is then the number of a footnote.
    """
    glyphs = [boxes.glyph(index) for index in range(start, end)]
    known = [glyph for glyph in glyphs if glyph]
    if not known:
        return [Stretch(start, end, text[start:end])]
    base = max(known, key=lambda glyph: glyph.size)
    if before and (
        _is_raised(base, before) or (text[start].isdecimal() and _is_small(base, before))
    ):
        base = before
    flags = [
        glyph is not None
        and (_is_raised(glyph, base) or (text[start + p].isdecimal() and _is_small(glyph, base)))
        for p, glyph in enumerate(glyphs)
    ]
    if not any(flags) or _is_drop_cap(text[start:end], glyphs):
        return [Stretch(start, end, text[start:end])]
    return list(_judged(text, start, flags, before is not None))


def _judged(text: str, start: int, flags: Sequence[bool], follows: bool) -> Iterator[Stretch]:
    end = start + len(flags)
    first = start
    for is_raised, group in groupby(flags):
        last = first + len(list(group))
        figure = stands = text[first:last]
        line_before = text[max(0, first - _MAX_UNIT_CHARS) : first].rstrip("\r\n")
        is_front = first == start and not (follows and _is_punctuation(text[last:end]))
        if is_raised and not is_front and not _FRACTION.match(text, last):
            stands = raised_text(figure.rstrip(_SEPARATORS) or figure, line_before)
            stands = stands if len(stands) in (0, len(figure)) else figure
        yield Stretch(first, last, stands, is_raised)
        first = last


def _is_punctuation(rest: str) -> bool:
    """Return whether nothing but punctuation follows: the figure then marks the word before it."""
    return not rest or _PUNCTUATION.match(rest) is not None


def _is_raised(glyph: Glyph, base: Glyph) -> bool:
    ratio = glyph.size / base.size if base.size else 0.0
    rise = glyph.baseline - base.baseline
    return (
        MIN_SIZE_RATIO <= ratio <= MAX_SIZE_RATIO
        and MIN_RISE_SIZES * base.size <= rise <= MAX_RISE_SIZES * base.size
    )


def _is_small(glyph: Glyph, base: Glyph) -> bool:
    """Return whether a digit is one that its font draws small and raised."""
    rise = glyph.ink_bottom - glyph.baseline - max(0.0, base.ink_bottom - base.baseline)
    height = glyph.ink_top - glyph.ink_bottom
    return (
        rise >= MIN_INK_RISE_SIZES * glyph.size and 0 < height <= MAX_INK_HEIGHT_SIZES * glyph.size
    )


def _is_drop_cap(word: str, glyphs: Sequence[Glyph | None]) -> bool:
    """Return whether a large letter begins the word, which the others only seem to be above."""
    first, second = (*glyphs, None)[:2]
    if not first or not second or not word.isalpha():
        return False
    return second.size < MAX_DROP_CAP_RATIO * first.size
