"""The document around every page: menu, languages, where links lead."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, unquote_plus, urlsplit

import pytest
from markupsafe import Markup

from assistant.search.filters import Filters
from assistant.web.pages.layout import PageContent, layout, render_page
from assistant.web.pages.links import Link
from assistant.web.request.address import Address
from index.generation import Generation
from ingest.records import Language
from tests.assistant.web.pages.made_context import make_context

BODY = Markup("<main></main>")


def _links(generation: Generation, address: Address, current: str) -> dict[str, str]:
    page = render_page(make_context(generation, address), PageContent(current, "T", BODY))
    found = re.findall(r'<a href="([^"]+)" data-language="(\w+)"', page)
    return {language: target.replace("&amp;", "&") for target, language in found}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_language_links_keep_what_was_asked(
    fake_generation: Generation, language: Language
) -> None:
    """And name their language also where it is the usual one: the browser may remember another."""
    address = Address(language, "å eie", Filters(county="Troms"))
    assert _links(fake_generation, address, "search") == {
        "nb": "./?q=%C3%A5+eie&fylke=Troms&lang=nb",
        "nn": "./?q=%C3%A5+eie&fylke=Troms&lang=nn",
        "en": "./?q=%C3%A5+eie&fylke=Troms&lang=en",
    }
    assert _links(fake_generation, Address(language), "search")["nb"] == "./?lang=nb"


def test_other_pages_have_nothing_but_a_language(fake_generation: Generation) -> None:
    """Whatever stands in their address."""
    assert _links(fake_generation, Address("nn", "x"), "overview") == {
        "nb": "oversikt?lang=nb",
        "nn": "oversikt?lang=nn",
        "en": "oversikt?lang=en",
    }


def test_the_menu_stays_in_the_language(fake_generation: Generation) -> None:
    """From page to page."""
    page = render_page(
        make_context(fake_generation, Address("en")), PageContent("about", "T", BODY)
    )
    assert '<a href="oversikt?lang=en">Overview</a>' in page
    assert '<a href="om?lang=en" aria-current="page">About</a>' in page
    assert 'href="om?lang=en#innhold"' in page


def test_what_stands_around_a_page(fake_generation: Generation) -> None:
    """The page itself is marked in the menu and among the languages; a proxy's path is the base."""
    context = make_context(fake_generation, Address("nn", "x", document="a"))
    found = layout(context, PageContent("search", "T", BODY, root="/bolig"))
    assert (found.base, found.home, found.here) == (
        "/bolig/",
        "./?lang=nn",
        "./?q=x&dok=a&lang=nn",
    )
    assert [(entry.link.address, entry.current) for entry in found.menu] == [
        ("./?lang=nn", True),
        ("oversikt?lang=nn", False),
        ("om?lang=nn", False),
        ("hjelp?lang=nn", False),
    ]
    assert [entry.language for entry in found.languages if entry.current] == ["nn"]
    assert found.footer[-1] == Link("om?lang=nn#tilgjengelighet", "Tilgjenge")
    assert found.documents == 31
    assert found.report is None


@pytest.mark.parametrize(
    ("content", "address"),
    [
        (PageContent("search", "T", BODY, root="/bolig"), "/bolig/?q=leie & eie&dok=a&lang=nn"),
        (PageContent("help", "T", BODY), "/hjelp?lang=nn"),
        (PageContent("", "T", BODY, path="om/x"), "/om/x?lang=nn"),
    ],
)
def test_an_error_is_reported_with_the_address_and_nothing_else(
    fake_generation: Generation, content: PageContent, address: str
) -> None:
    """To the contact of the settings."""
    asked = make_context(fake_generation, Address("nn", "leie & eie", document="a"))
    link = layout(replace(asked, contact="bolig@kommune.example"), content).report
    assert link is not None
    assert link.text == "Meld feil"
    parts = urlsplit(link.address)
    assert (parts.scheme, parts.path) == ("mailto", "bolig@kommune.example")
    ((name, body),) = parse_qsl(parts.query)
    path, _, query = body.partition("?")
    assert name == "body"
    assert f"{path}?{unquote_plus(query)}" == address
