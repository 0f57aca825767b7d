"""Know whether somebody asks alone: then all cores are free for one question."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CROWDED_SECONDS = 1.0
"""So long after two asked at once they are taken to do so still. Of ten people who search all the
time one is alone now and then for a moment; when that one took both cores, the server gave 2 to
10 % fewer answers, by the run."""


class Askers:
    """Those who have questions encoded, of whom several may do so at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody; `clock` tells the seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._asking = 0
        self._crowded = -math.inf

    @contextmanager
    def asking(self) -> Iterator[bool]:
        """Ask; gives whether nobody else does, or did a moment ago."""
        with self._lock:
            self._asking += 1
            now = self._clock()
            if self._asking > 1:
                self._crowded = now
            is_alone = now - self._crowded > CROWDED_SECONDS
        try:
            yield is_alone
        finally:
            with self._lock:
                self._asking -= 1
