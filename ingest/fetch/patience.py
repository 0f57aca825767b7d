"""Ask a public server politely: one request at a time, a pause between, and again if it is busy."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.errors import DownloadBroken, FetchError, ServerBusy, ServerRefused, ServerTooSlow

Found = TypeVar("Found")
Waiting = Callable[[float], None]
"""Called with the seconds that will be waited before the server is asked again."""

LONG_S = 600
"""A server that was given more seconds than this, and did not finish, is not asked again."""


def _silently(_seconds: float) -> None:
    """Tell nobody of a wait."""


@dataclass
class Patience:
    """The pauses between requests to one server, and the waits before it is asked again.

    `pause_s` is the least number of seconds between two requests: 1.5 makes 40 a minute, and Kudos
    allows 180. A server that is busy, slow or breaks off is asked `tries` times in all, after
    `wait_s`, twice that, and so on, or after what it asks for itself if that is no longer than
    `max_wait_s`.
    """

    pause_s: float = 1.5
    tries: int = 4
    wait_s: float = 2.0
    max_wait_s: float = 60.0
    on_wait: Waiting = _silently
    _asked: float = field(default=float("-inf"), init=False)

    def ask(self, request: Callable[[], Found]) -> Found:
        """Return what `request` returns, asking again while the server cannot answer.

        Raises:
            ServerBusy: it could not answer any time, or asks to be left alone for longer.
            FetchError: `request` raised it, and asking again would not help or did not.
        """
        for attempt in range(1, self.tries + 1):
            self._pause()
            try:
                return request()
            except (ServerRefused, ServerTooSlow, DownloadBroken) as error:
                wait = self._wait(error, attempt)
                if wait is None:
                    raise _told(error) from error
            finally:
                self._asked = time.monotonic()
            self.on_wait(wait)
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _pause(self) -> None:
        time.sleep(max(0.0, self._asked + self.pause_s - time.monotonic()))

    def _wait(self, error: FetchError, attempt: int) -> float | None:
        """Return how many seconds to wait before the next try, or None if there is to be none."""
        if attempt == self.tries or (isinstance(error, ServerRefused) and not _is_busy(error)):
            return None
        if isinstance(error, ServerTooSlow) and error.seconds > LONG_S:
            return None
        told = error.wait_s if isinstance(error, ServerRefused) else None
        wait = self.wait_s * 2 ** (attempt - 1) if told is None else told
        return wait if wait <= self.max_wait_s else None


def _is_busy(error: ServerRefused) -> bool:
    return error.status == 429 or error.status >= 500


def _told(error: FetchError) -> FetchError:
    """Return the error to end with: that the server is busy, if that is what it said."""
    if isinstance(error, ServerRefused) and _is_busy(error):
        return ServerBusy(address=error.address, status=error.status)
    return error
