"""The real command, stopped in the middle: what was done stays, and the next run goes on."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import INTERRUPTED
from index.generation import open_live
from ingest.library import Library, Listing
from tests.made_report import write_pdf

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("ending", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_a_run_that_is_stopped_is_taken_up_again(
    ending: signal.Signals, code: int, built: Path, real_command, tmp_path: Path
) -> None:
    """Stopped at the second file, the first is in the index; the same command adds the second."""
    data, reports = tmp_path / "data", tmp_path / "rapporter"
    shutil.copytree(built, data)
    reports.mkdir()
    write_pdf(reports / "en.pdf", "Parkeringsvedtekter for sentrum.")
    write_pdf(reports / "to.pdf", "Skoleruten for neste høst.")
    arguments = ["add", str(reports), "--data", str(data), "--threads", "1", "--language", "nb"]
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that started the tests in the background has them ignore the keyboard's signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    assert any(line == "2 av 2: to.pdf\n" for line in lines)
    process.send_signal(ending)
    out, err = process.communicate()
    assert process.returncode == code, err
    if ending is signal.SIGINT:
        # What was done is told all the same.
        assert "en.pdf" in out
        assert err.endswith("Avbrutt. Ingenting er gått tapt.\n")

    assert [entry.name for entry in Library.of(data).listing()] == ["en.pdf"]
    assert [d.source.file for d in open_live(data).documents[31:]] == ["en.pdf"]
    again = real_command(*arguments, "--json")
    assert [(row["file"], row["state"]) for row in again.json] == [
        ("en.pdf", "unchanged"),
        ("to.pdf", "added"),
    ]
    assert [d.source.file for d in open_live(data).documents[31:]] == ["en.pdf", "to.pdf"]


def test_two_runs_at_once_do_not_meet(built: Path, command, tmp_path: Path) -> None:
    """The second says so in one sentence and changes nothing."""
    data = tmp_path / "data"
    shutil.copytree(built, data)
    file = write_pdf(tmp_path / "en.pdf", "Parkeringsvedtekter for sentrum.")
    for verb in (["add", file], ["sync", tmp_path], ["remove", "vedtekter"]):
        with Library.of(data).locked():
            outcome = command(*verb, "--data", data)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith("En annen prosess bygger indeksen")
    assert Library.of(data).listing() == Listing()
    assert len(open_live(data).documents) == 31
