"""Find headings by their typography: larger or bolder than the text, short, and followed by text.

The size of a heading's type gives its level, or its number if it has one ("2.1 Behov" is on the
second level).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.paragraphs import PdfParagraph

MAX_HEADING_CHARS = 120
"""A longer paragraph is not a heading but a sentence that stands out."""

MIN_SIZE_RATIO = 1.08
"""A heading is at least this much larger than body text, unless it is bold."""

SAME_SIZE_RATIO = 1.04
"""Two sizes of type up to this ratio count as one: a font's bold cut is a little higher or lower
than its regular one."""

MAX_HEADING_SHARE = 0.15
"""A style that sets a larger share of the document's characters is not one of headings: lists and
pull quotes stand out too."""

MAX_REPEATS = 6
"""Words that occur more often than this are not a heading but a label ("Vi vil")."""

MAX_PAGES_WITHOUT_COVER = 4
"""A longer document has a cover or title page: a style that stands out on its first two pages alone
is that of its title."""

MAX_LEVEL = 6

_NUMBERED = re.compile(
    r"(?:(?:kapittel|kap\.|chapter|del|part)\s+)?"
    r"((?:[A-Z](?=\.\d)|\d{1,2})(?:\.\d{1,2})*)\.?:?\s+[^\W\d]",
    re.IGNORECASE,
)
_UNTITLED = re.compile(r"(?:kapittel|chapter|del|part|vedlegg)\s+\w{1,3}$|innhold$|contents$", re.I)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool


def find_headings(pages: Sequence[tuple[PdfParagraph, ...]]) -> list[dict[int, int]]:
    """Return for each page the positions of its headings among the paragraphs, and their levels."""
    styles = _Styles(pages)
    levels = styles.heading_levels()
    return [
        {
            position: max(levels[style], _number_depth(paragraph.text))
            for position, paragraph in enumerate(page)
            if (style := styles.style_of(paragraph)) in levels and styles.may_be_heading(paragraph)
        }
        for page in pages
    ]


class _Styles:
    """The styles in which a document's paragraphs are set."""

    def __init__(self, pages: Sequence[tuple[PdfParagraph, ...]]) -> None:
        self._paragraphs = [
            (number, paragraph) for number, page in enumerate(pages, start=1) for paragraph in page
        ]
        self._sizes: dict[float, float] = {}
        last = 0.0
        for size in sorted({paragraph.size for _, paragraph in self._paragraphs}):
            last = last if size <= last * SAME_SIZE_RATIO else size
            self._sizes[size] = last
        self._repeats = Counter(
            paragraph.text
            for _, paragraph in self._paragraphs
            if len(paragraph.text) <= MAX_HEADING_CHARS
        )

    def style_of(self, paragraph: PdfParagraph) -> _Style:
        return _Style(self._sizes[paragraph.size], paragraph.bold)

    def heading_levels(self) -> dict[_Style, int]:
        """Return the styles of headings with their levels, 1 the highest."""
        chars: Counter[_Style] = Counter()
        for _, paragraph in self._paragraphs:
            chars[self.style_of(paragraph)] += len(paragraph.text)
        levels: dict[_Style, int] = {}
        level = 0
        for style in sorted(chars, key=lambda style: (-style.size, not style.bold)):
            if not _stands_out(style, chars) or not (titles := self._titles_set_in(style)):
                continue
            depths = Counter(depth for title in titles if (depth := _number_depth(title)))
            numbered = 2 * depths.total() >= len(titles)
            level = min(MAX_LEVEL, depths.most_common(1)[0][0] if numbered else level + 1)
            levels[style] = level
        return levels

    def may_be_heading(self, paragraph: PdfParagraph) -> bool:
        return _is_worded_as_heading(paragraph) and self._repeats[paragraph.text] <= MAX_REPEATS

    def _titles_set_in(self, style: _Style) -> list[str]:
        """Return the titles that are set in `style`; none unless it is a style of headings."""
        titles: list[tuple[int, str]] = []
        uses = 0
        for (number, paragraph), (_, below) in pairwise([*self._paragraphs, (0, None)]):
            if paragraph is None or self.style_of(paragraph) != style:
                continue
            if self._repeats[paragraph.text] > MAX_REPEATS:
                continue
            uses += 1
            # Labels stand above other labels and, in a table, above a row of cells.
            if not _is_worded_as_heading(paragraph) or below is None or below.cells > 1:
                continue
            if self.style_of(below) != style or _number_depth(paragraph.text):
                titles.append((number, paragraph.text))
        pages = {number for number, _ in titles}
        on_cover = pages <= {1, 2} and self._paragraphs[-1][0] > MAX_PAGES_WITHOUT_COVER
        on_one_page = len(pages) == 1 and not any(_number_depth(title) for _, title in titles)
        if on_cover or on_one_page or 2 * len(titles) < uses:
            return []
        return [title for _, title in titles]


def _stands_out(style: _Style, chars: Counter[_Style]) -> bool:
    body, _ = chars.most_common(1)[0]
    larger = style.size > MIN_SIZE_RATIO * body.size
    bolder = style.bold and not body.bold and style.size * SAME_SIZE_RATIO >= body.size
    return (larger or bolder) and chars[style] <= MAX_HEADING_SHARE * chars.total()


def _is_worded_as_heading(paragraph: PdfParagraph) -> bool:
    text = paragraph.text
    numbered = _number_depth(text) > 0
    return (
        paragraph.cells == 1
        and len(text) <= MAX_HEADING_CHARS
        and (numbered or text[0].isupper() or text[0].isdigit())
        and text[-1] not in (".,;" if numbered else ".,;:")
        and sum(letter.isalpha() for letter in text) > 2
        and not _UNTITLED.match(text)
    )


def _number_depth(text: str) -> int:
    """Return how many parts the number in front of a heading has, 0 if there is no number."""
    numbered = _NUMBERED.match(text)
    return numbered[1].count(".") + 1 if numbered else 0
