"""A whole text as a page shows it: tags, anchors, what answers in it, and its contents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.search.answer import Hit
from assistant.show.page_numbers import page_name
from assistant.show.quotation import pieces_of
from assistant.web.pages.links import (
    Link,
    Note,
    in_path,
    pdf_address,
    pdf_page_address,
    pdf_page_link,
)
from assistant.web.pages.page_views import QuotedPages, quoted_pages
from assistant.web.pages.quotes import QuoteLine, Run
from assistant.web.pages.whole_text import Paragraph, Span, whole_text
from assistant.web.request.page_context import PageContext
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document, PageStart, TextLanguage

LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """The place where a page begins: its anchor, its name, and its address in the PDF, if any."""

    anchor: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph of a text: its tag and its pieces.

    A page that begins inside the paragraph comes with the piece that it begins with. An item of a
    list comes without its bullet. `anchor` and `more_anchors` are those of the heading that it is,
    and of the passages that begin in it; `takes_focus` is whether links lead to it. `here` is
    whether a passage that answers has a part in it, `first` whether one begins in it.
    """

    tag: str
    pieces: tuple[tuple[PageLink | None, QuoteLine], ...]
    anchor: str = ""
    more_anchors: tuple[str, ...] = ()
    takes_focus: bool = False
    here: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or the items of a list.

    `page` begins with it; `pages` are those of the passages that answer and end in it.
    """

    is_list: bool
    page: PageLink | None
    paragraphs: tuple[ParagraphView, ...]
    pages: tuple[QuotedPages, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in the list of contents; `depth` is 0 for the highest."""

    link: Link
    depth: int


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of a document, in its language; notes say where more of it was left out.

    Items of a list that stand in a row are one block, each other paragraph is one for itself.
    """

    language: TextLanguage
    blocks: tuple[TextBlock, ...]
    contents: tuple[ContentsEntry, ...] = ()
    cut_before: Note | None = None
    cut_after: Note | None = None


def text_view(
    context: PageContext, document: Document, hits: Sequence[Hit] = (), level: int = 4
) -> TextView:
    """Return the whole text of a document, in which the passages of `hits` are marked.

    `level` is that of its highest headings; lower ones are below it, down to 6.
    """
    writer = _Writer(context, document, pdf_address(context, document), level, tuple(hits))
    shown = hits[0].passage if hits else None
    whole = whole_text(document, context.generation.passages_of(document.id), shown)
    contents = (
        ContentsEntry(
            Link(f"{context.link()}#{in_path(heading_anchor(each.span[0]))}", writer.plain(each)),
            each.depth,
        )
        for each in whole.paragraphs
        if each.depth is not None
    )
    return TextView(
        document.language,
        tuple(_joined(map(writer.block, whole.paragraphs))),
        tuple(contents),
        writer.cut(whole.first_page) if whole.cut_before else None,
        writer.cut(whole.last_page) if whole.cut_after else None,
    )


def heading_anchor(start: int) -> str:
    """Return the anchor of the heading at this character of the text."""
    return f"del-{start}"


def _joined(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Yield blocks, those of a list joined into one; what stands above or below one parts them."""
    last: TextBlock | None = None
    for block in blocks:
        if last and last.is_list and block.is_list and not last.pages and not block.page:
            paragraphs = (*last.paragraphs, *block.paragraphs)
            last = replace(last, paragraphs=paragraphs, pages=block.pages)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of one document's text; `pdf` is the address of its PDF, if any."""

    context: PageContext
    document: Document
    pdf: str | None
    level: int
    hits: tuple[Hit, ...]

    def block(self, paragraph: Paragraph) -> TextBlock:
        """Return the block of one paragraph."""
        start, end = paragraph.span
        is_item = paragraph.depth is None and self.document.text.startswith(BULLET, start)
        here = [hit for hit in self.hits if _stretch(hit)[0] < end and _stretch(hit)[1] > start]
        ending = (hit for hit in here if hit.passage in paragraph.ends)
        shown = (quoted_pages(self.context, self.document, hit) for hit in ending)
        view = self._paragraph(paragraph, "li" if is_item else self._tag(paragraph), here)
        page = self.page(paragraph.page)
        return TextBlock(is_item, page, (view,), tuple(filter(None, shown)))

    def _paragraph(self, paragraph: Paragraph, tag: str, here: Sequence[Hit]) -> ParagraphView:
        start, _ = paragraph.span
        pieces = [(self.page(mark), span) for mark, span in paragraph.pieces]
        # The page that begins with it stands above it.
        first = self._behind_bullet(start) if tag == "li" else start
        pieces[0] = (None, (first, pieces[0][1][1]))
        headings = [] if paragraph.depth is None else [heading_anchor(start)]
        anchors = (*headings, *(passage.id for passage in paragraph.begins))
        is_first = any(hit.passage in paragraph.begins for hit in here)
        return ParagraphView(
            tag,
            tuple((mark, tuple(_runs(self.document, span, here))) for mark, span in pieces),
            anchors[0] if anchors else "",
            anchors[1:],
            is_first or bool(headings),
            bool(here),
            is_first,
        )

    def plain(self, paragraph: Paragraph) -> str:
        start, end = paragraph.span
        return self.document.text[start:end]

    def page(self, mark: PageStart | None) -> PageLink | None:
        if mark is None:
            return None
        return PageLink(
            f"side-{self.document.id}-{mark.page}",
            page_name(mark.page, mark.label, self.context.texts),
            pdf_page_address(self.pdf, mark) if self.pdf else None,
        )

    def cut(self, mark: PageStart | None) -> Note:
        texts = self.context.texts
        link = pdf_page_link(self.pdf, mark, texts) if self.pdf and mark else None
        return Note(texts("page.cut"), link)

    def _tag(self, paragraph: Paragraph) -> str:
        if paragraph.depth is None:
            return "p"
        return f"h{min(self.level + paragraph.depth, LOWEST_HEADING)}"

    def _behind_bullet(self, start: int) -> int:
        text, place = self.document.text, start + len(BULLET)
        while place < len(text) and text[place] == " ":
            place += 1
        return place


def _stretch(hit: Hit) -> Span:
    return hit.passage.locator.start, hit.passage.locator.end


def _runs(document: Document, span: Span, hits: Sequence[Hit]) -> Iterator[Run]:
    """Yield a stretch of the text in runs, cut where answers to the question begin and end."""
    answers = sorted(_moved(hit, hit.answer) for hit in hits if hit.answer)
    words = sorted(_moved(hit, each) for hit in hits for each in hit.highlights)
    for (start, end), answering in _cut(span, answers):
        pieces = pieces_of(document.text, start, end, words)
        yield Run(answering, tuple((text, matched) for text, matched in pieces if text))


def _cut(span: Span, answers: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    start, end = span
    for first, last in answers:
        first, last = max(first, start), min(last, end)
        if first < last:
            if start < first:
                yield (start, first), False
            yield (first, last), True
            start = last
    if start < end:
        yield (start, end), False


def _moved(hit: Hit, stretch: Span) -> Span:
    """Return a stretch of a passage's text as one of the whole text."""
    offset = hit.passage.locator.start
    return stretch[0] + offset, stretch[1] + offset
