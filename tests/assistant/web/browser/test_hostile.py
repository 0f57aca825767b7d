"""Attempts to run a script through the question, the address, the corpus and a file's name."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from ingest.records import Document, Source
from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor

pytestmark = needs_chromium

SCRIPTS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1">',
    "' autofocus onfocus='window.hit = 1",
    "${window.hit = 1}",
    "{{constructor.constructor('window.hit = 1')()}}",
    "</template><script>window.hit = 1</script>",
    "`${(() => { window.hit = 1 })()}`",
    "javascript:window.hit=1",
    "</title><script>window.hit = 1</script>",
]


def test_a_question_is_never_run(visitor: Visitor) -> None:
    """Typed, one after the other."""
    page = visitor.open()
    for script in SCRIPTS:
        visitor.ask(f"bolig {script}")
        assert page.locator("#q").input_value() == f"bolig {script}"
        assert page.evaluate("window.hit") is None, script
    assert visitor.complaints == []


@pytest.mark.parametrize("name", ["q", "kommune", "utgiver", "kind", "dok", "like", "fra", "lang"])
def test_an_address_is_never_run(visitor: Visitor, name: str) -> None:
    """In every parameter that is shown again, all at once."""
    told = quote(" ".join(SCRIPTS))
    page = visitor.open(f"?q=bolig&{name}={told}" if name != "q" else f"?q={told}")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None
    assert visitor.complaints == []


@pytest.fixture(scope="module")
def hostile(encoder: OnnxEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose corpus is full of markup."""
    data: Path = tmp_path_factory.mktemp("hostile")
    documents = tuple(
        Document(
            id=f"dok-{number}",
            kind="report",
            title=f"Bolig {script}",
            subtitle=script,
            text=f"Bolig og leie {script}\nEie bolig {script}",
            language="nb",
            source=Source(f"{script}.pdf", "0" * 64),
            municipality=script,
            county=script,
            publisher=script,
            authors=(script,),
            series=script,
            url=("javascript:window.hit=1", f'https://example.org/"{script}')[number % 2],
            accessed=script,
        )
        for number, script in enumerate(SCRIPTS)
    )
    build_generation(documents, encoder, data)
    searcher = Searcher(open_live(data), encoder, read_calibration(data, encoder.identity.sha256))
    app = build_app(LiveSearcher(searcher), texts_in("nb"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()


def test_a_corpus_is_never_run(visit: Visit, hostile: str) -> None:
    """Markup in any field of any document is shown as it stands."""
    visitor = visit(hostile)
    page = visitor.open()
    visitor.ask("eie bolig")
    for summary in page.locator("details summary").all():
        summary.click()
    page.wait_for_timeout(300)
    shown = page.locator(".answer").inner_text()
    assert [script for script in SCRIPTS if script not in shown] == []
    assert page.locator("a[href^='javascript']").count() == 0
    for query in ("oversikt", "om", "?like=dok-1", "?dok=dok-2&q=bolig"):
        visitor.open(query)
        page.wait_for_timeout(50)
        assert page.evaluate("window.hit") is None, query
    assert visitor.complaints == []
