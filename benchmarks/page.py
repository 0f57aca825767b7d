"""Measure the page in a real Chromium: from Enter to painted results, its weight, a cold start.

    python benchmarks/page.py [--questions 30] [--rounds 3]

Each question is asked through the page and, in turn, through /api/ask on the same server, so that
both meet the same machine. Painted means that the browser has drawn the frame that shows the
answer. The weight is what goes over the wire for a first visit, after packing. A cold start has an
empty cache; usable means that the field has focus and takes what is typed.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from served import serve

from assistant.evaluation.judged import BUNDLED_QUESTIONS, read_questions

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# Runs in the page: submits a question and resolves with the milliseconds until its answer is drawn.
ENTER_TO_PAINT = """(question) => new Promise((resolve) => {
  const field = document.querySelector("#q")
  field.value = question
  const began = performance.now()
  const painted = window.answerPainted
  window.answerPainted = () => {
    painted()
    window.answerPainted = painted
    // The second frame begins when the first has been drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)))
  }
  field.form.requestSubmit()
})"""


class Traffic:
    """What a page loads, by the number of the request: its address and its bytes on the wire."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def listen(self, page: Page) -> None:
        """Write down everything that `page` loads from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._began)
        session.on("Network.loadingFinished", self._ended)

    def ours(self) -> int:
        """Return the bytes that are not Gradio's scripts and styles."""
        return sum(
            size
            for key, size in self.sizes.items()
            if "/assets/" not in self.addresses.get(key, "")
        )

    def _began(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _ended(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]


def main() -> None:
    """Start a server, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    judged = [q.text for q in read_questions(BUNDLED_QUESTIONS) if q.half == "develop"]
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server, address = serve(Path(data))
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS
            )
            _cold(browser, address)
            _asked(browser, address, judged[: wanted.questions], wanted.rounds)
            browser.close()
        finally:
            server.terminate()
            server.wait()


def _cold(browser: Browser, address: str, times: int = 5) -> None:
    """Print the weight of a first visit, and how long until the field can be used."""
    usable, ready = [], []
    traffic = Traffic()
    for _ in range(times):
        page = browser.new_context().new_page()
        traffic = Traffic()
        traffic.listen(page)
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_function("document.activeElement?.id === 'q'", polling=10)
        page.keyboard.type("a")
        page.wait_for_function("document.querySelector('#q').value === 'a'", polling=10)
        usable.append(time.perf_counter() - began)
        page.wait_for_selector("html[data-ready]")
        ready.append(time.perf_counter() - began)
        page.wait_for_timeout(1500)
        page.context.close()
    told = f"{sum(traffic.sizes.values()) / 1000:.0f} kB in {len(traffic.sizes)} requests"
    _tell(f"weight of a first visit: {told}, {traffic.ours() / 1000:.0f} kB of it ours")
    _tell(f"usable field, cold: {statistics.median(usable):.2f} s (slowest {max(usable):.2f})")
    _tell(f"taken over by Gradio: {statistics.median(ready):.2f} s")


def _asked(browser: Browser, address: str, questions: list[str], rounds: int) -> None:
    """Print the time from Enter to painted results, and that of the same search over HTTP."""
    page: Page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    for question in questions[:3]:
        page.evaluate(ENTER_TO_PAINT, question)
        _over_http(address, question)
    painted, plain = [], []
    for question in questions:
        shown, bare = [], []
        for _ in range(rounds):
            bare.append(_over_http(address, question))
            shown.append(page.evaluate(ENTER_TO_PAINT, question))
        painted.append(min(shown))
        plain.append(min(bare))
    limit = 2 * statistics.median(plain) + 60
    _tell(f"{len(questions)} questions, the best of {rounds} rounds each, medians:")
    _tell(f"  over /api/ask: {statistics.median(plain):.0f} ms")
    _tell(f"  Enter to painted results: {statistics.median(painted):.0f} ms (at most {limit:.0f})")


def _over_http(address: str, question: str) -> float:
    told = urllib.parse.urlencode({"q": question})
    began = time.perf_counter()
    with urllib.request.urlopen(f"{address}api/ask?{told}") as response:  # noqa: S310 - our own server
        answer: dict[str, Any] = json.load(response)
    took = 1000 * (time.perf_counter() - began)
    if not answer["results"]:
        raise SystemExit(f"no results for {question}")
    return took


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
