"""What a terminal is told of long work."""

import io

import pytest

from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in


@pytest.mark.parametrize(
    ("key", "rate"), [("progress.reading", "sider/s"), ("progress.encoding", "")]
)
def test_progress_tells_rate_and_time_left(
    key: str, rate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar says how far it is and how long is left; of pages, how many a second."""
    terminal = io.StringIO()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with TerminalReporter(texts_in("nb")).progress(key) as advance:
        advance(1, 4)
        advance(3, 4)
    shown = terminal.getvalue()
    assert texts_in("nb")(key) in shown
    assert "75%" in shown
    assert rate in shown
    assert ("/s" in shown) == bool(rate)
    assert ":" in (shown.rpartition(rate)[2] if rate else shown)


def test_captured_output_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log holds sentences, not a bar drawn a hundred times."""
    log = io.StringIO()
    monkeypatch.setattr("sys.stderr", log)
    with TerminalReporter(texts_in("nb")).progress("progress.reading") as advance:
        advance(1, 2)
    assert log.getvalue() == ""
