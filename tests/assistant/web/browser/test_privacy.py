"""Nothing leaves and nothing is kept, in a real Chromium."""

import pytest
from playwright.sync_api import expect

from assistant.web.pages.personal import personal_data
from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium


def test_no_other_host_is_asked_and_nothing_is_kept(visit: Visit) -> None:
    """A whole visit: every request goes to this server; only theme and language stay."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator("details.passages > summary").first.click()
    page.get_by_role("button", name="Kopier sitat og kilde").first.click()
    page.get_by_role("button", name="Mørk visning").click()
    visitor.open("oversikt")
    visitor.open("om?lang=nn")
    page.get_by_role("link", name="English").click()
    assert len(visitor.requested) > 30
    others = [url for url in visitor.requested if not url.startswith((visitor.address, "data:"))]
    assert others == []
    assert visitor.stored() == {
        "local": {"theme": "dark", "language": "en"},
        "session": {},
        "cookies": "",
        "databases": 0,
        "caches": 0,
    }
    visitor.open()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(page.get_by_role("button", name="Light mode")).to_be_visible()


def test_the_policy_stops_a_request_elsewhere(visitor: Visitor) -> None:
    """Were a script to try, the browser itself would refuse."""
    page = visitor.open()
    refused = page.evaluate("fetch('http://localhost:9/').then(() => false, () => true)")
    assert refused


def test_personal_data_is_warned_of_before_anything_is_sent(visitor: Visitor) -> None:
    """While typing; and the first Enter is held back."""
    page = visitor.open()
    before = len(visitor.requested)
    page.locator("#q").fill("hjelp til 01010100050 med bolig")
    warning = page.locator("#personal")
    expect(warning).to_contain_text("Det ser ut som om du har skrevet et fødselsnummer")
    page.keyboard.press("Enter")
    expect(warning).to_contain_text("Trykk Søk en gang til for å søke likevel.")
    visitor.keep("personal-data")
    assert visitor.requested[before:] == []
    assert page.locator("article").count() == 0
    page.locator("#q").press("Enter")
    visitor.settled()
    page.locator("#q").fill("bolig")
    expect(warning).to_be_empty()


TEXTS = [
    "hvordan skaffe utleieboliger",
    "01010100050",
    "010101 00050",
    "12345678901",
    "kari.nordmann@bomlo.kommune.no",
    "e-post @ kommune",
    "ring 22 33 44 55",
    "ring 223 34 455",
    "ring +47 22334455",
    "ring 00 47 22 33 44 55",
    "22334455",
    "kr 22334455",
    "22334455 kroner",
    "20261125",
    "2020-2030 og 2021-2024",
    "95 281 innbyggere i 2021",
    "plan 2020-2032, sak 21/12345",
    "40 50 60 70 80",
    "22\u00a033\u00a044\u00a055",
    "41234567, 41234567",
]


def test_browser_and_server_see_the_same(visitor: Visitor) -> None:
    """The rules stand twice, once for each; they must not drift apart."""
    page = visitor.open()
    seen = page.evaluate("texts => texts.map(text => personalData(text))", TEXTS)
    assert dict(zip(TEXTS, map(tuple, seen), strict=True)) == {
        text: personal_data(text) for text in TEXTS
    }


@pytest.mark.parametrize("query", ["?q=ring+22+33+44+55"])
def test_a_link_with_personal_data_is_warned_of(visitor: Visitor, query: str) -> None:
    """Also where the question came with the address."""
    page = visitor.open(query)
    expect(page.locator("#personal")).to_contain_text("et telefonnummer")
