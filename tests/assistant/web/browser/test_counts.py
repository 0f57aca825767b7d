"""The page of counts in a real Chromium: axe-core, narrow windows, print."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.counts.tally import Tally
from assistant.search.answer import Answer, VerdictName
from tests.assistant.web.browser.test_access import violations
from tests.assistant.web.conftest import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def counting_server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that has counted for some days, and keeps questions."""
    data = Path(shutil.copytree(built, tmp_path_factory.mktemp("counts") / "data"))
    tally = Tally(data, days_kept=30)
    verdicts: tuple[VerdictName, ...] = ("good", "weak", "none")
    for days in range(20):
        for verdict in verdicts:
            answer = Answer("x", verdict, "nn" if days % 3 else "en", 0.0, ())
            for _ in range(days * 7 % 13):
                question = "hvor mange flytende hytter er det i kommunen?"
                tally.note(question, answer, date.today() - timedelta(days=days))
    with serving(data, "--counts", "--keep-unanswered", "30") as address:
        yield address


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_the_page_is_for_everyone(
    counting_server: str, browser: "Browser", language: str, width: int, scheme: str
) -> None:
    """No fault that axe knows, and nothing cut off."""
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{counting_server}tall?lang={language}")
    assert page.locator("table.counts").count() == 2
    assert page.locator("#unanswered").count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
