"""Give every request an id, count it, and write a line of it: never its question or its address."""

import json
import logging
import re
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gradio_bridge import ASSETS, CALLS
from assistant.web.metrics import Metrics
from assistant.web.request.path import path_in_site

LogForm = Literal["json", "text"]

REQUEST_ID = "x-request-id"

CLIENT_GONE = 499
"""The status, as nginx has it, of a request that nobody was there any more to be answered."""

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

_log = logging.getLogger("eksempelfinner.requests")


class RequestLog:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], metrics: Metrics) -> None:
        """Wrap `app`; requests are named by the patterns of `routes`."""
        self._app, self._metrics = app, metrics
        self._patterns = list(_patterns(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        # Whatever is mounted writes its own place into the scope.
        route, started, status = self._route(path_in_site(scope)), time.monotonic(), CLIENT_GONE

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except Exception:
            status = 500
            raise
        finally:
            self._metrics.count(route, status)
            if _log.isEnabledFor(logging.INFO):
                method = scope["method"] if scope["method"] in _METHODS else "OTHER"
                took = round(1000 * (time.monotonic() - started), 1)
                facts = {"id": request_id, "method": method, "route": route, "status": status}
                _log.info("request", extra={"request": {**facts, "ms": took}})

    def _route(self, path: str) -> str:
        """Return the pattern that a path follows; what Gradio answers has a few in common."""
        for pattern, named in self._patterns:
            if pattern.fullmatch(path):
                return named
        return "*"


def _patterns(routes: Sequence[BaseRoute]) -> Iterator[tuple[re.Pattern[str], str]]:
    yield re.compile("/?"), "/"
    for route in routes:
        if isinstance(route, Route):
            yield route.path_regex, route.path
        elif isinstance(route, Mount) and route.path:
            yield re.compile(f"{re.escape(route.path)}/.*", re.DOTALL), f"{route.path}/*"
    for start in (ASSETS, CALLS):
        yield re.compile(f"{re.escape(start)}.*", re.DOTALL), f"{start.rstrip('/')}/*"


def _request_id(scope: Scope) -> str:
    """Return the id that a proxy gave the request, if it is well formed, else a new one."""
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


@contextmanager
def logging_requests(form: LogForm | None) -> Iterator[None]:
    """Write a line of each request on standard error while the block runs, if there is a form."""
    if form is None:
        yield
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    before = _log.level, _log.propagate
    # What else is told goes the same way, so that a program that reads the lines can read them all.
    others = logging.getLogger("assistant")
    _log.addHandler(handler)
    others.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    try:
        yield
    finally:
        _log.removeHandler(handler)
        others.removeHandler(handler)
        _log.level, _log.propagate = before


class _Json(logging.Formatter):
    """One line of JSON a request, and for whatever else is told."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {"level": record.levelname.lower(), "message": super().format(record)}
        return json.dumps({"time": _time(record), **vars(record).get("request", told)})


class _Text(logging.Formatter):
    """One line a request, for people, and whatever else is told."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts = vars(record).get("request")
        if facts is None:
            return f"{_time(record)} {super().format(record)}"
        return "{time} {id} {method} {route} {status} {ms} ms".format(time=_time(record), **facts)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
