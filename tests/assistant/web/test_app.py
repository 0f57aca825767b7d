"""The application without a browser: its API, its headers, its escaping."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.answer import Answer, Hit, Result
from assistant.live import LiveSearcher
from assistant.search import Searcher
from assistant.web.app import build_app
from assistant.web.middleware import HEADERS
from assistant.web.render import render_answer, render_error
from assistant.wording import wording
from ingest.records import Document, Locator, Passage, Source


@pytest.fixture(scope="module")
def client(searcher: Searcher) -> Iterator[TestClient]:
    """A client of the whole application."""
    with TestClient(build_app(LiveSearcher(searcher), wording("nb"))) as client:
        yield client


def test_the_api_gives_the_same_answer_as_the_command(client: TestClient) -> None:
    """The two right examples, in the JSON of `ask --json`."""
    answer = client.get(
        "/api/ask", params={"q": "hvordan skaffe utleieboliger uten å eie dem?", "limit": 2}
    ).json()
    assert {result["document"]["municipality"] for result in answer["results"]} == {
        "Oslo",
        "Ringsaker",
    }
    assert list(answer) == [
        "question",
        "verdict",
        "language",
        "took_ms",
        "also_searched",
        "suggestion",
        "results",
    ]


def test_the_api_tells_what_is_no_question(client: TestClient) -> None:
    """One sentence and status 400."""
    response = client.get("/api/ask", params={"q": " "})
    assert response.status_code == 400
    assert response.json()["error"] == "Spørsmålet er tomt. Skriv hva du lurer på."


def test_health_names_the_generation(client: TestClient, searcher: Searcher) -> None:
    """What a probe asks for."""
    assert client.get("/healthz").json() == {
        "status": "ok",
        "generation": searcher.generation.id,
    }


@pytest.mark.parametrize("path", ["/", "/api/ask?q=x", "/healthz", "/config", "/nowhere", "/docs"])
def test_every_route_has_the_security_headers(client: TestClient, path: str) -> None:
    """Gradio's own routes and errors too."""
    response = client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/runs"])
def test_routes_that_nothing_uses_are_closed(client: TestClient, path: str) -> None:
    """Nobody can leave files or look at runs."""
    assert client.post(path, files={"files": b"x"}).status_code == 404
    assert client.get(path).status_code == 404


def test_the_page_sends_nothing_and_keeps_nothing(client: TestClient) -> None:
    """Analytics and run history are off in the page's own configuration."""
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert not config.get("footer_links")


HOSTILE = "<img src=x onerror=alert(1)>"


def test_whatever_comes_from_the_corpus_is_escaped() -> None:
    """Markup in any field is shown, not run, and only web addresses become links."""
    document = Document(
        id="x",
        kind="report",
        title=HOSTILE,
        text=f"{HOSTILE} tekst",
        language="nb",
        source=Source("x", ""),
        municipality=HOSTILE,
        publisher=HOSTILE,
        authors=(HOSTILE,),
        url="javascript:alert(1)",
    )
    passage = Passage("x-1", document.text, HOSTILE, "", Locator("x", 0, len(document.text)))
    result = Result(
        1, 0.9, document, (Hit(passage, 0.9, ((0, 4), (len(HOSTILE) + 1, len(HOSTILE) + 6))),)
    )
    html = render_answer(Answer(HOSTILE, "good", "nb", 1.0, (result,)), wording("nb"))
    assert "<img" not in html
    assert "javascript:" not in html
    assert "<mark>&lt;img</mark>" in html
    assert "<mark>tekst</mark>" in html
    linked = replace(document, url='https://example.org/"onclick="alert(1)')
    html = render_answer(
        Answer("x", "none", "nb", 1.0, (replace(result, document=linked),)), wording("nb")
    )
    assert 'href="https://example.org/&quot;onclick=&quot;alert(1)"' in html
    assert "Fant ingen gode treff." in html
    assert "<img" not in render_error(HOSTILE)
