"""How often somebody may try a password: from one address, and for one account."""

import logging
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from assistant.web.access.client_address import network_of

log = logging.getLogger(__name__)

WINDOW_SECONDS = 15 * 60
"""An attempt counts for so long; who is locked out may try again when the first one is over."""

MAX_FOR_ACCOUNT = 10
"""A user who does not remember tries a few; 40 an hour guess no password of twelve characters."""

MAX_FROM_ADDRESS = 30
"""More than for one account, because a whole municipality may come from one address."""

TELL_SECONDS = 60.0
"""The least between two lines in the log, which whoever tries could otherwise fill."""

MAX_KEYS = 20_000
"""What is remembered has an end; what was tried longest ago is forgotten first."""


class Attempts:
    """Counts attempts before the password is looked at, so that many at once are counted too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; `clock` gives the time in seconds."""
        self._clock = clock
        self._lock = Lock()
        self._tried: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._told = -TELL_SECONDS

    def begin(self, address: str, account: str) -> int:
        """Count an attempt and return 0, or the seconds to wait if there were too many.

        An attempt that is refused is not counted. Accounts that do not exist are locked too: a lock
        does not tell which do.
        """
        now = self._clock()
        limits = (
            (("address", network_of(address)), MAX_FROM_ADDRESS),
            (("account", account), MAX_FOR_ACCOUNT),
        )
        with self._lock:
            waits = [self._wait(key, most, now) for key, most in limits]
            if any(waits):
                self._tell(address, now)
                return math.ceil(max(waits))
            for key, _ in limits:
                self._tried.setdefault(key, deque()).append(now)
                self._tried.move_to_end(key)
            while len(self._tried) > MAX_KEYS:
                self._tried.popitem(last=False)
        return 0

    def succeeded(self, address: str, account: str) -> None:
        """Forget what was tried for an account, and the last attempt from an address."""
        with self._lock:
            self._tried.pop(("account", account), None)
            tried = self._tried.get(("address", network_of(address)))
            if tried:
                tried.pop()

    def _tell(self, address: str, now: float) -> None:
        """Log that somebody is locked out, now and then; what they typed is in no log."""
        if now - self._told >= TELL_SECONDS:
            self._told = now
            log.warning("too many attempts to sign in, the last from %s", address)

    def _wait(self, key: tuple[str, str], most: int, now: float) -> float:
        tried = self._tried.get(key, deque())
        while tried and now - tried[0] >= WINDOW_SECONDS:
            tried.popleft()
        return WINDOW_SECONDS - (now - tried[0]) if len(tried) >= most else 0.0
