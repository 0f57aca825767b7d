"""A question from a cold shell waits for nothing that it does not need."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HEAVY = ("torch", "transformers", "sentence_transformers", "scipy", "sklearn", "bm25s", "gradio")
"""Libraries whose import takes longer than the search."""

MOST_MODULES = 746
"""What is imported when a cold `ask` ends, Python's own modules included: 2 % more than when this
was written. Other versions of Python and of the libraries have others, within a tenth."""

FILES = 51
"""How often a cold `ask` opens a file of the program or of the data folder that is no module."""

ASK = """
import json, sys
opened = []
def hear(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
sys.addaudithook(hear)
from assistant.cli import run
code = run(["ask", "leie til eie", "--data", sys.argv[1], "--json"])
print(json.dumps([code, sorted(sys.modules), opened]))
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The verdict of an answer, and what was imported and opened on the way."""

    verdict: str
    modules: tuple[str, ...]
    opened: tuple[str, ...]


def ask(data: Path) -> Asked:
    """Ask a question from a cold shell."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(data)], capture_output=True, text=True, check=True
    )
    answer, (status, modules, opened) = map(json.loads, done.stdout.splitlines())
    assert status == 0
    return Asked(answer["verdict"], tuple(modules), tuple(opened))


@pytest.mark.encoder
def test_a_question_imports_no_heavy_library(built: Path, tmp_path: Path) -> None:
    """Not even the first one, which prepares the encoder; the next imports and opens no more."""
    data = Path(shutil.copytree(built, tmp_path / "data"))
    first = ask(data)
    assert first.verdict == "good"
    packages = {name.split(".")[0] for name in first.modules}
    assert not packages & set(HEAVY)
    assert "onnxruntime" in packages
    cold = ask(data)
    count, by_package = len(cold.modules), Counter(name.split(".")[0] for name in cold.modules)
    assert MOST_MODULES * 0.9 < count <= MOST_MODULES, f"{count} modules: {by_package}"
    files = Counter(
        path.removeprefix(str(folder))
        for path in cold.opened
        for folder in (ROOT, data)
        if path.startswith(str(folder)) and not path.endswith((".py", ".pyc"))
    )
    assert files.total() == FILES, f"{files.total()} files: {files}"
