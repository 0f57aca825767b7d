"""Keep a searcher on the live generation while others are being published."""

import threading

from assistant.search.searcher import Searcher
from index.generation import live_id, open_live
from ingest.errors import StoreError


class LiveSearcher:
    """A searcher over whatever generation is live when it is asked for."""

    def __init__(self, searcher: Searcher) -> None:
        """Begin with an open searcher."""
        self._searcher = searcher
        self._lock = threading.Lock()

    @property
    def current(self) -> Searcher:
        """Return the searcher that answers now, without looking for a newer generation."""
        return self._searcher

    def searcher(self) -> Searcher:
        """Return the searcher, on a new generation where one has been published.

        A new one that cannot be opened, or was built by another encoder, leaves the old one
        answering: a request is never lost to a build.
        """
        data = self._searcher.generation.data
        # One request opens the new generation; others are answered from the old one meanwhile.
        new = live_id(data) != self._searcher.generation.id
        if new and self._lock.acquire(blocking=False):
            try:
                self._renew()
            finally:
                self._lock.release()
        return self._searcher

    def _renew(self) -> None:
        old = self._searcher
        try:
            generation = open_live(old.generation.data)
            if generation.id != old.generation.id:
                self._searcher = old.over(generation)
        except StoreError:
            return
