"""Answers in threads, and errors in the way that a route says."""

import threading
from functools import partial

import anyio
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.testclient import TestClient

from assistant.errors import (
    DocumentUnknown,
    PageUnknown,
    PdfUnknown,
    QuestionEmpty,
    TooManySearches,
)
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.web.pages.site import Site
from assistant.web.threads import Route, Workers, answer_in_thread, error_as_json
from index.errors import IndexMissing
from ingest.errors import EksempelfinnerError


def client_of(searcher: Searcher, route: Route) -> TestClient:
    """Return a client of an application that has one route."""
    app = Starlette()
    site = Site(LiveSearcher(searcher), "nb")
    app.add_route("/api/ask", partial(answer_in_thread, site, route))
    return TestClient(app)


def failing(error: EksempelfinnerError, write: bool = False) -> Route:
    """Return a route whose answer is an error, as JSON if `write`."""

    def answer(site: Site, request: Request, parameters: dict[str, str]) -> Response:
        raise error

    return Route(answer, write_error=error_as_json) if write else Route(answer)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuestionEmpty(), 400),
        (DocumentUnknown("a"), 404),
        (PdfUnknown("a"), 404),
        (PageUnknown("a", 3), 404),
        (IndexMissing("a"), 500),
    ],
)
def test_the_status_says_whose_fault_an_error_is(
    fake_searcher: Searcher, error: EksempelfinnerError, status: int
) -> None:
    """Plain text, unless the route says something else; the path says nothing."""
    response = client_of(fake_searcher, failing(error)).get("/api/ask?q=x")
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert "{" not in response.text


def test_a_route_can_write_its_errors_as_json(fake_searcher: Searcher) -> None:
    """With the question, and the sentence in the language of the address."""
    client = client_of(fake_searcher, failing(QuestionEmpty(), write=True))
    response = client.get("/api/ask?q=%20&lang=nn")
    assert response.status_code == 400
    assert response.json() == {
        "question": " ",
        "error": "Skriv kva du vil søkje etter.",
    }
    assert client.get("/api/ask").json()["question"] == ""


def test_an_answer_comes_from_another_thread(fake_searcher: Searcher) -> None:
    """So that the server can take other requests meanwhile; of a parameter, the last counts."""

    def answer(site: Site, request: Request, parameters: dict[str, str]) -> Response:
        return JSONResponse([threading.current_thread() is threading.main_thread(), parameters])

    response = client_of(fake_searcher, Route(answer)).get("/api/ask?q=a&q=b")
    assert response.json() == [False, {"q": "b"}]


def test_an_error_of_the_program_is_not_told(fake_searcher: Searcher) -> None:
    """It is the server's to log."""

    def answer(site: Site, request: Request, parameters: dict[str, str]) -> Response:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        client_of(fake_searcher, Route(answer)).get("/api/ask")
    assert client_of(fake_searcher, Route(lambda *_: PlainTextResponse("x"))).get("/api/ask").text


async def _refused_while_busy() -> list[str]:
    """Fill one worker and one place to wait, ask once more, and let all end."""
    workers, go = Workers(1, may_wait=1), threading.Event()
    told: list[str] = []

    async def ask(name: str) -> None:
        try:
            await workers.run(partial(go.wait, 10))
            told.append(name)
        except TooManySearches:
            told.append(f"{name} refused")

    async with anyio.create_task_group() as group:
        group.start_soon(ask, "first")
        await anyio.wait_all_tasks_blocked()
        group.start_soon(ask, "second")
        await anyio.wait_all_tasks_blocked()
        await ask("third")
        go.set()
    await ask("later")
    return told


def test_who_finds_every_place_taken_is_refused_at_once() -> None:
    """Those who work and wait are answered, and there is room again when they are."""
    assert anyio.run(_refused_while_busy) == ["third refused", "first", "second", "later"]


@pytest.mark.parametrize("write", [False, True])
def test_a_refusal_says_when_to_come_back(write: bool, fake_searcher: Searcher) -> None:
    """By its status and its header."""
    response = client_of(fake_searcher, failing(TooManySearches(), write)).get("/api/ask?q=x")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "2"
    assert "Det er flere som s\u00f8ker" in response.json()["error"] if write else response.text
