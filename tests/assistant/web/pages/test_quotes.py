"""Quotes and whole texts, cut into what a template can write."""

from dataclasses import replace

from assistant.search.answer import Hit, Result
from assistant.show.texts import texts_in
from assistant.web.pages.quotes import quotes
from ingest.records import Document, Locator, Passage, Source

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


FIRST, SECOND = _passage(0, 24, 4), _passage(26, 44, 5, "Funn")


def test_marked_words_keep_their_places_over_lines() -> None:
    """A mark that runs over a line break is a mark on both lines."""
    hit = Hit(FIRST, 0.5, ((0, 6), (7, 16)), also_in=("b", "gone"))
    other = replace(DOCUMENT, id="b", title="Den andre")
    (quote,) = quotes(Result(1, 0.5, DOCUMENT, (hit,)), {"b": other}.get, texts_in("nb"))
    assert quote.lines == (
        (("", False), ("Første", True), (" ", False), ("side.", True)),
        (("Mer", True), (" av den.", False)),
    )
    assert quote.caption == "side 4"
    assert quote.cite == "https://example.org/a"
    assert quote.also_in == (other,)


def test_a_heading_is_named_where_it_says_something_new() -> None:
    """Not where it is the title, which stands above already."""
    (quote,) = quotes(Result(1, 0.5, DOCUMENT, (Hit(SECOND, 0.5),)), {}.get, texts_in("nb"))
    assert quote.caption == "Funn, side 5"


def test_a_title_is_no_quote() -> None:
    """Of a report that is known only by it nothing is quoted."""
    known = replace(DOCUMENT, text="En rapport", full_text=False)
    passage = Passage("a-0", "En rapport", "En rapport", "", Locator("a", 0, 10))
    assert quotes(Result(1, 0.5, known, (Hit(passage, 0.5),)), {}.get, texts_in("nb")) == ()


def test_only_addresses_of_the_web_are_cited() -> None:
    """No script among them."""
    hostile = replace(DOCUMENT, url="javascript:alert(1)")
    (quote,) = quotes(Result(1, 0.5, hostile, (Hit(FIRST, 0.5),)), {}.get, texts_in("nb"))
    assert quote.cite is None
