"""Count while a server runs, and delete what has been kept for long enough, asked or not."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from assistant.counts.tally import Counts, Tally
from assistant.search.answer import Answer
from assistant.settings import Settings

log = logging.getLogger(__name__)

SECONDS_BETWEEN_DELETIONS = 600.0
"""A day that is over is noticed no later, also if nobody searches."""


class Counter:
    """Counts searches; a file that cannot be written never keeps a search from its answer."""

    def __init__(self, tally: Tally) -> None:
        """Count in the file of `tally`."""
        self._tally = tally
        self.counts = tally.counts
        self.days_kept = tally.days_kept

    def note(self, question: str, answer: Answer) -> None:
        """Count a search."""
        try:
            self._tally.note(question, answer, date.today())
        except (OSError, sqlite3.Error) as error:
            log.warning("a search was not counted: %s", type(error).__name__)

    def read(self) -> Counts:
        """Return what has been counted; nothing if the file cannot be read."""
        try:
            return self._tally.read(date.today())
        except (OSError, sqlite3.Error) as error:
            log.warning("the counts cannot be read: %s", type(error).__name__)
            return Counts((), (), ())


@contextmanager
def counting(settings: Settings) -> Iterator[Counter | None]:
    """Give what counts the searches of a server, None if nothing is to be counted.

    Questions that an earlier server kept are deleted when their days are over, and at once if none
    are to be kept any more.
    """
    tally = Tally(settings.data, settings.counts, settings.keep_unanswered)
    is_over = threading.Event()

    def delete() -> None:
        while True:
            try:
                tally.forget(date.today())
            except (OSError, sqlite3.Error) as error:
                log.warning("old questions were not deleted: %s", type(error).__name__)
            if is_over.wait(SECONDS_BETWEEN_DELETIONS):
                return

    deleting = threading.Thread(target=delete, name="counts", daemon=True)
    deleting.start()
    try:
        yield Counter(tally) if settings.counts or settings.keep_unanswered else None
    finally:
        is_over.set()
        deleting.join()
