"""What a proxy says of a request is believed of proxies that are trusted, and taken from others."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.access.client_address import client_address
from assistant.web.access.visitor import note_claim, note_proxy

log = logging.getLogger(__name__)

NAMES = frozenset({b"forwarded", b"x-real-ip", b"x-original-url", b"x-rewrite-url"})
PREFIX = b"x-forwarded-"
"""Gradio, for one, would write the host that such a header names into its page."""


def is_forwarded(name: bytes) -> bool:
    """Return whether a header, named in lower case, is one that proxies set."""
    return name in NAMES or name.startswith(PREFIX)


class ForwardedHeaders:
    """Gives the request its client and scheme from a trusted proxy; drops what others claim."""

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...] = (), user_header: str = "") -> None:
        """Wrap `app`; `proxies` are trusted, also with the name of the user in `user_header`."""
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        self._app = app
        self._user_header = user_header.lower().encode()
        # The library reads the headers, and knows in a chain of proxies who the client is.
        self._behind = ProxyHeadersMiddleware(app, list(proxies))  # type: ignore[arg-type]
        self._has_told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if client_address(scope) in self._behind.trusted_hosts:
            note_proxy(scope)
            await self._behind(scope, receive, send)  # type: ignore[arg-type]
            return
        kept = [pair for pair in scope["headers"] if not self._is_claimed(pair[0].lower())]
        if len(kept) < len(scope["headers"]):
            self._tell()
            scope = {**scope, "headers": kept}
            note_claim(scope)
        await self._app(scope, receive, send)

    def _is_claimed(self, name: bytes) -> bool:
        return is_forwarded(name) or (bool(self._user_header) and name == self._user_header)

    def _tell(self) -> None:
        if not self._has_told:
            self._has_told = True
            log.warning("a proxy that is not trusted passes requests on; see --trusted-proxies")
