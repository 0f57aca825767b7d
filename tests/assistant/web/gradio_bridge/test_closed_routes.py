"""Routes of Gradio that are closed."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.web.gradio_bridge.closed_routes import ClosedRoutes


@pytest.mark.parametrize("root", ["", "/bolig"])
@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/upload_progress"])
def test_a_closed_route_is_not_there(path: str, root: str) -> None:
    """Nor what is below it, or begins as it does, behind a proxy's path too."""
    client = TestClient(ClosedRoutes(PlainTextResponse("open")), root_path=root)
    for method in ("GET", "POST"):
        response = client.request(method, f"{root}{path}")
        assert (response.status_code, response.text) == (404, "")


def test_all_else_is_passed_on() -> None:
    """To the application behind."""
    client = TestClient(ClosedRoutes(PlainTextResponse("open")))
    for path in ("/", "/gradio_api/run/ask", "/x/gradio_api/upload"):
        assert client.get(path).text == "open"
