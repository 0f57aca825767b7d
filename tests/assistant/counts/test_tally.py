"""Counts of searches: what is written into the file, for how long, and what never is."""

import sqlite3
import stat
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.counts.tally import DAYS_SHOWN, FILE, Count, Tally
from assistant.search.answer import Answer, VerdictName

DAY = date(2026, 11, 27)


def answered(verdict: VerdictName, language: str = "nb") -> Answer:
    """Return an answer with this verdict."""
    return Answer("spørsmålet", verdict, language, 0.0, ())


def test_searches_are_counted_by_day_language_and_verdict(tmp_path: Path) -> None:
    """And by nothing else."""
    tally = Tally(tmp_path)
    for verdict, language, days in (
        ("good", "nb", 0),
        ("good", "nb", 0),
        ("weak", "nn", 0),
        ("none", "nb", 1),
        ("none", "en", 1),
    ):
        tally.note("hemmeligord", answered(verdict, language), DAY - timedelta(days=days))  # type: ignore[arg-type]
    counts = tally.read(DAY)
    assert counts.days == (Count("2026-11-27", 2, 1, 0), Count("2026-11-26", 0, 0, 2))
    assert counts.languages == (
        Count("en", 0, 0, 1),
        Count("nb", 2, 0, 1),
        Count("nn", 0, 1, 0),
    )
    assert [count.total for count in counts.days] == [3, 2]
    assert counts.unanswered == ()
    assert b"hemmeligord" not in (tmp_path / FILE).read_bytes()


def test_older_days_are_not_shown(tmp_path: Path) -> None:
    """The last of the days that are is the first that is not."""
    tally = Tally(tmp_path)
    for days in (0, DAYS_SHOWN - 1, DAYS_SHOWN):
        tally.note("x", answered("good"), DAY - timedelta(days=days))
    days_shown = [count.name for count in tally.read(DAY).days]
    assert days_shown == ["2026-11-27", (DAY - timedelta(days=DAYS_SHOWN - 1)).isoformat()]


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    """It may hold questions."""
    Tally(tmp_path).note("x", answered("good"), DAY)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_questions_without_an_answer_are_kept_for_their_days(tmp_path: Path) -> None:
    """Those alone, each once a day, until their days are over; then nothing is left of them."""
    tally = Tally(tmp_path, days_kept=2)
    tally.note("  månebase   i  Bodø ", answered("none"), DAY)
    tally.note("månebase i Bodø", answered("none"), DAY)
    tally.note("leie til eie", answered("good"), DAY)
    tally.note("kanskje", answered("weak"), DAY)
    kept = (("2026-11-27", "månebase i Bodø"),)
    assert tally.read(DAY).unanswered == kept
    assert tally.read(DAY + timedelta(days=1)).unanswered == kept
    assert "månebase".encode() in (tmp_path / FILE).read_bytes()
    tally.forget(DAY + timedelta(days=2))
    assert "månebase".encode() not in (tmp_path / FILE).read_bytes()
    assert tally.read(DAY).unanswered == ()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_questions_can_be_kept_without_counting(tmp_path: Path) -> None:
    """The two switches are separate."""
    tally = Tally(tmp_path, counts=False, days_kept=1)
    tally.note("månebase", answered("none"), DAY)
    counts = tally.read(DAY)
    assert (counts.days, counts.languages) == ((), ())
    assert counts.unanswered == (("2026-11-27", "månebase"),)


def test_what_was_kept_goes_when_nothing_is_to_be_kept(tmp_path: Path) -> None:
    """At once, not when its days would have been over; the counts stay."""
    Tally(tmp_path, days_kept=30).note("månebase", answered("none"), DAY)
    Tally(tmp_path).forget(DAY)
    assert "månebase".encode() not in (tmp_path / FILE).read_bytes()
    assert Tally(tmp_path, days_kept=30).read(DAY).days == (Count("2026-11-27", 0, 0, 1),)


def test_a_clock_that_was_wrong_keeps_nothing_for_long(tmp_path: Path) -> None:
    """A question of a day that has not come yet is deleted."""
    tally = Tally(tmp_path, days_kept=30)
    tally.note("månebase", answered("none"), DAY + timedelta(days=4000))
    assert tally.read(DAY).unanswered == ()


@pytest.mark.parametrize(
    "question",
    [
        "bolig til 01017012345",
        "ring 91 23 45 67",
        "ring +47 912 34 567",
        "kari.nordmann@kommune.example trenger bolig",
        "konto 1234.56.78903",
        "sak 010170-12345",
    ],
)
def test_what_looks_personal_is_not_kept(tmp_path: Path, question: str) -> None:
    """It is counted all the same."""
    tally = Tally(tmp_path, days_kept=30)
    tally.note(question, answered("none"), DAY)
    counts = tally.read(DAY)
    assert counts.unanswered == ()
    assert counts.days == (Count("2026-11-27", 0, 0, 1),)


@pytest.mark.parametrize("question", ["boliger i 2016 og 2017", "§ 12-3 om 30 boliger", "24 timer"])
def test_years_and_numbers_are_kept(tmp_path: Path, question: str) -> None:
    """They are of no person."""
    tally = Tally(tmp_path, days_kept=30)
    tally.note(question, answered("none"), DAY)
    assert [kept for _, kept in tally.read(DAY).unanswered] == [question]


def test_nothing_is_written_where_nothing_was_counted(tmp_path: Path) -> None:
    """A server that counts nothing leaves no file."""
    Tally(tmp_path, counts=False).forget(DAY)
    assert list(tmp_path.iterdir()) == []


def test_many_threads_count_every_search(tmp_path: Path) -> None:
    """None is lost between reading a number and writing the next."""
    tally = Tally(tmp_path)
    work = [
        threading.Thread(target=lambda: [tally.note("x", answered("good"), DAY) for _ in range(20)])
        for _ in range(5)
    ]
    for each in work:
        each.start()
    for each in work:
        each.join()
    assert tally.read(DAY).days == (Count("2026-11-27", 100, 0, 0),)


def test_a_damaged_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    """Which those who count catch: see test_keeping.py."""
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.Error):
        Tally(tmp_path).note("x", answered("good"), DAY)
