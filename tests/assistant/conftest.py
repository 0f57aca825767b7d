"""Run the command line in this process, with the one encoder of the test run."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from index.encoder import sentence_transformer
from index.encoder.sentence_transformer import TorchEncoder
from ingest.records import Document
from tests.made_report import build_with_report


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture(scope="module")
def one_encoder(encoder: TorchEncoder) -> Iterator[None]:
    """Let what asks for the bundled encoder have the one of the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentence_transformer, "load_bundled", lambda _threads: encoder)
        yield


@pytest.fixture
def command(one_encoder: None, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `eksempelfinner` with the given arguments; the bundled encoder is the one of the run."""

    def command(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def with_report(
    encoder: TorchEncoder,
    documents: tuple[Document, ...],
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the source page and one report that was added; not to be written to."""
    folder = tmp_path_factory.mktemp("report")
    data = shutil.copytree(built, folder / "data")
    build_with_report(data, folder, documents, encoder)
    return data
