"""Counting while a server runs: it starts and ends with it, and never costs a search its answer."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.counts import keeping
from assistant.counts.keeping import counting
from assistant.counts.tally import FILE, Count, Tally
from assistant.search.answer import Answer
from assistant.settings import read_settings

NOTHING = Answer("x", "none", "nb", 0.0, ())
TODAY = date.today()


def test_by_default_nothing_is_counted(tmp_path: Path) -> None:
    """And no file is made."""
    with counting(read_settings(data=tmp_path)) as counter:
        assert counter is None
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_server_kept_is_deleted_by_the_next(tmp_path: Path) -> None:
    """As soon as it starts, though it counts nothing itself."""
    Tally(tmp_path, days_kept=30).note("månebase", NOTHING, TODAY)
    with counting(read_settings(data=tmp_path)):
        pass
    assert "månebase".encode() not in (tmp_path / FILE).read_bytes()


def test_days_end_also_if_nobody_searches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server itself looks for what is over."""
    monkeypatch.setattr(keeping, "SECONDS_BETWEEN_DELETIONS", 0.02)
    settings = read_settings(data=tmp_path, keep_unanswered=1)
    with counting(settings) as counter:
        assert counter is not None
        Tally(tmp_path, days_kept=9).note("månebase", NOTHING, TODAY - timedelta(days=1))
        until = time.monotonic() + 10
        while "månebase".encode() in (tmp_path / FILE).read_bytes():
            assert time.monotonic() < until
            time.sleep(0.02)


def test_a_file_that_cannot_be_written_is_told_without_the_question(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The search goes on."""
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with counting(read_settings(data=tmp_path, counts=True)) as counter:
        assert counter is not None
        counter.note("hemmeligord", NOTHING)
        assert counter.read().days == ()
    assert "a search was not counted: DatabaseError" in caplog.text
    assert "hemmeligord" not in caplog.text


def test_each_switch_is_a_setting_of_its_own(tmp_path: Path) -> None:
    """Numbers without texts, and texts without numbers."""
    numbers, texts = tmp_path / "a", tmp_path / "b"
    for folder in (numbers, texts):
        folder.mkdir()
    with counting(read_settings(data=numbers, counts=True)) as counter:
        assert counter is not None
        counter.note("månebase", NOTHING)
        assert counter.read().days == (Count(TODAY.isoformat(), 0, 0, 1),)
        assert counter.read().unanswered == ()
    with counting(read_settings(data=texts, keep_unanswered=3)) as counter:
        assert counter is not None
        counter.note("månebase", NOTHING)
        assert counter.read().days == ()
        assert counter.read().unanswered == ((TODAY.isoformat(), "månebase"),)
