"""A server's searcher: it follows the live generation."""

import shutil
from dataclasses import replace
from pathlib import Path

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from ingest.records import Document


def test_a_new_generation_is_noticed_and_a_broken_one_passed_over(
    searcher: Searcher,
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    built: Path,
    tmp_path: Path,
) -> None:
    """The next request is answered from the new generation, or from the old where it is broken."""
    data = tmp_path / "data"
    shutil.copytree(built, data)
    live = LiveSearcher(Searcher(open_live(data), encoder, searcher.calibration))
    first = live.searcher()
    assert live.searcher() is first
    changed = (replace(documents[0], title="Ny tittel"), *documents[1:])
    name = build_generation(changed, encoder, data)
    assert live.searcher().generation.id == name
    assert live.searcher().generation.documents[0].title == "Ny tittel"
    (data / "current").write_text("gone")
    assert live.searcher().generation.id == name
