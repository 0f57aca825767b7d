"""A visit through nginx, under a path: the searches that Gradio carries, and every request."""

from typing import TYPE_CHECKING

import pytest

from tests.assistant.web.conftest import Visitor
from tests.assistant.web.proxy.conftest import behind_nginx  # noqa: F401  # a fixture
from tests.assistant.web.proxy.nginx import ROOT_PATH, Nginx, needs_nginx
from tests.conftest import USERS_QUESTION
from tests.made_report import QUESTION, TITLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [needs_nginx, pytest.mark.browser]


def test_a_visit(behind_nginx: Nginx, browser: "Browser") -> None:  # noqa: F811
    """Two searches, a page image, another language and back; nothing is asked beside the path."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    home = f"{behind_nginx.secure}{ROOT_PATH}/"
    visitor = Visitor(page, home)
    failed: list[str] = []
    page.on("request", lambda request: visitor.requested.append(request.url))
    page.on("console", lambda told: visitor.complaints.append(told.text))
    page.on(
        "response",
        lambda response: failed.append(response.url) if response.status >= 400 else None,
    )
    visitor.open()
    visitor.ask(USERS_QUESTION)
    assert "Ulsholtveien 31" in " ".join(visitor.titles())
    sent = [url for url in visitor.requested if "/gradio_api/" in url]
    assert sent
    assert all(url.startswith(f"{home}gradio_api/") for url in sent)
    visitor.ask(QUESTION)
    assert TITLE in " ".join(visitor.titles())
    page.locator("details.passages > summary").first.click()
    page.locator("details.page-view > summary").first.click()
    drawn = "document.querySelector('details.page-view[open] img')?.naturalWidth > 0"
    page.wait_for_function(drawn)
    page.go_back()
    visitor.settled()
    assert "Ulsholtveien 31" in " ".join(visitor.titles())
    page.locator('[data-language="nn"]').click()
    page.wait_for_selector('html[lang="nn"][data-ready]')
    assert page.url.startswith(home)
    own = [url for url in visitor.requested if not url.startswith(("data:", "blob:"))]
    assert [url for url in own if not url.startswith(home)] == []
    assert failed == []
    context.close()
