"""Quotes, cut into lines and pieces that a template can print."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.answer import Hit, Result
from assistant.web.pages.links import Link
from assistant.web.pages.quotes import Block, Quote, Run, first_quotes, quotes
from assistant.web.request.page_context import PageContext
from index.build import build_generation
from index.generation import open_live
from ingest.records import Document, Locator, Passage, Source
from tests.assistant.web.pages.made_context import make_context
from tests.fake_encoder import FakeEncoder

DOCUMENT = Document(
    id="a",
    kind="report",
    title="En rapport",
    text="Første side.\nMer av den.\n\nAndre side.\nSlutt.",
    language="nb",
    source=Source("a.pdf", ""),
    url="https://example.org/a",
)


def _passage(start: int, end: int, page: int | None, heading: str = "En rapport") -> Passage:
    return Passage(
        f"a-{start}", DOCUMENT.text[start:end], heading, "", Locator("a", start, end, page, page)
    )


@pytest.fixture(scope="module")
def context(fake_encoder: FakeEncoder, tmp_path_factory: pytest.TempPathFactory) -> PageContext:
    """The context of a request to a corpus of two documents, a and b."""
    data: Path = tmp_path_factory.mktemp("two")
    other = replace(DOCUMENT, id="b", title="Den andre")
    build_generation((DOCUMENT, other), fake_encoder, data)
    return make_context(open_live(data))


FIRST, SECOND = _passage(0, 24, 4), _passage(26, 44, 5, "Funn")


def paragraph(*runs: Run) -> Block:
    """Return a paragraph of one line."""
    return Block(False, (runs,))


def test_marked_words_keep_their_places_over_lines(context: PageContext) -> None:
    """A mark that runs over a line break is a mark on both lines."""
    hit = Hit(FIRST, 0.5, ((0, 6), (7, 16)), also_in=("b", "gone"))
    (quote,) = quotes(context, Result(1, 0.5, DOCUMENT, (hit,)))
    assert quote.blocks == (
        paragraph(Run(False, (("Første", True), (" ", False), ("side.", True)))),
        paragraph(Run(False, (("Mer", True), (" av den.", False)))),
    )
    assert quote.caption == "side 4 i PDF-en"
    assert quote.cite == "https://example.org/a"
    assert quote.also_in == (Link("?q=bolig&dok=b", "Den andre"),)
    assert quote.pages is None


def test_a_heading_is_named_where_it_says_something_new(context: PageContext) -> None:
    """Not where it is the title, which stands above already."""
    (quote,) = quotes(context, Result(1, 0.5, DOCUMENT, (Hit(SECOND, 0.5),)))
    assert quote.caption == "Funn, side 5 i PDF-en"


def test_a_title_is_not_quoted(context: PageContext) -> None:
    """A report that is known only by its title has no quote."""
    known = replace(DOCUMENT, text="En rapport", full_text=False)
    passage = Passage("a-0", "En rapport", "En rapport", "", Locator("a", 0, 10))
    assert list(quotes(context, Result(1, 0.5, known, (Hit(passage, 0.5),)))) == []


def test_only_addresses_of_the_web_are_cited(context: PageContext) -> None:
    """No script among them."""
    hostile = replace(DOCUMENT, url="javascript:alert(1)")
    (quote,) = quotes(context, Result(1, 0.5, hostile, (Hit(FIRST, 0.5),)))
    assert quote.cite is None


LIST = "Slik gjør de det:\n• leier først\n• eier  siden\nDet går bra. Alle er med.\n"


def _quote_of(context: PageContext, text: str, answer: tuple[int, int] | None) -> Quote:
    document = replace(DOCUMENT, text=text)
    passage = Passage("a-0", text, "En rapport", "", Locator("a", 0, len(text)))
    (quote,) = quotes(context, Result(1, 0.5, document, (Hit(passage, 0.5, answer=answer),)))
    return quote


def test_items_in_a_row_are_one_list(context: PageContext) -> None:
    """Without their bullets, which the list has of its own."""
    quote = _quote_of(context, LIST, None)
    first, second = (Run(False, ((text, False),)) for text in ("leier først", "eier  siden"))
    assert quote.blocks == (
        paragraph(Run(False, (("Slik gjør de det:", False),))),
        Block(True, ((first,), (second,))),
        paragraph(Run(False, (("Det går bra. Alle er med.", False),))),
    )


def test_the_sentences_that_answer_are_runs_of_their_own(context: PageContext) -> None:
    """Also if they run over two lines; what matched is marked inside them."""
    start = LIST.index("eier")
    end = LIST.index(" Alle")
    quote = _quote_of(context, LIST, (start, end))
    (is_first, is_second) = (line[0].answers for line in quote.blocks[1].lines)
    assert (is_first, is_second) == (False, True)
    assert quote.blocks[2] == paragraph(
        Run(True, (("Det går bra.", False),)), Run(False, ((" Alle er med.", False),))
    )


def test_what_is_read_first_is_the_answer(context: PageContext) -> None:
    """An item of a list that is shown without the ones before is an item all the same."""
    document = replace(DOCUMENT, text=LIST.removeprefix("Slik gjør de det:\n"))
    end = document.text.index("\n")
    passage = Passage("a-0", document.text, "", "", Locator("a", 0, len(document.text)))
    hit = Hit(passage, 0.5, ((8, 13),), answer=(2, end))
    (quote,) = first_quotes(context, Result(1, 0.5, document, (hit,)))
    run = Run(True, (("leier ", False), ("først", True)))
    assert quote == Quote(
        (Block(True, ((run,),)),), place="?q=bolig&dok=a#a-0", cite="https://example.org/a"
    )
