"""`serve --watch` as a user runs it: a report comes, changes and goes while the page answers."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.reporter import SilentReporter
from assistant.reports import watch
from assistant.settings import Settings
from tests.made_report import write_pdf

ROOT = Path(__file__).parents[3]
QUESTION = "parkeringsvedtekter+for+sentrum"
REPORT_IDS = ("parkeringsvedtekter-for-sentrum", "parkeringsvedtekter-for-hele-byen")
FIRST, SECOND = "Parkeringsvedtekter for sentrum.", "Parkeringsvedtekter for hele byen."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to follow."""
    folder = tmp_path / "rapporter"
    folder.mkdir()
    return folder


@dataclass(frozen=True)
class Server:
    """A server that follows a folder, with a data folder and a log of its own."""

    data: Path
    log: Path
    process: subprocess.Popen[bytes]

    def said(self) -> list[str]:
        """Return what it said became of files."""
        return [line for line in self.log.read_text("utf-8").splitlines() if ".pdf:" in line]

    def address(self) -> str:
        """Return the address of its page, once it answers."""
        wait_for(lambda: "http://" in self.log.read_text("utf-8") or self.ended)
        assert not self.ended, self.log.read_text("utf-8")
        return re.findall(r"http://127\.0\.0\.1:\d+/", self.log.read_text("utf-8"))[0]

    @property
    def ended(self) -> bool:
        """Whether it ended."""
        return self.process.poll() is not None


@pytest.fixture
def server(folder: Path, built: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that is about to read the folder for the first time; a report is there."""
    data, log = tmp_path / "data", tmp_path / "log"
    shutil.copytree(built, data)
    put(folder / "vedtekter.pdf", FIRST)
    command = [sys.executable, "-m", "assistant.cli", "serve", "--watch", str(folder)]
    with log.open("w") as errors:
        process = subprocess.Popen(
            [*command, "--port", "0", "--threads", "1", "--data", str(data)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=errors,
        )
    server = Server(data, log, process)
    try:
        yield server
        assert not server.ended, log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=60)


def put(path: Path, text: str) -> None:
    """Let a PDF appear in one moment, as a download does."""
    write_pdf(path.with_suffix(".part"), text).replace(path)


def wait_for(is_so: Callable[[], object]) -> None:
    """Wait until it is so; builds take their time on a busy machine."""
    deadline = time.monotonic() + 240
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def found(address: str) -> list[str]:
    """Ask, and return what is found in the report."""
    asked = f"{address}api/ask?q={QUESTION}"
    with urllib.request.urlopen(asked) as response:  # noqa: S310 - our own server
        answer: dict[str, Any] = json.load(response)
    assert answer["results"]
    return [
        passage["text"]
        for result in answer["results"]
        if result["document"]["id"] in REPORT_IDS
        for passage in result["passages"]
    ]


def test_a_report_comes_changes_and_goes_while_the_page_answers(
    server: Server, folder: Path
) -> None:
    """Every question is answered, and no change is lost, also one during the first reading."""
    # The first sync has listed the folder, as it has stored a file, and has not published it yet.
    wait_for(lambda: [*server.data.glob("library/files/*.pdf")] or server.ended)
    put(folder / "vedtekter.pdf", SECOND)
    address = server.address()
    seen = [found(address)]

    def is_seen(wanted: list[str]) -> bool:
        if (now := found(address)) != seen[-1]:
            seen.append(now)
        return now == wanted

    wait_for(lambda: is_seen([SECOND]))
    (folder / "vedtekter.pdf").unlink()
    wait_for(lambda: is_seen([]))
    # The first one may have been live between two questions, or before there was a page.
    assert [each for each in seen if each] in ([[FIRST], [SECOND]], [[SECOND]])
    wait_for(lambda: len(server.said()) == 3)
    assert server.said() == [
        f"vedtekter.pdf: {state}." for state in ("lagt til", "oppdatert", "tatt ut")
    ]


@dataclass
class Said(SilentReporter):
    """Takes note of what is said."""

    keys: list[str] = field(default_factory=list)

    def say(self, key: str, **values: object) -> None:
        """Take note of it."""
        self.keys.append(f"{key} {values.get('why', '')}".strip())


def test_a_folder_that_goes_and_comes_is_followed_again(
    folder: Path, fake_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share is away for a while: that is said once each time, and ends nothing."""
    monkeypatch.setattr(watch, "RETRY_SECONDS", 0.2)
    monkeypatch.setattr(watch, "SETTLE_SECONDS", 0.05)
    data = shutil.copytree(fake_built, tmp_path / "data")
    away = "adding.watch_failed rapporter: finnes ikke eller kan ikke leses (den finnes ikke)."
    bad = "adding.told"
    said = Said()
    (folder / "tom.pdf").write_bytes(b"")
    with watch.watching(Settings(data=data), folder, said):
        wait_for(lambda: said.keys == ["adding.watching", bad])
        folder.rename(tmp_path / "borte")
        wait_for(lambda: said.keys == ["adding.watching", bad, away])
        (tmp_path / "borte").rename(folder)
        (folder / "tom.md").write_bytes(b"")
        wait_for(lambda: said.keys == ["adding.watching", bad, away, bad])
        folder.rename(tmp_path / "borte")
        wait_for(lambda: said.keys == ["adding.watching", bad, away, bad, away])
