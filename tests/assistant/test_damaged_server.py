"""A server in a process of its own whose disk goes bad: it answers right, and mends itself."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import live_id, open_live
from ingest.records import Document

ROOT = Path(__file__).parents[2]
QUESTION = "hvordan skaffe utleieboliger uten å eie dem?"


def flip(data: Path, name: str) -> Path:
    """Change one bit in the middle of a file of the live generation; return the file."""
    folder = data / "generations" / str(live_id(data))
    (path,) = folder.glob(f"*/{name}")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    return path


def asked(address: str) -> dict[str, Any]:
    """Ask, and return the answer, which has to come."""
    query = urllib.parse.urlencode({"q": QUESTION})
    with urllib.request.urlopen(f"{address}api/ask?{query}") as response:  # noqa: S310 - our own
        return {**json.load(response), "took_ms": 0}


@pytest.mark.encoder
def test_a_server_answers_right_and_mends_what_went_bad(
    command,
    documents: tuple[Document, ...],
    encoder: OnnxEncoder,
    built: Path,
    tmp_path: Path,
) -> None:
    """One bit, in a file that is quoted and then in one that is searched, of what was mended."""
    data, log = shutil.copytree(built, tmp_path / "data"), tmp_path / "log"
    whole = live_id(data)
    build_generation(documents, encoder, data)
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--threads", "1"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "EKSEMPELFINNER_DATA": str(data)},
            stderr=written,
        )
    try:
        deadline = time.monotonic() + 120
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        right = None
        for name in ("passages.jsonl", "vectors.npy"):
            damaged, before = flip(data, name), live_id(data)
            told = command("doctor", "--data", data)
            assert (told.code, str(damaged) in told.out) == (1, True)
            answer = asked(found.group())
            right = right or answer
            # The previous index answers meanwhile, and is the same.
            assert answer == right
            while live_id(data) == before:
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            assert f"{damaged} is damaged: the previous index answers" in log.read_text()
            open_live(data).check()
            assert (data / "generations" / str(whole)).is_dir()
        assert asked(found.group()) == right
        assert right is not None
        assert [each["document"]["municipality"] for each in right["results"][:2]] == [
            "Ringsaker",
            "Oslo",
        ]
    finally:
        process.terminate()
        process.wait(timeout=60)
