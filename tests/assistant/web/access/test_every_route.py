"""Every route of the running application is closed to who has not signed in, by every method."""

import re

import pytest
from starlette.testclient import TestClient

from assistant.web.access.open_paths import HEALTH, OPEN, SIGN_IN, SIGN_OUT
from assistant.web.gradio_bridge.open_routes import CALL
from tests.assistant.web.access.conftest import Guarded, Serve
from tests.assistant.web.access.routes import METHODS, example_of, paths_of

OWN = {"/api/ask", "/oversikt", "/om", "/hjelp", "/side/{document_id}/{page:int}.png", SIGN_IN}
GRADIOS = {"/gradio_api/upload", "/gradio_api/run/{api_name}", "/config", "/monitoring", "/"}


@pytest.fixture(scope="module")
def paths(guarded: Guarded) -> list[str]:
    """One address for every route, and some below them that no route is written for."""
    found = {path for path, _ in paths_of(guarded.app)}
    assert found >= OWN | GRADIOS
    assert len(found) > 80
    unwritten = {
        "/static/page.js/x",
        "/static/../om",
        "/nowhere",
        "//om",
        "/healthz/",
        "/logg-inn/x",
    }
    return sorted({example_of(path) for path in found} | unwritten)


def test_every_route_is_closed_by_every_method(guarded: Guarded, paths: list[str]) -> None:
    """But health, signing in and what its page needs; nothing tells which routes there are."""
    client = guarded.client()
    tried = 0
    for path in paths:
        if path in OPEN:
            continue
        for method in METHODS:
            response = client.request(method, path)
            assert response.status_code == 401, (method, path, response.status_code)
            assert response.headers["www-authenticate"] == "Bearer"
            assert method == "HEAD" or "Tjenesten er bare for dem" in response.text
            tried += 1
    assert tried > 600


def test_a_browser_is_led_to_the_sign_in_from_everywhere(
    guarded: Guarded, paths: list[str]
) -> None:
    """A reader's address becomes the one that they come back to."""
    client = guarded.client()
    for path in paths:
        if path not in OPEN and not path.startswith(("/api/", "/gradio_api/")):
            response = client.get(path, headers={"accept": "text/html,*/*"})
            assert response.status_code == 303, path
            assert response.headers["location"].startswith(f"{SIGN_IN}?til="), path


def test_what_is_open_is_health_and_the_sign_in(guarded: Guarded) -> None:
    """A closed list; each but `/readyz` and `/healthz` is a page or a file of the sign-in."""
    assert sorted(HEALTH) == ["/healthz", "/readyz"]
    assert {path for path in OPEN if not path.startswith("/static/")} == {
        *HEALTH,
        SIGN_IN,
        "/favicon.ico",
    }
    client = guarded.client()
    page = client.get(SIGN_IN)
    linked = re.findall(r'(?:src|href)="(static/[^"?]+)', page.text)
    assert len(linked) >= 7
    assert {f"/{path}" for path in linked} == {path for path in OPEN if "static" in path}
    for path in [*OPEN - {"/readyz"}]:
        assert client.get(path).status_code == 200, path


def test_with_credentials_what_the_page_uses_is_open(guarded: Guarded) -> None:
    """The gate lets through, and what nothing uses is closed all the same."""
    client = guarded.with_token(guarded.reader)
    for path in ("/", "/?q=eldre", "/om", "/oversikt", "/hjelp", "/theme.css", "/api/ask?q=eldre"):
        assert client.get(path).status_code == 200, path
    assert client.post(CALL, json={}).status_code in (400, 422)
    for path in ("/gradio_api/upload", "/gradio_api/info", "/config", "/monitoring", "/openapi"):
        assert client.get(path).status_code == 404, path
        assert client.post(path).status_code == 404, path


def test_a_websocket_is_closed(guarded: Guarded) -> None:
    """No route takes one; the gate would not let it through either."""
    from starlette.websockets import WebSocketDisconnect

    client = guarded.client()
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/"):
        pass
    assert closed.value.code == 1008


def test_signing_out_is_closed_without_a_session(guarded: Guarded) -> None:
    """There is nothing to end."""
    assert guarded.client().post(SIGN_OUT).status_code == 401


@pytest.mark.parametrize("root", ["", "/bolig"])
def test_the_gate_stands_behind_a_prefix_too(guarded: Guarded, root: str) -> None:
    """With the prefix that a proxy serves the site under, and without."""
    client = TestClient(guarded.app, "https://finner.test", root_path=root, follow_redirects=False)
    assert client.get(f"{root}/om").status_code == 401
    assert client.get(f"{root}/healthz").status_code == 200
    assert client.get(f"{root}/healthz/../om").status_code == 401
    found = client.get(f"{root}/om?lang=nn", headers={"accept": "text/html"})
    assert found.headers["location"] == f"{root}/logg-inn?til=om%3Flang%3Dnn&lang=nn"


def test_an_open_server_keeps_no_door(serve: Serve, tmp_path) -> None:
    """On loopback, without accounts, everything is as it was, and nothing says to sign in."""
    client = TestClient(serve(tmp_path, "127.0.0.1"), "http://127.0.0.1:7860")
    page = client.get("/om")
    assert page.status_code == 200
    assert "konto" not in page.text
    assert client.get(SIGN_IN).status_code == 404
