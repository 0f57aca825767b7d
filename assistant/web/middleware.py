"""Put security and cache headers on every response, and close routes that nothing here uses."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.pages.assets import FOREVER

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    # Without these Gradio's page stays blank. What it may connect to is this server alone.
    "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; "
    "form-action 'self'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
NAMED_BY_CONTENT = ("/assets/", "/static/")
"""Paths of files that get another name when they change: Gradio's, and ours with `?v=`."""

OF_FILES = ("/side/", "/fil/")
"""Paths of what is read from an added file, which has an ETag."""

CLOSED = ("/gradio_api/upload", "/gradio_api/runs")
"""Gradio takes uploads even where no component asks for one, and keeps the files."""


class SecurityHeaders:
    """Wrap the whole application, Gradio's routes included."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a closed route with 404, and everything with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        path = scope["path"].removeprefix(scope.get("root_path", ""))
        kept = path.startswith(NAMED_BY_CONTENT)
        of_file = path.startswith(OF_FILES)
        closed = path.startswith(CLOSED)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # What holds a question is kept nowhere, not even by the browser.
                cache = "no-store"
                if kept and message["status"] == 200:
                    cache = FOREVER
                elif of_file and message["status"] in (200, 206, 304):
                    cache = "private, no-cache"
                headers["cache-control"] = cache
            await send(message)

        app = PlainTextResponse("", status_code=404) if closed else self._app
        await app(scope, receive, send_with_headers)
