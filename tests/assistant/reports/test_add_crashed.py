"""Wherever adding or removing a report is cut off, the library and its index agree again."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.reports.add import Options, add_files
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from index.generation import open_live
from tests.fake_encoder import FakeEncoder
from tests.made_report import write_pdf

ELDRES = "eldres-boligsituasjon"
ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("crashing.py")


def with_report(built: Path, data: Path, text: str) -> Path:
    """Return a data folder to which a report with this text was added."""
    shutil.copytree(built, data)
    file = write_pdf(data.with_name("rapport.pdf"), text)
    reporter = TerminalReporter(texts_in("nb"))
    settings, options = Settings(data=data, threads=1), Options(as_id=ELDRES)
    added = add_files(settings, [file], options, reporter, lambda _: FakeEncoder())
    assert [outcome.state for outcome in added] == ["added"]
    return data


@pytest.fixture(scope="module")
def data(fake_built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The data folders before anything, with a first text and with a second; the file has it."""
    folder = tmp_path_factory.mktemp("crashed")
    shutil.copytree(fake_built, folder / "page")
    return {
        "page": folder / "page",
        "first": with_report(fake_built, folder / "first", "Leie er vanlig blant eldre."),
        "second": with_report(fake_built, folder / "second", "Leie er uvanlig blant eldre."),
        "file": folder / "rapport.pdf",
    }


@pytest.mark.parametrize(
    ("verb", "before", "after", "kept"),
    [
        ("add", "page", "second", 2),
        ("update", "first", "second", 2),
        ("remove", "first", "page", 0),
    ],
)
def test_a_crash_at_any_moment_is_harmless(
    verb: str, before: str, after: str, kept: int, data: dict[str, Path]
) -> None:
    """The index opens and is the one of the library; the same command again ends as if undisturbed.

    Nothing is left but the lock, the list, and the file and the text of the report.
    """
    indexes = [str(data[name]) for name in ("first", "second", "page")]
    command = [sys.executable, str(SCRIPT), verb, str(data[before]), str(data["file"]), ELDRES]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.run(
        [*command, *indexes], env=environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    crashes: list[dict[str, Any]] = json.loads(process.stdout)
    whole = crashes.pop()
    assert (whole["code"], whole["new"]) == (0, True)
    assert {crash["code"] for crash in crashes} == {9}
    doing = [crash["doing"] for crash in crashes]
    assert any("reports.toml" in what for what in doing)
    assert any(what.endswith("current.unfinished") for what in doing)
    for crash in (*crashes, whole):
        assert crash["agrees"], crash
        assert crash["documents"] == open_live(data[after]).manifest.corpus_sha256, crash
        folders = [Path(path).parent.name for path in crash["left"]]
        assert sorted(set(folders) - {"library"}) == ["files", "texts"][:kept], crash
        assert len(folders) == 2 + kept, crash
