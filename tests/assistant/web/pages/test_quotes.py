"""Quotes, cut into lines and pieces that a template can print."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.answer import Hit, Result
from assistant.web.pages.links import Link
from assistant.web.pages.quotes import quotes
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


def test_marked_words_keep_their_places_over_lines(context: PageContext) -> None:
    """A mark that runs over a line break is a mark on both lines."""
    hit = Hit(FIRST, 0.5, ((0, 6), (7, 16)), also_in=("b", "gone"))
    (quote,) = quotes(context, Result(1, 0.5, DOCUMENT, (hit,)))
    assert quote.lines == (
        (("", False), ("Første", True), (" ", False), ("side.", True)),
        (("Mer", True), (" av den.", False)),
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
