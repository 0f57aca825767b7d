"""Put the search page into the first HTML, around the parts of Gradio's own page."""

import logging
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gradio_bridge.parts import NO_GRADIO, GradioParts, gradio_parts
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from assistant.web.request.path import path_in_site
from assistant.web.threads import search_limiter

log = logging.getLogger(__name__)


class FirstPaint:
    """Answers "/" with a page that is there, and can be used, before any script has run.

    Gradio's own is blank until its scripts have come and run, and stays so without JavaScript.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """Wrap the application that holds Gradio's page at "/"."""
        self._app = app
        self._site = site
        self._searches = search_limiter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the page for a GET of "/", and pass everything else on."""
        if scope["type"] != "http" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return
        parts = await self._gradio(scope, receive)
        parameters = read_query(scope["query_string"].decode("latin-1"))
        root = scope.get("root_path", "")
        page, status = await anyio.to_thread.run_sync(
            partial(self._site.first_page, parameters, root, parts.head, parts.app),
            limiter=self._searches,
        )
        await HTMLResponse(page, status)(scope, receive, send)

    async def _gradio(self, scope: Scope, receive: Receive) -> GradioParts:
        """Ask Gradio for its page; without its parts our page works by loading anew."""
        body: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        plain: dict[str, Any] = {**scope, "query_string": b"", "headers": _plain_headers(scope)}
        try:
            await self._app(plain, receive, keep)
        except Exception:
            log.exception("Gradio did not give its page")
        parts = gradio_parts(b"".join(body).decode("utf-8", "replace"))
        if parts is None:
            log.error("Gradio's page is not laid out as expected")
        return parts or NO_GRADIO


def _asks_for_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and path_in_site(scope) in ("", "/")


def _plain_headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request that asks for the whole page, new and uncompressed."""
    headers = MutableHeaders(raw=list(Headers(scope=scope).raw))
    for name in ("accept-encoding", "range", "if-none-match", "if-modified-since"):
        del headers[name]
    return headers.raw
