"""Answer an address that is not there with a page: a sentence as JSON helps no reader."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gradio_bridge import CALLS
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from assistant.web.request.path import path_in_site

FOR_PROGRAMS = ("/api/", CALLS)
"""Paths that nobody opens in a browser to read."""


class NotFoundPage:
    """Wraps the whole application: what answers "not found" may be a route of ours or Gradio."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Wrap `app`, and write the page with `site`."""
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; if a reader's address is not found, with the page."""
        if scope["type"] != "http" or not is_readers(scope):
            await self._app(scope, receive, send)
            return
        # A mounted application writes its own place into the scope.
        path, root = path_in_site(scope), scope.get("root_path", "")
        is_missing = False

        async def send_unless_missing(message: Message) -> None:
            nonlocal is_missing
            if message["type"] == "http.response.start":
                is_page = Headers(raw=message["headers"]).get("content-type", "")
                is_missing = message["status"] == 404 and not is_page.startswith("text/html")
            if not is_missing:
                await send(message)

        await self._app(scope, receive, send_unless_missing)
        if is_missing:
            page = await run_in_threadpool(
                self._site.not_found,
                path,
                read_query(scope["query_string"].decode("latin-1")),
                root,
            )
            await HTMLResponse(page, 404)(scope, receive, send)


def is_readers(scope: Scope) -> bool:
    """Return whether a request is for a page that somebody reads."""
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    is_read = not path_in_site(scope).startswith(FOR_PROGRAMS)
    return scope["method"] == "GET" and wants_page and is_read
