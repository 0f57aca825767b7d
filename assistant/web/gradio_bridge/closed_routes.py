"""Close the routes of Gradio that nothing here uses."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.request.path import path_in_site

CLOSED = ("/gradio_api/upload", "/gradio_api/runs")
"""Gradio takes uploads even if no component asks for one, and keeps the files."""


class ClosedRoutes:
    """Answers the closed routes with 404, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        closed = scope["type"] == "http" and path_in_site(scope).startswith(CLOSED)
        app = PlainTextResponse("", status_code=404) if closed else self._app
        await app(scope, receive, send)
