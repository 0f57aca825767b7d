"""Signing in and out in a real Chromium: by keyboard, without scripts, for everybody."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.access.accounts import add_account, remove_account
from tests.assistant.web.access.conftest import PASSWORD
from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.browser.test_access import DARK, PHONE, RULES
from tests.assistant.web.conftest import Visit, Visitor, serving

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def closed_data(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an account."""
    data = shutil.copytree(built, tmp_path_factory.mktemp("closed") / "data")
    add_account(data, "kari", "editor", PASSWORD)
    return data


@pytest.fixture(scope="module")
def closed_server(closed_data: Path) -> Iterator[str]:
    """The address of the real command, which asks who comes."""
    with serving(closed_data) as address:
        yield address


def fill_in(page: Page, name: str, password: str) -> None:
    """Fill in the form by keyboard alone, as the page opens: it puts the cursor into the name."""
    # The browser does so when it first draws the page, which may be after the page has loaded.
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.insert_text(name)
    page.keyboard.press("Tab")
    # All at once, as a password manager does or a paste.
    page.keyboard.insert_text(password)
    page.keyboard.press("Enter")


def sound(visitor: Visitor, state: str) -> None:
    """Check a state of the page: no fault that axe finds, nothing cut off, no complaint."""
    visitor.keep(f"sign-in, {state}")
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(visitor.page, options=options)
    assert found.violations_count == 0, found.generate_report()
    width = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    assert visitor.complaints == []


@pytest.mark.parametrize("settings", [{}, {**PHONE, **DARK}], ids=["wide", "phone, dark"])
def test_a_visit_by_keyboard(visit: Visit, closed_server: str, settings: dict) -> None:
    """To a question, through the form, wrongly once, to the answer, and out again."""
    kind = "phone" if settings else "wide"
    visitor = visit(closed_server, **settings)
    page = visitor.page
    page.context.clear_cookies()
    page.goto(f"{closed_server}?q=eldre&lang=nn")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logg inn")
    assert page.evaluate("document.activeElement.id") == "name"
    sound(visitor, f"form, {kind}")
    fill_in(page, "kari", "feil passord")
    expect(page.get_by_role("alert")).to_have_text("Brukarnamnet eller passordet er feil.")
    assert page.evaluate("document.activeElement.id") == "password"
    assert page.locator("#name").input_value() == "kari"
    sound(visitor, f"wrong, {kind}")
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    assert page.url == f"{closed_server}?q=eldre&lang=nn"
    sound(visitor, f"answer, {kind}")
    page.get_by_role("link", name="Konto").press("Enter")
    expect(page.get_by_text("Du er logga inn som kari.")).to_be_visible()
    sound(visitor, f"account, {kind}")
    page.get_by_role("button", name="Logg ut").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Du er logga ut.")
    sound(visitor, f"signed out, {kind}")
    page.goto(f"{closed_server}om")
    assert "/logg-inn" in page.url


def test_the_form_works_without_scripts(visit: Visit, closed_server: str) -> None:
    """In another language, chosen on the form, and back to where one was going."""
    page = visit(closed_server, java_script_enabled=False).page
    page.goto(f"{closed_server}oversikt")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("User name").fill("kari")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == f"{closed_server}oversikt"


def test_a_session_that_ends_leads_back_to_the_question(
    visit: Visit, closed_server: str, closed_data: Path
) -> None:
    """A search after it opens the form, and the answer is there after signing in."""
    visitor = visit(closed_server)
    page = visitor.page
    page.context.clear_cookies()
    page.goto(closed_server)
    fill_in(page, "kari", PASSWORD)
    page.wait_for_selector("html[data-ready]")
    assert visitor.stored()["cookies"] == ""
    remove_account(closed_data, "kari")
    add_account(closed_data, "kari", "editor", PASSWORD)
    page.locator("#q").fill("barnefamilier")
    page.locator("#q").press("Enter")
    page.wait_for_selector("#password")
    fill_in(page, "kari", PASSWORD)
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#q").input_value() == "barnefamilier"
    assert page.url.endswith("?q=barnefamilier")


def test_who_comes_from_elsewhere_gets_a_page(visit: Visit, server: str) -> None:
    """An open server under another name, as a proxy or a rebound name has it."""
    visitor = visit(server, extra_http_headers={"X-Forwarded-For": "203.0.113.9"})
    visitor.page.goto(f"{server}?lang=en")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "The page is open on its own machine only"
    )
    visitor.keep("sign-in, not local")
    styled = visitor.page.evaluate("getComputedStyle(document.querySelector('.skip')).position")
    assert styled == "absolute"
