"""Put every request below the path that a proxy serves the site under."""

from typing import Any
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send


class UnderRootPath:
    """Wraps the whole application; a proxy may pass the path on whole or without its beginning.

    Everything behind it reads the path as the web standard ASGI has it: whole, with the beginning
    in `root_path`. A request that comes to the server itself, such as a monitor's, has no
    beginning and is answered all the same.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        """Wrap `app`; `root_path` begins with "/" and does not end with it."""
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] in ("http", "websocket"):
            scope = self._below(scope)
        await self._app(scope, receive, send)

    def _below(self, scope: Scope) -> dict[str, Any]:
        path: str = scope["path"]
        if path == self._root_path:
            path += "/"
        elif not path.startswith(f"{self._root_path}/"):
            path = f"{self._root_path}{path}"
        raw_path = quote(path, safe="/:@!$&'()*+,;=~").encode("ascii")
        return {**scope, "root_path": self._root_path, "path": path, "raw_path": raw_path}
