"""A question from a cold shell waits for nothing that it does not need."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "transformers", "sentence_transformers", "scipy", "sklearn", "bm25s", "gradio")
"""Libraries whose import takes longer than the search."""


@pytest.mark.encoder
def test_a_question_imports_no_heavy_library(built: Path, tmp_path: Path) -> None:
    """Not even the first one, which prepares the encoder."""
    data = Path(shutil.copytree(built, tmp_path / "data"))
    code = (
        "import json, sys; from assistant.cli import run;"
        f"code = run(['ask', 'leie til eie', '--data', {str(data)!r}, '--json']);"
        "print(json.dumps([code, sorted({name.split('.')[0] for name in sys.modules})]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    answer, (status, imported) = map(json.loads, done.stdout.splitlines())
    assert status == 0
    assert answer["verdict"] == "good"
    assert not set(imported) & set(HEAVY)
    assert "onnxruntime" in imported
