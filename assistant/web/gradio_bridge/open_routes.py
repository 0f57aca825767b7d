"""The routes of Gradio that the page uses; all others are closed.

Gradio offers uploads, proxies, files, a description of its functions, monitoring and more, and
every version brings new routes. What is open is listed, so that a new one is closed.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.request.path import path_in_site

PAGE = ("", "/", "/theme.css", "/gradio_api/app_id")
"""Gradio's scripts ask for the last one after a lost connection, and search again only when it
answers."""

CALL = "/gradio_api/run/predict"
FILES = "/assets/"

READING = ("GET", "HEAD")


class OpenRoutes:
    """Passes on what the page asks of Gradio, and answers everything else with 404."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap Gradio's application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_open = scope["type"] == "lifespan" or _is_open(scope)
        await (self.app if is_open else PlainTextResponse("", 404))(scope, receive, send)


def _is_open(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path = path_in_site(scope)
    if scope["method"] == "POST":
        return path == CALL
    return scope["method"] in READING and (path in PAGE or path.startswith(FILES))
