"""Markdown: shown as it stands, and nothing of it is run."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.search.answer import Answer
from assistant.show.citation import one_line
from assistant.show.export_markdown import escaped, export_markdown
from assistant.show.texts import texts_in
from tests.assistant.show.any_answer import NASTY, answers
from tests.assistant.show.examples import FOLKEHELSE, RINGSAKER, TODAY, answer

NB = texts_in("nb")
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {
    f"{name}_{end}"
    for name in (
        "heading",
        "paragraph",
        "ordered_list",
        "list_item",
        "blockquote",
        "strong",
        "link",
    )
    for end in ("open", "close")
} | {"inline", "text", "text_special"}


def tokens(markdown: str) -> Iterator[Token]:
    """Every token, those inside lines too."""
    for token in RENDER.parse(markdown):
        yield token
        yield from token.children or ()


def test_a_list_with_quotes() -> None:
    listed = replace(answer(RINGSAKER, FOLKEHELSE), listed=2)
    told = export_markdown(listed, NB, TODAY).decode()
    assert told.startswith(
        "# Kilder fra Eksempelfinner\n\nSpørsmål\\: hvem eier?\n\n2 kilder, den beste først\\.\n\n"
        "Dato\\: 25\\.11\\.2026\n\n"
        "## Kildene\n\n"
        "1. [Utleieboliger med tilvisningsavtale](<https://veiviseren.no/ringsaker>)\n\n"
        "   Eksempel · Ringsaker, Innlandet\n\n"
        "   > «**Kommunen** leier\\.\n   >\n   > Den eier ikke\\.»\n\n"
    )
    html = RENDER.render(told)
    assert html.count("<li>") == 2
    assert html.count("<ol") == 1
    assert "<strong>Kommunen</strong> leier.</p>\n<p>Den eier ikke.»" in html
    assert "(side 14 i PDF-en)" in html


@settings(deadline=None)
@given(text=st.text() | NASTY)
def test_escaped_text_is_shown_as_it_stands(text: str) -> None:
    line = escaped(text)
    found = [token for token in tokens(f"x{line}") if token.type not in OURS]
    assert found == []
    shown = "".join(token.content for token in tokens(f"x{line}") if token.type == "text")
    assert shown == f"x{one_line(text)}"


@settings(deadline=None)
@given(wild=answers())
def test_no_element_comes_from_the_text(wild: Answer) -> None:
    found = list(tokens(export_markdown(wild, NB, TODAY).decode()))
    kinds = [token.type for token in found]
    assert set(kinds) <= OURS
    assert (kinds.count("heading_open"), kinds.count("list_item_open")) == (2, 1)
    assert kinds.count("blockquote_open") <= 1
    url = wild.results[0].document.url
    for token in found:
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("http://", "https://"))
            assert url is not None
            assert url.startswith(("http://", "https://"))


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    for url in ("javascript:alert(1)", "https://x.example/>)", "data:text/html,x", "https://x y"):
        odd = replace(RINGSAKER, document=replace(RINGSAKER.document, url=url))
        assert "](" not in export_markdown(answer(odd), NB, TODAY).decode()
