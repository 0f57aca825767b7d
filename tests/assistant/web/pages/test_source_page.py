"""The page of one source: what of it answers, the search within it, its contents and its text."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.answer import Hit, Result
from assistant.web.pages.links import Link
from assistant.web.pages.source_page import (
    LONG_CONTENTS,
    MAX_CONTENTS,
    MAX_LINE_CHARS,
    MAX_LISTED,
    FoundPassage,
    WithinForm,
    source_page,
)
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.build import build_generation
from index.generation import Generation, open_live
from ingest.records import Document, HeadingStart, Source
from tests.assistant.web.pages.made_context import make_context, make_result
from tests.assistant.web.pages.test_card import KNOWN_BY_TITLE
from tests.conftest import RINGSAKER
from tests.fake_encoder import FakeEncoder

CHAPTERS = 12
SENTENCE = (
    "Kommunen leier ut boliger til familier som har bodd lenge i kommunen uten å eie noe selv. "
)


def make_document(chapters: int = CHAPTERS) -> Document:
    """Return a report of chapters, each with a section under it and a page of text."""
    text, headings = "", []
    for number in range(1, chapters + 1):
        for level, title in ((1, f"{number} Kapittel"), (2, f"{number}.1 Avsnitt")):
            headings.append(HeadingStart(len(text), level, title.partition(" ")[2]))
            text += f"{title}\n"
        text += f"Dette er nummer {number}. {SENTENCE * 12}\n"
    return Document(
        "lang",
        "report",
        "En lang rapport",
        text,
        "nb",
        Source("a.txt", ""),
        headings=tuple(headings),
    )


@pytest.fixture(scope="module")
def generation(fake_encoder: FakeEncoder, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """An index of the long report alone."""
    data: Path = tmp_path_factory.mktemp("long")
    build_generation((make_document(),), fake_encoder, data)
    return open_live(data)


def page_context(generation: Generation, inside: str = "", question: str = "bolig") -> PageContext:
    """Return the context of the page of the long report."""
    return make_context(generation, Address("nb", question, document="lang", inside=inside))


def hits_of(generation: Generation, count: int) -> tuple[Hit, ...]:
    """Return hits of the first passages, each with its last sentence as its answer."""
    found = []
    for passage in generation.passages_of("lang")[:count]:
        end = len(passage.text.rstrip())
        start = passage.text.rstrip(". \n").rfind(". ") + 2
        found.append(Hit(passage, 0.9, answer=(start, end)))
    return tuple(found)


def result_of(generation: Generation, count: int) -> Result:
    """Return the result with the first passages of the report."""
    return Result(1, 0.9, generation.documents[0], hits_of(generation, count))


def test_what_answers_is_listed_with_its_place(generation: Generation) -> None:
    """By the sentence that answers, the lowest heading and the address of the passage."""
    (hit,) = hits_of(generation, 1)
    page = source_page(page_context(generation), result_of(generation, 1), "good")
    assert page.found is not None
    assert (page.found.title, page.found.note) == ("1 avsnitt svarer på «bolig»", "")
    assert page.found.passages == (
        FoundPassage(
            f"?q=bolig&dok=lang#{hit.passage.id}",
            SENTENCE.strip(),
            "nb",
            hit.passage.heading.rpartition(" › ")[2],
        ),
    )
    assert "›" not in page.found.passages[0].facts
    assert page.text is not None
    anchors = [p.anchor for block in page.text.blocks for p in block.paragraphs]
    more = [
        anchor for block in page.text.blocks for p in block.paragraphs for anchor in p.more_anchors
    ]
    for passage in generation.passages_of("lang"):
        assert (anchors + more).count(passage.id) == 1


def test_all_but_the_first_passages_are_folded(generation: Generation) -> None:
    """Numbered on, and each of them listed once."""
    count = MAX_LISTED + 2
    page = source_page(page_context(generation), result_of(generation, count), "weak")
    assert page.found is not None
    assert page.found.title == f"{count} avsnitt kan være relevante for «bolig»"
    assert (len(page.found.passages), len(page.found.more)) == (MAX_LISTED, 2)
    assert page.found.more_title == "Vis 2 avsnitt til"
    html = fill("source", page_context(generation).texts, page)
    assert f'<ol start="{MAX_LISTED + 1}">' in html
    found = {each.address for each in (*page.found.passages, *page.found.more)}
    assert len(found) == count


def test_where_none_answers_the_nearest_are_listed_and_not_marked(generation: Generation) -> None:
    """They are no answer, in the list nor in the text."""
    page = source_page(page_context(generation, "vafler"), result_of(generation, 2), "none")
    assert page.found is not None
    assert page.found.title == "Ingen avsnitt svarer på «vafler»"
    assert (page.found.note, len(page.found.passages)) == ("De nærmeste:", 2)
    html = fill("source", page_context(generation).texts, page)
    assert 'class="here"' not in html
    assert "<mark" not in html
    empty = source_page(page_context(generation, "vafler"), result_of(generation, 0), "good")
    assert empty.found is not None
    assert (empty.found.title, empty.found.passages) == ("Ingen avsnitt svarer på «vafler»", ())
    assert empty.found.note == ""


def test_the_search_within_keeps_the_question_that_led_to_it(generation: Generation) -> None:
    """The field is empty until something is searched for within the report."""
    context = make_context(
        generation, replace(page_context(generation).address, language="nn", related=False)
    )
    page = source_page(context, result_of(generation, 1), "good")
    hidden = (("q", "bolig"), ("ord", "egne"), ("dok", "lang"), ("lang", "nn"))
    assert page.within == WithinForm("Søk i denne rapporten", "", "", hidden)
    asked = source_page(
        page_context(generation, "ring 22 33 44 55"), result_of(generation, 0), "none"
    )
    assert asked.within is not None
    assert asked.within.question == "ring 22 33 44 55"
    assert asked.within.warning != ""


def test_the_contents_are_the_headings(generation: Generation) -> None:
    """Each leads to its place; a list that would be too long has only the higher ones."""
    page = source_page(page_context(generation), result_of(generation, 0), "good")
    assert page.contents is not None
    assert page.contents.is_long
    assert len(page.contents.entries) == 2 * CHAPTERS > LONG_CONTENTS
    first, second, *_ = page.contents.entries
    assert (first.link, first.depth) == (Link("?q=bolig&dok=lang#del-0", "1 Kapittel"), 0)
    assert (second.link.text, second.depth) == ("1.1 Avsnitt", 1)
    html = fill("source", page_context(generation).texts, page)
    for entry in page.contents.entries:
        anchor = entry.link.address.partition("#")[2]
        assert html.count(f'id="{anchor}"') == 1
    many = replace(generation.documents[0], **_fields(make_document(MAX_CONTENTS)))
    higher = source_page(page_context(generation), Result(1, 0.9, many, ()), "good").contents
    assert higher is not None
    assert {entry.depth for entry in higher.entries} == {0}
    few = replace(generation.documents[0], headings=generation.documents[0].headings[:2])
    assert source_page(page_context(generation), Result(1, 0.9, few, ()), "good").contents is None


def _fields(document: Document) -> dict[str, object]:
    return {"text": document.text, "headings": document.headings}


def test_a_short_source_is_its_text(fake_generation: Generation) -> None:
    """There is nothing to search within, to list or to lead to that is not seen at once."""
    context = make_context(fake_generation, Address("nb", "bolig", document=RINGSAKER))
    hit = Hit(fake_generation.passages_of(RINGSAKER)[0], 0.9, answer=(0, 10))
    page = source_page(context, make_result(fake_generation, RINGSAKER, hit), "good")
    assert (page.within, page.found, page.contents) == (None, None, None)
    assert page.text is not None
    assert any(p.first for block in page.text.blocks for p in block.paragraphs)


def test_what_is_asked_of_a_short_source_alone_is_told(fake_generation: Generation) -> None:
    """With the field to ask something else; also that nothing answers."""
    asked = Address("nb", "bolig", document=RINGSAKER, inside="svømmehall")
    context = make_context(fake_generation, asked)
    page = source_page(context, make_result(fake_generation, RINGSAKER), "none")
    assert page.within is not None
    assert page.within.question == "svømmehall"
    assert page.found is not None
    assert page.found.title == "Ingen avsnitt svarer på «svømmehall»"
    assert page.contents is None


def test_a_report_known_by_its_title_has_no_text(fake_generation: Generation) -> None:
    """Its card says so, and there is nothing below."""
    context = make_context(fake_generation, Address("nb", "bolig", document=KNOWN_BY_TITLE))
    page = source_page(context, make_result(fake_generation, KNOWN_BY_TITLE), "good")
    assert (page.within, page.found, page.contents, page.text) == (None, None, None, None)
    assert page.card.note == "Vi har bare tittelen. Les rapporten hos NIBR."


def test_a_long_sentence_is_cut_between_two_words(generation: Generation) -> None:
    """In the list; the text has it whole."""
    hit = hits_of(generation, 1)[0]
    whole = replace(hit, answer=(0, len(hit.passage.text)))
    result = replace(result_of(generation, 1), hits=(whole,))
    page = source_page(page_context(generation), result, "good")
    assert page.found is not None
    line = page.found.passages[0].text
    assert line.endswith(" …")
    assert len(line) <= MAX_LINE_CHARS + 2
    assert " ".join(hit.passage.text.split()).startswith(line.removesuffix(" …") + " ")
