"""Routes of Gradio: those of the page are open, and no others."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.web.gradio_bridge.open_routes import OpenRoutes

CLOSED = [
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/gradio_api/run/ask",
    "/gradio_api/run/predict/",
    "/gradio_api/queue/join",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/proxy=https://example.org",
    "/gradio_api/vibe-edit",
    "/monitoring",
    "/monitoring/summary",
    "/config",
    "/login",
    "/openapi.json",
    "/assets",
    "/x/assets/index.js",
]


@pytest.mark.parametrize("root", ["", "/bolig"])
@pytest.mark.parametrize("path", CLOSED)
def test_all_else_is_not_there(path: str, root: str) -> None:
    """By any method, behind a proxy's path too."""
    client = TestClient(OpenRoutes(PlainTextResponse("open")), root_path=root)
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        response = client.request(method, f"{root}{path}")
        assert (response.status_code, response.text) == (404, "")


@pytest.mark.parametrize("root", ["", "/bolig"])
def test_what_the_page_asks_is_passed_on(root: str) -> None:
    """The page, its files and its one call, each by the methods that it uses."""
    client = TestClient(OpenRoutes(PlainTextResponse("open")), root_path=root)
    for path in ("/", "/theme.css", "/assets/index-abc.js"):
        assert client.get(f"{root}{path}").text == "open"
        assert client.post(f"{root}{path}").status_code == 404
    assert client.post(f"{root}/gradio_api/run/predict").text == "open"
    assert client.get(f"{root}/gradio_api/run/predict").status_code == 404
