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
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
QUESTION = "parkeringsvedtekter+for+sentrum"


def write_pdf(path: Path, text: str) -> None:
    """Let a page with one line of text appear in one moment, as a download does."""
    unfinished = path.with_suffix(".part")
    canvas = Canvas(str(unfinished))
    canvas.drawString(72, 700, text)
    canvas.save()
    unfinished.replace(path)


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


def asked_until(address: str, there: Callable[[list[str]], bool]) -> None:
    """Ask, and be answered, until what was found in the report is as it should be."""
    deadline = time.monotonic() + 900  # three builds, on a busy machine
    while True:
        asked = f"{address}api/ask?q={QUESTION}"
        with urllib.request.urlopen(asked) as response:  # noqa: S310 - our own server
            answer: dict[str, Any] = json.load(response)
        assert answer["results"]
        passages = [
            passage["text"]
            for result in answer["results"]
            if result["document"]["id"] == "vedtekter"
            for passage in result["passages"]
        ]
        if there(passages):
            return
        assert time.monotonic() < deadline, passages
        time.sleep(0.3)


def test_a_report_comes_changes_and_goes_while_the_page_answers(address: str, folder: Path) -> None:
    """Every question on the way is answered."""
    write_pdf(folder / "vedtekter.pdf", "Parkeringsvedtekter for sentrum.")
    asked_until(address, lambda passages: passages == ["Parkeringsvedtekter for sentrum."])
    write_pdf(folder / "vedtekter.pdf", "Parkeringsvedtekter for hele byen.")
    asked_until(address, lambda passages: passages == ["Parkeringsvedtekter for hele byen."])
    (folder / "vedtekter.pdf").unlink()
    asked_until(address, lambda passages: passages == [])
