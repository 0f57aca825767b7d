"""Whole texts as a page shows them: tags, anchors, what answers, links into the PDF, cuts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.answer import Hit
from assistant.web.pages.links import Link, Note
from assistant.web.pages.quotes import Run
from assistant.web.pages.templates import fill
from assistant.web.pages.text_view import (
    ContentsEntry,
    PageLink,
    ParagraphView,
    TextBlock,
    TextView,
    text_view,
)
from assistant.web.pages.whole_text import MAX_TEXT_CHARS
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.build import build_generation
from index.generation import Generation, open_live
from ingest.records import Document, PageStart
from tests.assistant.web.pages.made_context import document_of, make_context
from tests.assistant.web.pages.test_whole_text import DOCUMENT, at
from tests.fake_encoder import FakeEncoder
from tests.made_report import REPORT

CUT = "Teksten er lengre enn det som vises her. Åpne kilden for å lese resten."


@pytest.fixture(scope="module")
def context(fake_encoder: FakeEncoder, tmp_path_factory: pytest.TempPathFactory) -> PageContext:
    """The context of a request to a corpus of the made document alone, whose passages are known."""
    data: Path = tmp_path_factory.mktemp("one")
    build_generation((DOCUMENT,), fake_encoder, data)
    return make_context(open_live(data), Address("en", "leie", document="a"))


def written(
    context: PageContext, document: Document, hits: Sequence[Hit] = (), level: int = 4
) -> str:
    """Return the HTML of a whole text."""
    return str(fill("text", context.texts, text_view(context, document, hits, level)))


def hit_of(context: PageContext, words: str, answer: str = "") -> Hit:
    """Return a hit of the passage in which `words` matched and `answer` answers."""
    passage = next(p for p in context.generation.passages_of("a") if words in p.text)
    start = passage.text.index(words)
    first = passage.text.index(answer)
    span = (first, first + len(answer)) if answer else None
    return Hit(passage, 0.9, ((start, start + len(words)),), answer=span)


def plain(*texts: str) -> tuple[Run, ...]:
    """Return a line that neither answers nor matches, in runs."""
    return tuple(Run(False, ((text, False),)) for text in texts)


def test_pages_lead_into_the_pdf(report_generation: Generation) -> None:
    """Each by the number that the PDF counts; where a sentence runs on, inside it."""
    page = written(make_context(report_generation), document_of(report_generation, REPORT))
    link = f'<a href="fil/{REPORT}.pdf#page='
    assert f'<p class="page-number" id="side-{REPORT}-2" lang="nb">{link}2">side ii (side 2' in page
    assert (
        f'fordi rørene i  <span class="page-mark" id="side-{REPORT}-3" lang="nb">[{link}3' in page
    )
    assert "i PDF-en)</a>]</span> gata må" in page
    assert page.count("</a>") == 4


def test_headings_are_written_below_what_they_stand_under(context: PageContext) -> None:
    """From the level that they are given, and not below 6; without a PDF pages are no links."""
    page = written(context, DOCUMENT, level=6)
    assert 'id="del-0" tabindex="-1"' in page
    assert "1 Innledning</h6>" in page
    assert '<p class="page-number" id="side-a-3" lang="en">p. 1 (p. 3 of the PDF)</p>' in page
    assert "<a " not in page
    assert f'<h5 id="del-{at("1.1")}" tabindex="-1">1.1 Bakgrunn</h5>' in written(context, DOCUMENT)


def test_the_view_of_a_text(context: PageContext) -> None:
    """A page that begins inside a paragraph comes with the piece that it begins with."""
    passages = context.generation.passages_of("a")
    assert [passage.text.split("\n")[0] for passage in passages] == ["1 Innledning"]
    pages = {
        number: PageLink(f"side-a-{number}", f"p. {label} (p. {number} of the PDF)", None)
        for number, label in ((3, 1), (4, 2), (5, 3), (7, 5))
    }

    def block(page: int | None, paragraph: ParagraphView) -> TextBlock:
        return TextBlock(False, pages[page] if page else None, (paragraph,))

    def heading(tag: str, words: str, *more: str) -> ParagraphView:
        return ParagraphView(tag, ((None, plain(words)),), f"del-{at(words)}", more, True)

    assert text_view(context, DOCUMENT) == TextView(
        "nb",
        (
            block(3, heading("h4", "1 Innledning", passages[0].id)),
            block(
                None,
                ParagraphView(
                    "p",
                    (
                        (None, plain("Kommunen leier ut boliger i ")),
                        (pages[4], plain("sentrum.")),
                    ),
                ),
            ),
            block(None, heading("h5", "1.1 Bakgrunn")),
            block(
                None,
                ParagraphView(
                    "p",
                    (
                        (None, plain("Mange vil leie. Få får det samarbeidet")),
                        (pages[5], plain(" de trenger.")),
                    ),
                ),
            ),
            block(7, heading("h4", "2 Funn")),
            block(None, ParagraphView("p", ((None, plain("Slutt.")),))),
        ),
        tuple(
            ContentsEntry(Link(f"?q=leie&dok=a&lang=en#del-{at(title)}", title), depth)
            for title, depth in (("1 Innledning", 0), ("1.1 Bakgrunn", 1), ("2 Funn", 0))
        ),
    )


def test_what_answers_is_marked_in_the_text(context: PageContext) -> None:
    """The passage at its side, the sentence in it, and in that the word that matched."""
    hit = hit_of(context, "leie.", "Mange vil leie.")
    view = text_view(context, DOCUMENT, (hit,))
    told = [paragraph for block in view.blocks for paragraph in block.paragraphs]
    assert all(paragraph.here for paragraph in told)
    assert [paragraph.first for paragraph in told] == [True] + [False] * 5
    (_, first), (_, second) = told[3].pieces
    assert first == (
        Run(True, (("Mange vil ", False), ("leie.", True))),
        Run(False, ((" Få får det samarbeidet", False),)),
    )
    assert second == plain(" de trenger.")
    page = written(context, DOCUMENT, (hit,))
    assert page.count('class="here"') == 6
    assert '<mark class="answering">Mange vil <b>leie.</b></mark> Få får' in page
    assert page.count("The passage that answers:") == 1


def test_items_in_a_row_are_one_list(context: PageContext) -> None:
    """Without their bullets; a page that begins with an item parts it."""
    text = "Slik:\n• leie\n•  eie\n• bo\nFerdig."
    document = replace(
        DOCUMENT, text=text, headings=(), page_starts=(PageStart(text.index("• bo"), 2),)
    )
    page = "".join(written(context, document).splitlines())
    assert "Slik:</p><ul><li>leie</li><li>eie</li></ul><p class=" in page
    assert "</p><ul><li>bo</li></ul><p>Ferdig.</p>" in page
    assert "•" not in page


def test_a_long_text_says_where_it_is_cut(report_generation: Generation) -> None:
    """With the PDF at that page, if there is one."""
    context = make_context(report_generation)
    report = document_of(report_generation, REPORT)
    text = "x" * MAX_TEXT_CHARS + "\n" + "y" * MAX_TEXT_CHARS
    long = replace(
        report, text=text, page_starts=(PageStart(0, 1, "i"), PageStart(MAX_TEXT_CHARS + 1, 2))
    )
    assert text_view(context, long).cut_before is None
    first = Link(f"fil/{REPORT}.pdf#page=1", "Åpne PDF-en på side i")
    assert text_view(context, long).cut_after == Note(CUT, first)
    without = replace(long, page_starts=())
    assert text_view(context, without).cut_after == Note(CUT)
