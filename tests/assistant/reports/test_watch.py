"""`serve --watch` as a user runs it: a report comes, changes and goes while the page answers."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.made_report import write_pdf

ROOT = Path(__file__).parents[3]
QUESTION = "parkeringsvedtekter+for+sentrum"
REPORT_IDS = ("parkeringsvedtekter-for-sentrum", "parkeringsvedtekter-for-hele-byen")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to follow."""
    folder = tmp_path / "rapporter"
    folder.mkdir()
    return folder


@pytest.fixture
def address(folder: Path, built: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that follows the folder."""
    data, log = tmp_path / "data", tmp_path / "log"
    shutil.copytree(built, data)
    command = [sys.executable, "-m", "assistant.cli", "serve", "--watch", str(folder)]
    with log.open("w") as errors:
        process = subprocess.Popen(
            [*command, "--port", "0", "--threads", "1", "--data", str(data)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=errors,
        )
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield found.group()
        assert process.poll() is None, log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=60)


def put(path: Path, text: str) -> None:
    """Let a PDF appear in one moment, as a download does."""
    write_pdf(path.with_suffix(".part"), text).replace(path)


def found_at_last(address: str, wanted: list[str]) -> list[str]:
    """Ask, and be answered, until `wanted` is found in the report; return what is found."""
    deadline = time.monotonic() + 240  # three builds, on a busy machine
    while True:
        asked = f"{address}api/ask?q={QUESTION}"
        with urllib.request.urlopen(asked) as response:  # noqa: S310 - our own server
            answer: dict[str, Any] = json.load(response)
        assert answer["results"]
        passages = [
            passage["text"]
            for result in answer["results"]
            if result["document"]["id"] in REPORT_IDS
            for passage in result["passages"]
        ]
        if passages == wanted or time.monotonic() > deadline:
            return passages
        time.sleep(0.3)


def test_a_report_comes_changes_and_goes_while_the_page_answers(address: str, folder: Path) -> None:
    """Every question on the way is answered."""
    for text in ("Parkeringsvedtekter for sentrum.", "Parkeringsvedtekter for hele byen."):
        put(folder / "vedtekter.pdf", text)
        assert found_at_last(address, [text]) == [text]
    (folder / "vedtekter.pdf").unlink()
    assert found_at_last(address, []) == []
