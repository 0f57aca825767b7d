"""Put security and cache headers on every response."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gradio_bridge import ASSETS, SCRIPT_SOURCE
from assistant.web.pages.assets import FOREVER
from assistant.web.request.path import path_in_site

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    # Styles and scripts stand in the HTML itself: the first script of the page, and Gradio's own.
    f"style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' {SCRIPT_SOURCE}; "
    # Whatever the scripts are, they can connect to this server alone.
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; "
    "form-action 'self'"
)
PDF_POLICY = (
    # Safari shows a PDF with a viewer that `object-src 'none'` stops; others style theirs.
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""What a PDF of the library may do: be shown, and nothing else."""

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
NAMED_BY_CONTENT = (ASSETS, "/static/")
"""Paths of files that get another name when they change: Gradio's, and ours with `?v=`."""

PDFS = "/fil/"
OF_FILES = ("/side/", PDFS)
"""Paths of what is read from an added file, which has an ETag."""


class SecurityHeaders:
    """Wraps the whole application, Gradio's routes included."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        path = path_in_site(scope)
        named_by_content = path.startswith(NAMED_BY_CONTENT)
        of_file = path.startswith(OF_FILES)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # Not to be modified brings headers too, and they hold from then on.
                if path.startswith(PDFS) and message["status"] in (200, 206, 304):
                    headers["content-security-policy"] = PDF_POLICY
                # A response that holds a question is kept nowhere, not even by the browser.
                cache = "no-store"
                if named_by_content and message["status"] == 200:
                    cache = FOREVER
                elif of_file and message["status"] in (200, 206, 304):
                    cache = "private, no-cache"
                headers["cache-control"] = cache
            await send(message)

        await self._app(scope, receive, send_with_headers)
