"""The document around every page: menu, languages, where links lead."""

import re

import pytest
from markupsafe import Markup

from assistant.search.filters import Filters
from assistant.search.searcher import Searcher
from assistant.show.texts import texts_in
from assistant.web.pages.layout import render_document
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from ingest.records import Language


def _links(searcher: Searcher, address: Address, current: str) -> dict[str, str]:
    visit = PageContext(address, texts_in(address.language), "nb", searcher.generation)
    page = render_document(visit, current, "T", Markup("<main></main>"))
    found = re.findall(r'<a href="([^"]+)" data-language="(\w+)"', page)
    return {language: target.replace("&amp;", "&") for target, language in found}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_language_links_keep_what_was_asked(searcher: Searcher, language: Language) -> None:
    """And name their language also where it is the usual one: the browser may remember another."""
    address = Address(language, "å eie", Filters(county="Troms"))
    assert _links(searcher, address, "search") == {
        "nb": "./?q=%C3%A5+eie&fylke=Troms&lang=nb",
        "nn": "./?q=%C3%A5+eie&fylke=Troms&lang=nn",
        "en": "./?q=%C3%A5+eie&fylke=Troms&lang=en",
    }
    assert _links(searcher, Address(language), "search")["nb"] == "./?lang=nb"


def test_other_pages_have_nothing_but_a_language(searcher: Searcher) -> None:
    """Whatever stands in their address."""
    assert _links(searcher, Address("nn", "x"), "overview") == {
        "nb": "oversikt?lang=nb",
        "nn": "oversikt?lang=nn",
        "en": "oversikt?lang=en",
    }


def test_the_menu_stays_in_the_language(searcher: Searcher) -> None:
    """From page to page."""
    visit = PageContext(Address("en"), texts_in("en"), "nb", searcher.generation)
    page = render_document(visit, "about", "T", Markup("<main></main>"))
    assert '<a href="oversikt?lang=en">Overview</a>' in page
    assert '<a href="om?lang=en" aria-current="page">About</a>' in page
    assert 'href="om?lang=en#innhold"' in page
