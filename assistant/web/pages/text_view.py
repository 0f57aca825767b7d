"""A whole text as a page shows it: tags, anchors of its pages, and where it is cut."""

from dataclasses import dataclass

from assistant.show.page_numbers import page_name
from assistant.web.pages.links import Note, pdf_address, pdf_page_address, pdf_page_link
from assistant.web.pages.whole_text import Paragraph, whole_text
from assistant.web.request.page_context import PageContext
from ingest.records import Document, PageStart, Passage, TextLanguage

LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """The place where a page begins: its anchor, its name, and its address in the PDF, if any."""

    anchor: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph of a text: its tag, the page that begins with it, and its pieces.

    A page that begins inside the paragraph comes with the piece that it begins with. `here` is
    whether the paragraph belongs to the passage that was looked up, `first` whether it begins it.
    """

    tag: str
    page: PageLink | None
    pieces: tuple[tuple[PageLink | None, str], ...]
    here: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of the document `id`, in its language; notes say where more of it was left out."""

    id: str
    language: TextLanguage
    paragraphs: tuple[ParagraphView, ...]
    cut_before: Note | None = None
    cut_after: Note | None = None


def text_view(
    context: PageContext, document: Document, passage: Passage | None, level: int
) -> TextView:
    """Return the whole text of a document, in which the paragraphs of `passage` are marked.

    `level` is that of its highest headings; lower ones are below it, down to 6.
    """
    writer = _Writer(context, document, pdf_address(context, document), level)
    whole = whole_text(document, passage)
    return TextView(
        document.id,
        document.language,
        tuple(map(writer.paragraph, whole.paragraphs)),
        writer.cut(whole.first_page) if whole.cut_before else None,
        writer.cut(whole.last_page) if whole.cut_after else None,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of one document's text; `pdf` is the address of its PDF, if any."""

    context: PageContext
    document: Document
    pdf: str | None
    level: int

    def paragraph(self, paragraph: Paragraph) -> ParagraphView:
        tag = (
            "p"
            if paragraph.depth is None
            else f"h{min(self.level + paragraph.depth, LOWEST_HEADING)}"
        )
        (page, text), *others = paragraph.pieces
        return ParagraphView(
            tag,
            self.page(page),
            ((None, text), *((self.page(page), text) for page, text in others)),
            paragraph.here,
            paragraph.first,
        )

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
