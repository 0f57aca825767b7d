"""Whole texts as a page shows them: tags, anchors, links into the PDF, cuts."""

from dataclasses import replace

from assistant.web.pages.links import Link, Note
from assistant.web.pages.templates import fill
from assistant.web.pages.text_view import PageLink, ParagraphView, TextView, text_view
from assistant.web.pages.whole_text import MAX_TEXT_CHARS
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.generation import Generation
from ingest.records import Document, PageStart, Passage
from tests.assistant.web.pages.made_context import document_of, make_context
from tests.assistant.web.pages.test_whole_text import DOCUMENT, passage
from tests.made_report import REPORT

CUT = "Teksten er lengre enn det som vises her. Åpne kilden for å lese resten."


def written(
    context: PageContext, document: Document, marked: Passage | None, level: int = 4
) -> str:
    """Return the HTML of a whole text."""
    return str(fill("text", context.texts, text_view(context, document, marked, level)))


def test_pages_lead_into_the_pdf(report_generation: Generation) -> None:
    """Each by the number that the PDF counts; where a sentence runs on, inside it."""
    page = written(make_context(report_generation), document_of(report_generation, REPORT), None)
    link = f'<a href="fil/{REPORT}.pdf#page='
    assert f'<p class="page-number" id="side-{REPORT}-2" lang="nb">{link}2">side ii (side 2' in page
    assert (
        f'fordi rørene i  <span class="page-mark" id="side-{REPORT}-3" lang="nb">[{link}3' in page
    )
    assert "i PDF-en)</a>]</span> gata må" in page
    assert page.count("</a>") == 4


def test_headings_are_written_below_what_they_stand_under(fake_generation: Generation) -> None:
    """From the level that they are given, and not below 6; without a PDF pages are no links."""
    context = make_context(fake_generation)
    page = written(context, DOCUMENT, passage("1.1", "leie."), 6)
    assert "<h6>1 Innledning</h6>" in page
    assert '<h6 class="here" id="here-a" tabindex="-1"><span' in page
    assert '<p class="page-number" id="side-a-3" lang="nb">side 1 (side 3 i PDF-en)</p>' in page
    assert "<a " not in page
    assert "<h5>1.1 Bakgrunn</h5>" in written(context, DOCUMENT, None, 4)


def test_the_view_of_a_text(fake_generation: Generation) -> None:
    """A page that begins inside a paragraph comes with the piece that it begins with."""
    context = make_context(fake_generation, Address("en"))
    assert text_view(context, DOCUMENT, passage("2 Funn", "2 Funn"), 4) == TextView(
        "a",
        "nb",
        (
            ParagraphView(
                "h4",
                PageLink("side-a-3", "p. 1 (p. 3 of the PDF)", None),
                ((None, "1 Innledning"),),
            ),
            ParagraphView(
                "p",
                None,
                (
                    (None, "Kommunen leier ut boliger i "),
                    (PageLink("side-a-4", "p. 2 (p. 4 of the PDF)", None), "sentrum."),
                ),
            ),
            ParagraphView("h5", None, ((None, "1.1 Bakgrunn"),)),
            ParagraphView(
                "p",
                None,
                (
                    (None, "Mange vil leie. Få får det samarbeidet"),
                    (PageLink("side-a-5", "p. 3 (p. 5 of the PDF)", None), " de trenger."),
                ),
            ),
            ParagraphView(
                "h4",
                PageLink("side-a-7", "p. 5 (p. 7 of the PDF)", None),
                ((None, "2 Funn"),),
                here=True,
                first=True,
            ),
            ParagraphView("p", None, ((None, "Slutt."),)),
        ),
    )


def test_a_long_text_says_where_it_is_cut(report_generation: Generation) -> None:
    """With the PDF at that page, if there is one."""
    context = make_context(report_generation)
    report = document_of(report_generation, REPORT)
    text = "x" * MAX_TEXT_CHARS + "\n" + "y" * MAX_TEXT_CHARS
    long = replace(
        report, text=text, page_starts=(PageStart(0, 1, "i"), PageStart(MAX_TEXT_CHARS + 1, 2))
    )
    assert text_view(context, long, None, 4).cut_before is None
    first = Link(f"fil/{REPORT}.pdf#page=1", "Åpne PDF-en på side i")
    assert text_view(context, long, None, 4).cut_after == Note(CUT, first)
    without = replace(long, page_starts=())
    assert text_view(context, without, None, 4).cut_after == Note(CUT)
