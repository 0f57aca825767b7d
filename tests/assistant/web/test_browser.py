"""The page in a real Chromium, served by the real command."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        shutil.which("chromium") is None,
        reason="Chromium is not installed; .ci/run installs it (Debian package chromium)",
    ),
]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The address of a running server."""
    command = "from assistant.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", "0", "--data", str(built)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        said = ""
        for line in server.stderr or ():
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found.group()
                break
        else:
            pytest.fail(f"the server did not start: {said}")
    finally:
        server.terminate()
        server.wait(timeout=20)
        if server.stderr:
            server.stderr.close()


def test_the_page_answers_the_users_question_and_asks_no_other_host(
    address: str, tmp_path: Path
) -> None:
    """Enter shows the two right examples first; every request goes to this server."""
    from playwright.sync_api import sync_playwright

    requested: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.goto(address)
        page.get_by_label("Hva lurer du på?").fill("hvordan skaffe utleieboliger uten å eie dem?")
        page.keyboard.press("Enter")
        page.wait_for_selector("article")
        titles = page.locator("article h3").all_text_contents()
        verdict = page.locator("#results").text_content()
        marked = page.locator("mark").count()
        page.get_by_label("Hva lurer du på?").fill("   ")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")
        articles_left = page.locator("article").count()
        stored = page.evaluate("Object.keys(localStorage).length + document.cookie.length")
        browser.close()
    assert set(titles[:2]) == {
        "Utleieboliger med tilvisningsavtale i Ringsaker",
        "Ulsholtveien 31, Oslo- 36 utleieboliger",
    }
    assert verdict == "Gode treff"
    assert marked > 2
    assert articles_left == 0
    assert stored == 0
    assert len(requested) > 10
    assert [url for url in requested if not url.startswith((address, "data:", "blob:"))] == []
