"""Find headings by their typography: larger or bolder than the text, short, and followed by text.

Levels follow the size of the type, and the number of a heading where it has one ("2.1 Behov" is a
second level).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.paragraphs import Paragraph

LONGEST = 120
"""Characters: longer ones are sentences that stand out."""

LARGER = 1.08
"""Times the size of the text: what is as large and no bolder is no heading."""

SAME = 1.04
"""Between two sizes of type that count as one: a font's bold cut is a little higher or lower."""

MOST = 0.15
"""Of a document's characters: a style with more is text. Lists and pull quotes stand out too."""

REPEATS = 6
"""Times the same words may be a heading; what comes more often is a label ("Vi vil")."""

COVERED = 3
"""Pages: a longer document has a title page, and what is set as nothing else in it is its title."""

DEEPEST = 6

_NUMBERED = re.compile(
    r"(?:(?:kapittel|kap\.|chapter|del|part)\s+)?"
    r"((?:[A-Z](?=\.\d)|\d{1,2})(?:\.\d{1,2})*)\.?:?\s+[^\W\d]",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:kapittel|chapter|del|part|vedlegg)\s+\w{1,3}$|innhold$|contents$", re.I)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool


def find_headings(pages: Sequence[tuple[Paragraph, ...]]) -> list[dict[int, int]]:
    """Return for each page where its headings stand among the paragraphs, and their levels."""
    styles = _Styles(pages)
    levels = styles.levels()
    return [
        {
            position: max(levels[style], _depth(paragraph.text))
            for position, paragraph in enumerate(page)
            if (style := styles.of(paragraph)) in levels and styles.may_be_heading(paragraph)
        }
        for page in pages
    ]


class _Styles:
    """Know the styles of a document's paragraphs and which of them are those of headings."""

    def __init__(self, pages: Sequence[tuple[Paragraph, ...]]) -> None:
        self._flat = [(number, one) for number, page in enumerate(pages) for one in page]
        self._sizes: dict[float, float] = {}
        last = 0.0
        for size in sorted({paragraph.size for _, paragraph in self._flat}):
            last = last if size <= last * SAME else size
            self._sizes[size] = last
        self._repeats = Counter(one.text for _, one in self._flat if len(one.text) <= LONGEST)

    def of(self, paragraph: Paragraph) -> _Style:
        return _Style(self._sizes[paragraph.size], paragraph.bold)

    def levels(self) -> dict[_Style, int]:
        """Return the styles of headings with their levels, 1 the highest."""
        drawn: Counter[_Style] = Counter()
        for _, paragraph in self._flat:
            drawn[self.of(paragraph)] += len(paragraph.text)
        levels: dict[_Style, int] = {}
        level = 0
        for style in sorted(drawn, key=lambda style: (-style.size, not style.bold)):
            if not _stands_out(style, drawn) or not (heads := self._heads(style)):
                continue
            depths = Counter(depth for text in heads if (depth := _depth(text)))
            numbered = 2 * depths.total() >= len(heads)
            level = min(DEEPEST, depths.most_common(1)[0][0] if numbered else level + 1)
            levels[style] = level
        return levels

    def may_be_heading(self, paragraph: Paragraph) -> bool:
        return _may_be(paragraph) and self._repeats[paragraph.text] <= REPEATS

    def _heads(self, style: _Style) -> list[str]:
        """Return what is set in `style`, where that stands over text; else nothing."""
        heads: list[tuple[int, str]] = []
        uses = 0
        for (number, paragraph), (_, below) in pairwise([*self._flat, (0, None)]):
            if paragraph is None or self.of(paragraph) != style:
                continue
            if self._repeats[paragraph.text] > REPEATS:
                continue
            uses += 1
            # A label stands over another label, and in a table over a row of cells.
            if not _may_be(paragraph) or below is None or below.cells > 1:
                continue
            if self.of(below) != style or _depth(paragraph.text):
                heads.append((number, paragraph.text))
        pages = {number for number, _ in heads}
        on_cover = pages <= {0, 1} and self._flat[-1][0] > COVERED
        alone = len(pages) == 1 and not any(_depth(text) for _, text in heads)
        return [] if on_cover or alone or 2 * len(heads) < uses else [text for _, text in heads]


def _stands_out(style: _Style, drawn: Counter[_Style]) -> bool:
    body, _ = drawn.most_common(1)[0]
    larger = style.size > LARGER * body.size
    bolder = style.bold and not body.bold and style.size * SAME >= body.size
    return (larger or bolder) and drawn[style] <= MOST * drawn.total()


def _may_be(paragraph: Paragraph) -> bool:
    text = paragraph.text
    numbered = _depth(text) > 0
    return (
        paragraph.cells == 1
        and len(text) <= LONGEST
        and (numbered or text[0].isupper() or text[0].isdigit())
        and text[-1] not in (".,;" if numbered else ".,;:")
        and sum(letter.isalpha() for letter in text) > 2
        and not _BARE.match(text)
    )


def _depth(text: str) -> int:
    """Return how many numbers a heading begins with; 0 where it has none."""
    numbered = _NUMBERED.match(text)
    return numbered[1].count(".") + 1 if numbered else 0
