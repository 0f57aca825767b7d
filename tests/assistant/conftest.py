"""Run the command line in this process, with the fake encoder or the real one of the test run."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from index.encoder import onnx_runtime
from index.encoder.onnx_runtime import OnnxEncoder
from index.encoder.protocol import Encoder
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
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


@contextmanager
def bundled(encoder: Encoder) -> Iterator[None]:
    """Let what asks for the bundled encoder have this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnx_runtime, "load_bundled", lambda _data, _threads: encoder)
        yield


@pytest.fixture
def one_encoder(encoder: OnnxEncoder) -> Iterator[None]:
    """Let what asks for the bundled encoder have the one of the run."""
    with bundled(encoder):
        yield


@pytest.fixture
def fake_loaded(fake_encoder: FakeEncoder) -> Iterator[None]:
    """Let what asks for the bundled encoder have the fake one."""
    with bundled(fake_encoder):
        yield


@pytest.fixture
def command(fake_loaded: None, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `eksempelfinner` with the given arguments; the bundled encoder is the fake one."""
    return partial(run_captured, capfd)


@pytest.fixture
def real_command(one_encoder: None, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `eksempelfinner` with the given arguments and the real encoder."""
    return partial(run_captured, capfd)


def run_captured(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    """Run the command in this process, and return what it printed."""
    capfd.readouterr()
    code = run([str(argument) for argument in arguments])
    captured = capfd.readouterr()
    return Outcome(code, captured.out, captured.err)


@pytest.fixture(scope="session")
def with_report(
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the source page and one report that was added; not to be written to."""
    folder = tmp_path_factory.mktemp("report")
    data = shutil.copytree(built, folder / "data")
    build_with_report(data, folder, documents, encoder)
    return data
