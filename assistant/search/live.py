"""Keep a searcher on the live generation, and on the previous one if the live one is damaged.

This is the rule: nothing of a damaged block is served. The newest generation that is whole answers
instead; if there is none, whoever asks is told of the damage. Either way the index is mended.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from assistant.search.searcher import Searcher
from index.engine import engine_of_generation
from index.errors import EngineError, IndexDamaged, IndexForeign
from ingest.errors import StoreError

Result = TypeVar("Result")

Mend = Callable[[IndexDamaged, bool], None]
"""Sees to it that the index is built anew, now or soon; is told of the damage, and whether another
generation answers until then."""


def _leave(error: IndexDamaged, answered: bool) -> None:
    """Leave the index as it is."""


class LiveSearcher:
    """A searcher over whatever generation is live when it is asked for."""

    def __init__(self, searcher: Searcher, mend: Mend = _leave) -> None:
        """Begin with an open searcher; `mend` is called if the index turns out to be damaged."""
        self._searcher = searcher
        self._mend = mend
        self._engine = engine_of_generation(searcher.generation)
        self._damaged: set[str] = set()
        self._lock = threading.Lock()
        self._repairing = threading.Lock()

    @property
    def current(self) -> Searcher:
        """Return the searcher that answers now, without looking for a newer generation."""
        return self._searcher

    @property
    def is_damaged(self) -> bool:
        """Return whether the generation that answers is known to be damaged."""
        return self._searcher.generation.id in self._damaged

    def searcher(self) -> Searcher:
        """Return the searcher, on a new generation where one has been published.

        A new one that cannot be opened, or was built by another encoder, leaves the old one
        answering: a request is never lost to a build.
        """
        live = self._live_id()
        # One request opens the new generation; others are answered from the old one meanwhile.
        new = live not in (None, self._searcher.generation.id, *self._damaged)
        if new and live is not None and self._lock.acquire(blocking=False):
            try:
                self._renew(live)
            finally:
                self._lock.release()
        return self._searcher

    def _live_id(self) -> str | None:
        """Return the id of the live generation; of the open one if the engine does not answer."""
        try:
            return self._engine.live_id()
        except EngineError:
            return self._searcher.generation.id

    def answered(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, which asks for the searcher itself.

        If it meets damage it is done once more, from what is whole.

        Raises:
            IndexDamaged: no generation is whole.
        """
        try:
            return work()
        except IndexDamaged as error:
            self._pass_over(error)
            return work()

    def _renew(self, generation_id: str) -> None:
        old = self._searcher
        try:
            self._searcher = old.over(self._engine.open(generation_id))
        except IndexDamaged as error:
            # It may also be that others were published meanwhile, and this one is gone.
            if self._live_id() == generation_id:
                self._damaged.add(generation_id)
                self._mend(error, True)
        except IndexForeign:
            # By another encoder or version: it stays so, and to open a large one takes its time.
            self._damaged.add(generation_id)
        except StoreError:
            return

    def _pass_over(self, error: IndexDamaged) -> None:
        """Put a whole generation in the place of the one in which `error` was met.

        Raises:
            IndexDamaged: there is none.
        """
        with self._repairing:
            searcher, generation = self._searcher, self._searcher.generation
            if not generation.owns(error.file):
                return  # another request has done so
            if generation.id not in self._damaged:
                self._damaged.add(generation.id)
                known = {document.id for document in generation.documents}
                if spare := self._engine.spare(known):
                    self._searcher = searcher.over(spare)
            self._mend(error, self._searcher is not searcher)
            if self.searcher() is searcher:
                raise error
