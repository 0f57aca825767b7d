"""The first HTML, also where Gradio's part of it fails."""

import logging

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.web.gradio_bridge.first_paint import FirstPaint
from assistant.web.pages.site import Site
from tests.conftest import RINGSAKER, USERS_QUESTION


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("no page today")


@pytest.mark.parametrize("gradio", [PlainTextResponse("something else"), _broken])
def test_without_gradio_the_page_is_there_all_the_same(
    searcher: Searcher, gradio: ASGIApp, caplog: pytest.LogCaptureFixture
) -> None:
    """The form and the answer, by links that load a page; and the log says what is wrong."""
    client = TestClient(FirstPaint(gradio, Site(LiveSearcher(searcher), "nb")))
    with caplog.at_level(logging.ERROR):
        page = client.get("/", params={"q": USERS_QUESTION})
    assert page.status_code == 200
    assert f'data-id="{RINGSAKER}"' in page.text
    assert '<form id="ask"' in page.text
    assert "gradio-app" not in page.text
    assert "Gradio's page is not laid out as expected" in caplog.text


def test_the_search_form_holds_the_question_and_warns(searcher: Searcher) -> None:
    """Also for a reader without JavaScript, for whom the server does it."""
    client = TestClient(FirstPaint(_broken, Site(LiveSearcher(searcher), "nb")))
    page = client.get("/", params={"q": 'ring "22 33 44 55"'}).text
    assert 'value="ring &#34;22 33 44 55&#34;"' in page
    assert "Det ser ut som om du har skrevet et telefonnummer." in page
    assert "autofocus" not in page
    assert "autofocus" in client.get("/").text


def test_only_the_page_itself_is_written(searcher: Searcher) -> None:
    """Everything else goes to the application behind."""
    site = Site(LiveSearcher(searcher), "nb")
    client = TestClient(FirstPaint(PlainTextResponse("behind"), site))
    assert client.get("/config").text == "behind"
    assert client.post("/").text == "behind"
