"""What a terminal is told of long work."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from assistant.show.terminal import TerminalReporter, table
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


@pytest.mark.parametrize("width", [80, 60])
def test_a_table_breaks_no_word(width: int) -> None:
    """A long title is wrapped between its words, and no column is lost."""
    title = "Utleieboliger med tilvisningsavtale i Ringsaker og Sør-Varanger kommune"
    shown = _drawn(
        table(["Type", "Tittel", "Kommune"], [["Eksempel", title, "Ringsaker"]], width), width
    )
    assert set(title.split()) <= set(shown.split())


def test_a_table_with_too_little_room_loses_no_column() -> None:
    """The longest words are broken, as late as can be."""
    row = ["Eksempel", "tilvisningsavtale", "en-rapport-om-noe-langt.pdf", "12"]
    shown = _drawn(table(["Type", "Tittel", "Fil", "Utelatt"], [row], 40), 40)
    assert {"Eksempel", "Utelatt", "12"} <= set(shown.split())
    columns = zip(*(line.ljust(40) for line in shown.splitlines()), strict=True)
    letters = "".join("".join(column) for column in columns).replace(" ", "")
    assert sorted(letters) == sorted("".join(["Type", "Tittel", "Fil", "Utelatt", *row]))


def _drawn(shown: Table, width: int) -> str:
    console = Console(width=width, file=io.StringIO())
    console.print(shown)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()
