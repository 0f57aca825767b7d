"""One real server and one real Chromium for all tests of the page."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from index.encoder.onnx_runtime import OnnxEncoder
from ingest.records import Document
from tests.long_report import build_with_long_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ARTEFACTS = "EKSEMPELFINNER_SCREENSHOTS"
# Read before a fixture clears the environment of every test.
_FOLDER = os.environ.get(ARTEFACTS)


@dataclass
class Visitor:
    """A reader with a browser of their own: nothing kept, everything it asked for written down."""

    page: "Page"
    address: str
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, query: str = "", ready: bool = True) -> "Page":
        """Open a page of the site, and wait until Gradio has taken it over."""
        self.page.goto(self.address + query)
        if ready and not query.startswith(("oversikt", "om", "hjelp")):
            self.page.wait_for_selector("html[data-ready]")
        return self.page

    def ask(self, question: str) -> None:
        """Type a question, press Enter and wait for what comes of it."""
        self.page.locator("#q").fill(question)
        self.page.locator("#q").press("Enter")
        self.settled()

    def settled(self) -> None:
        """Wait until no search is under way."""
        self.page.wait_for_selector("html:not(.busy)")

    def keep(self, state: str) -> None:
        """Keep a picture of the page, where the environment names a folder for them."""
        if _FOLDER:
            self.page.screenshot(path=Path(_FOLDER) / f"{state}.png", full_page=True)

    def titles(self) -> list[str]:
        """Return the titles of the documents that are shown."""
        return self.page.locator("article > :is(h3, h4)").all_inner_texts()

    def stored(self) -> dict[str, Any]:
        """Return everything that the browser keeps."""
        found: dict[str, Any] = self.page.evaluate(
            "async () => ({local: {...localStorage}, session: {...sessionStorage}, "
            "cookies: document.cookie, databases: (await indexedDB.databases()).length, "
            "caches: (await caches.keys()).length})"
        )
        return found


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """The address of the real command, serving the source page."""
    with serving(built) as address:
        yield address


@pytest.fixture(scope="session")
def report_server(with_report: Path) -> Iterator[str]:
    """The address of the real command, serving the source page and a report that was added."""
    with serving(with_report) as address:
        yield address


@pytest.fixture(scope="session")
def with_long_report(
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the source page and a long report; not to be written to."""
    folder = tmp_path_factory.mktemp("long-report")
    data = shutil.copytree(built, folder / "data")
    build_with_long_report(data, folder, documents, encoder)
    return data


@pytest.fixture(scope="session")
def long_report_server(with_long_report: Path) -> Iterator[str]:
    """The address of the real command, serving the source page and a long report."""
    with serving(with_long_report) as address:
        yield address


@contextmanager
def serving(data: Path, *more: str) -> Iterator[str]:
    """Run the real command on a data folder, with `more` options, and give its address."""
    command = "from assistant.cli import main; main()"
    options = ["--port", "0", "--threads", "1", "--data", str(data), *more]
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        said = ""
        for line in process.stderr or ():
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found.group()
                break
        else:
            pytest.fail(f"the server did not start: {said}")
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser: "Browser") -> dict[str, "BrowserContext"]:
    """One profile for each kind of reader: Gradio's scripts are then fetched once for each."""
    return {}


@pytest.fixture
def visit(
    server: str, browser: "Browser", contexts: dict[str, "BrowserContext"]
) -> Iterator[Visit]:
    """Let a new reader come, with the settings of a browser that a test asks for."""
    pages: list[Page] = []

    def visit(address: str = server, **settings: Any) -> Visitor:
        settings.setdefault("viewport", {"width": 1280, "height": 900})
        profile = repr(sorted(settings.items()))
        if profile not in contexts:
            contexts[profile] = browser.new_context(locale="de-DE", **settings)
            contexts[profile].set_default_timeout(20_000)
        pages.append(contexts[profile].new_page())
        visitor = Visitor(pages[-1], address)
        page = visitor.page
        page.on("request", lambda request: visitor.requested.append(request.url))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    yield visit
    for page in pages:
        page.unroute_all(behavior="ignoreErrors")
        if page.url.startswith("http"):
            # Not by a script of the page's: it may be on its way to another when its test ends.
            page.context.new_cdp_session(page).send(
                "Storage.clearDataForOrigin",
                {"origin": urljoin(page.url, "/"), "storageTypes": "local_storage"},
            )
        page.close()


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """A reader at an ordinary screen."""
    return visit()
