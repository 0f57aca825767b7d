"""One file with how many searches there were, and for some days the questions without an answer."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assistant.search.answer import Answer, VerdictName

FILE = "counts.sqlite"

DAYS_SHOWN = 90
"""Days that the page of counts goes back; older counts stay in the file."""

WAIT_SECONDS = 1.0
"""The longest that a search waits for another one to be counted."""

MAX_UNANSWERED_SHOWN = 500

_TABLES = """
CREATE TABLE IF NOT EXISTS searches (
    day TEXT, language TEXT, verdict TEXT, number INTEGER, PRIMARY KEY (day, language, verdict));
CREATE TABLE IF NOT EXISTS unanswered (day TEXT, question TEXT, PRIMARY KEY (day, question));
"""
_ONE_MORE = """
INSERT INTO searches VALUES (?, ?, ?, 1)
ON CONFLICT DO UPDATE SET number = number + 1
"""

# An e-mail address, or six digits with no more than one other sign between them: a number of a
# person, of a phone or of an account.
_PERSONAL = re.compile(r"@|\d(?:[^\w]?\d){5}")


@dataclass(frozen=True, slots=True)
class Count:
    """The searches of one day or in one language: how many got each verdict."""

    name: str
    good: int
    weak: int
    none: int

    @property
    def total(self) -> int:
        """Return how many searches there were."""
        return self.good + self.weak + self.none


@dataclass(frozen=True, slots=True)
class Counts:
    """The last days, newest first, the languages of their questions, and what found nothing.

    `unanswered` are days in the form of ISO 8601 with a question each, newest first.
    """

    days: tuple[Count, ...]
    languages: tuple[Count, ...]
    unanswered: tuple[tuple[str, str], ...]


class Tally:
    """The counts in one data folder; each use opens the file, so that any thread may."""

    def __init__(self, data: Path, counts: bool = True, days_kept: int = 0) -> None:
        """Write to the folder `data`: numbers if it `counts`, and questions without an answer.

        These are kept for `days_kept` days, the day on which they are asked included; without days
        none is.
        """
        self._path = data / FILE
        self.counts = counts
        self.days_kept = days_kept

    def note(self, question: str, answer: Answer, today: date) -> None:
        """Count a search.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        day = today.isoformat()
        with self._open() as file:
            if self.counts:
                file.execute(_ONE_MORE, (day, answer.language, answer.verdict))
            if answer.verdict == "none" and self.days_kept and not _PERSONAL.search(question):
                row = day, " ".join(question.split())
                file.execute("INSERT OR IGNORE INTO unanswered VALUES (?, ?)", row)
            self._forget(file, today)

    def forget(self, today: date) -> None:
        """Delete the questions that have been kept for long enough.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        if self._path.exists():
            with self._open() as file:
                self._forget(file, today)

    def read(self, today: date) -> Counts:
        """Return what has been counted in the last days.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        since = (today - timedelta(days=DAYS_SHOWN - 1)).isoformat()
        with self._open() as file:
            self._forget(file, today)
            unanswered = file.execute(
                "SELECT day, question FROM unanswered ORDER BY day DESC, question LIMIT ?",
                (MAX_UNANSWERED_SHOWN,),
            ).fetchall()
            return Counts(
                tuple(reversed(_counts(file, "day", since))),
                tuple(_counts(file, "language", since)),
                tuple((str(day), str(question)) for day, question in unanswered),
            )

    def _forget(self, file: sqlite3.Connection, today: date) -> None:
        first_kept = (today - timedelta(days=self.days_kept - 1)).isoformat()
        # A clock that was wrong would let a question of the future stay for long.
        file.execute(
            "DELETE FROM unanswered WHERE day < ? OR day > ?", (first_kept, today.isoformat())
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if not self._path.exists():
            self._path.touch(mode=0o600)
        with closing(sqlite3.Connection(self._path, timeout=WAIT_SECONDS)) as file:
            # What is deleted is written over, so that its text does not stay in the file; and no
            # journal, which would hold it too, is ever on the disk.
            file.execute("PRAGMA secure_delete = ON")
            file.execute("PRAGMA journal_mode = MEMORY")
            file.executescript(_TABLES)
            with file:
                yield file


def _counts(file: sqlite3.Connection, column: str, since: str) -> list[Count]:
    """Return the counts by day or by language; `column` is a word of this module."""
    numbers: dict[str, dict[VerdictName, int]] = {}
    query = (
        f"SELECT {column}, verdict, SUM(number) FROM searches WHERE day >= ? "  # noqa: S608
        f"GROUP BY {column}, verdict ORDER BY {column}"
    )
    for name, verdict, number in file.execute(query, (since,)):
        numbers.setdefault(name, {"good": 0, "weak": 0, "none": 0})[verdict] = number
    return [Count(name, by["good"], by["weak"], by["none"]) for name, by in numbers.items()]
