"""A server mends its index behind what it is asked, by a process of its own."""

import logging
import shutil
import time
from pathlib import Path

from assistant.reports.mending import mending
from assistant.settings import read_settings
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.errors import IndexDamaged
from index.generation import live_id, open_live
from ingest.records import Document

PATIENCE_SECONDS = 60


def wait_for(is_so) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_is_mended_once(
    built: Path, documents: tuple[Document, ...], encoder: OnnxEncoder, tmp_path: Path, caplog
) -> None:
    """However often it is told of; nothing that the previous index has is encoded again."""
    data = Path(shutil.copytree(built, tmp_path / "data"))
    name = build_generation(documents, encoder, data)
    damaged = data / "generations" / name / name / "passages.jsonl"
    damaged.write_bytes(damaged.read_bytes().replace(b"bolig", b"molig"))
    error = IndexDamaged(file=str(damaged))
    caplog.set_level(logging.ERROR)
    with mending(read_settings(data=data)) as mender:
        for _ in range(3):
            mender(error, True)
        wait_for(lambda: live_id(data) != name)
    assert [record.getMessage() for record in caplog.records] == [
        f"{damaged} is damaged: the previous index answers, and it is built anew"
    ]
    open_live(data).check()
    assert open_live(data).documents == documents


def test_what_cannot_be_mended_is_told(tmp_path: Path, caplog) -> None:
    """The reason stands in the log; the end of the server does not wait for it."""
    data = tmp_path / "data"
    data.write_text("no folder")
    with mending(read_settings(data=data, language="en")) as mender:
        mender(IndexDamaged(file="x"), False)
        wait_for(lambda: len(caplog.records) > 1)
    told, failed = [record.getMessage() for record in caplog.records]
    assert told == "x is damaged: no index answers, and it is built anew"
    assert failed.startswith("the index is not mended: The data folder")
