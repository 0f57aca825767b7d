"""The connections of the server: who sends a request too slowly, or reads no answer, is cut off."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""The longest from the opening of a connection, or from the first byte of a later request, until
all headers of the request are there; a browser sends them at once."""

UNREAD_SECONDS = 60.0
"""The longest that a browser may take nothing of what the connection holds for it."""

CLOSING_SECONDS = 10.0
"""The longest that a connection which is being closed may wait for the rest to be taken."""

MAX_HEADER_BYTES = 64 * 1024
"""A question of 2000 letters takes up to 12 kB in an address, and the page's filters some more."""


class TimedConnection(H11Protocol):
    """A connection of HTTP/1.1 that has an end, however slow the other side is.

    The library limits how long a connection may be idle between requests, but not how slowly a
    request may come or an answer be read: with a byte now and then, a few clients could hold all
    the connections that there are.
    """

    header_seconds = HEADER_SECONDS
    unread_seconds = UNREAD_SECONDS
    _header_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._expect_headers()

    def data_received(self, data: bytes) -> None:
        """Read what has come, which may end the wait or begin another."""
        known = self.scope
        super().data_received(data)
        if self.scope is not known:
            self._stop_expecting()
        elif self._header_timer is None and self._is_between_requests():
            self._expect_headers()

    def pause_writing(self) -> None:
        """Begin to wait until something is read of what has been sent."""
        super().pause_writing()
        self._unread_timer = self.loop.call_later(self.unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more."""
        self._stop_waiting_for_reader()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that is idle, even if the last answer was never read."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(CLOSING_SECONDS, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_expecting()
        self._stop_waiting_for_reader()
        super().connection_lost(exc)

    def _expect_headers(self) -> None:
        self._header_timer = self.loop.call_later(self.header_seconds, self._give_up)

    def _stop_expecting(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _stop_waiting_for_reader(self) -> None:
        if self._unread_timer is not None:
            self._unread_timer.cancel()
            self._unread_timer = None

    def _is_between_requests(self) -> bool:
        cycle: Any = self.cycle
        return cycle is None or bool(cycle.response_complete)

    def _give_up(self) -> None:
        self._header_timer = None
        if self._is_between_requests():
            self.transport.abort()
