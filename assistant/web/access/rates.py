"""How much one user may ask for in a minute: far more than anybody reads."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

PER_MINUTE = 600
"""Ten a second, from one user or one address; a school of people behind one address searches less.
A search by a person takes two requests, a page of pictures some ten."""

MAX_KEYS = 20_000


class Rates:
    """A bucket for each user: it holds a minute's requests, and fills as time goes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with full buckets; `clock` gives the time in seconds."""
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """Count a request and return 0, or the seconds to wait if there were too many."""
        now = self._clock()
        with self._lock:
            left, then = self._left.get(key, (float(PER_MINUTE), now))
            left = min(PER_MINUTE, left + (now - then) * PER_MINUTE / 60)
            if left < 1:
                self._left[key] = (left, now)
                return math.ceil((1 - left) * 60 / PER_MINUTE)
            self._left[key] = (left - 1, now)
            self._left.move_to_end(key)
            while len(self._left) > MAX_KEYS:
                self._left.popitem(last=False)
        return 0
