"""The first HTML, also where Gradio's part of it fails."""

import logging

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.web.gradio_bridge.first_paint import FirstPaint
from assistant.web.pages.site import Site
from assistant.web.threads import Workers, search_workers
from tests.conftest import RINGSAKER, USERS_QUESTION


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("no page today")


@pytest.mark.parametrize("gradio", [PlainTextResponse("something else"), _broken])
def test_without_gradio_the_page_is_there_all_the_same(
    searcher: Searcher, gradio: ASGIApp, caplog: pytest.LogCaptureFixture
) -> None:
    """The form and the answer, by links that load a page; and the log says what is wrong."""
    client = TestClient(FirstPaint(gradio, Site(LiveSearcher(searcher), "nb"), search_workers()))
    with caplog.at_level(logging.ERROR):
        page = client.get("/", params={"q": USERS_QUESTION})
    assert page.status_code == 200
    assert f'data-id="{RINGSAKER}"' in page.text
    assert '<form id="ask"' in page.text
    assert "gradio-app" not in page.text
    assert "Gradio's page is not laid out as expected" in caplog.text


def test_the_search_form_holds_the_question_and_warns(searcher: Searcher) -> None:
    """Also for a reader without JavaScript, for whom the server does it."""
    client = TestClient(FirstPaint(_broken, Site(LiveSearcher(searcher), "nb"), search_workers()))
    page = client.get("/", params={"q": 'ring "22 33 44 55"'}).text
    assert 'value="ring &#34;22 33 44 55&#34;"' in page
    assert "Det ser ut som om du har skrevet et telefonnummer." in page
    assert "autofocus" not in page
    assert "autofocus" in client.get("/").text


def test_only_the_page_itself_is_written(searcher: Searcher) -> None:
    """Everything else goes to the application behind."""
    site = Site(LiveSearcher(searcher), "nb")
    client = TestClient(FirstPaint(PlainTextResponse("behind"), site, search_workers()))
    assert client.get("/config").text == "behind"
    assert client.post("/").text == "behind"


def test_a_page_too_many_says_so_and_asks_again(searcher: Searcher) -> None:
    """A whole page in the reader's language, with a link to the same search."""
    site = Site(LiveSearcher(searcher), "nb")
    client = TestClient(FirstPaint(_broken, site, Workers(0, may_wait=0)))
    page = client.get("/", params={"q": "<b> & d\u00f8me", "lang": "nn"})
    assert page.status_code == 503
    assert page.headers["retry-after"] == "2"
    assert '<html lang="nn" id="eksempelfinner" class="no-js">' in page.text
    assert "For mange s\u00f8kjer akkurat no" in page.text
    assert 'href="./?q=%3Cb%3E+%26+d%C3%B8me&amp;lang=nn"' in page.text


async def _counted(scope: Scope, receive: Receive, send: Send) -> None:
    asked.append(dict(Headers(scope=scope)))
    await HTMLResponse(GRADIOS)(scope, receive, send)


asked: list[dict[str, str]] = []
GRADIOS = """<script>window.gradio_config = {};</script>
<link rel="stylesheet" href="./assets/a.css"><script type="module" src="./assets/a.js"></script>"""


def test_gradio_is_asked_once_for_each_address(searcher: Searcher) -> None:
    """Its part of the page is the same for every question."""
    asked.clear()
    site = Site(LiveSearcher(searcher), "nb")
    client = TestClient(FirstPaint(_counted, site, search_workers()))
    pages = [client.get("/", params={"q": q}).text for q in ("bolig", "eldre", "")]
    assert all("window.gradio_config" in page for page in pages)
    assert asked == [{"host": "testserver"}]
    client.get("/", headers={"host": "other", "x-gradio-server": "https://elsewhere"})
    assert asked == [{"host": "testserver"}, {"host": "other"}]
