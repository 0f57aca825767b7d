"""Put the search page into the first HTML, around the parts of Gradio's own page."""

import logging
from functools import partial
from typing import Any

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import TooManySearches
from assistant.web.gradio_bridge.parts import NO_GRADIO, GradioParts, gradio_parts
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from assistant.web.request.path import path_in_site
from assistant.web.threads import BUSY, RETRY, Workers

log = logging.getLogger(__name__)

ADDRESS_HEADERS = (b"host", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-port")
"""Headers that say at which address the page is served, which Gradio writes into it."""

KEPT_PARTS = 16
"""Addresses whose parts are kept; a server has one or two, but anybody can send other headers."""


class FirstPaint:
    """Answers "/" with a page that is there, and can be used, before any script has run.

    Gradio's own is blank until its scripts have come and run, and stays so without JavaScript.
    """

    def __init__(self, app: ASGIApp, site: Site, searches: Workers) -> None:
        """Wrap the application that holds Gradio's page at "/"."""
        self._app = app
        self._site = site
        self._searches = searches
        self._parts: dict[tuple[object, ...], GradioParts] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the page for a GET of "/", and pass everything else on."""
        if scope["type"] != "http" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        parameters, root = read_query(query), scope.get("root_path", "")
        try:
            parts = await self._known_parts(scope, receive)
            page, status = await self._searches.run(
                partial(self._site.first_page, parameters, root, parts.head, parts.app)
            )
            response = HTMLResponse(page, status)
        except TooManySearches:
            response = HTMLResponse(self._site.busy_page(parameters, query, root), BUSY, RETRY)
        await response(scope, receive, send)

    async def _known_parts(self, scope: Scope, receive: Receive) -> GradioParts:
        """Return the parts of Gradio's page, which differ by the address that it is served at."""
        served_at = (scope.get("scheme"), scope.get("root_path"), *_address_headers(scope))
        if served_at not in self._parts:
            parts = await self._gradio(scope, receive)
            if parts is NO_GRADIO:
                return parts
            if len(self._parts) >= KEPT_PARTS:
                self._parts.clear()
            self._parts[served_at] = parts
        return self._parts[served_at]

    async def _gradio(self, scope: Scope, receive: Receive) -> GradioParts:
        """Ask Gradio for its page; without its parts our page works by loading anew."""
        body: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        plain: dict[str, Any] = {**scope, "query_string": b"", "headers": _address_headers(scope)}
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


def _address_headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers that Gradio's page depends on; nothing else that is sent reaches it."""
    return [(name, value) for name, value in scope["headers"] if name in ADDRESS_HEADERS]
