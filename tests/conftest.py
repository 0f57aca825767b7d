"""What every test shares: no network, and two encoders.

The fake one costs nothing and is enough for most tests. What asks for the real one, by whatever
fixture, is marked `encoder` and so can be left out: see CONTRIBUTING.md.
"""

import os
import socket
from pathlib import Path
from typing import Any

# Two cores share a CI machine with a browser: one thread each is steadier and as fast.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest

from assistant.search.question import Question, read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder, load_bundled
from index.generation import Generation, open_live
from ingest.corpus import read_corpus
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

USERS_QUESTION = "hvordan skaffe utleieboliger uten å eie dem?"
ULSHOLTVEIEN = "ulsholtveien-31-oslo-36-utleieboliger"
RINGSAKER = "utleieboliger-med-tilvisningsavtale-i-ringsaker"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever opens a socket to anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if self.family != socket.AF_UNIX and host not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"tried to reach {address}")
        connect(self, address)

    def no_lookup(host: Any, *arguments: Any, **named: Any) -> Any:
        # 0.0.0.0 is what a server binds to, and no other machine.
        if host not in (None, "127.0.0.1", "::1", "localhost", b"localhost", "0.0.0.0"):  # noqa: S104
            pytest.fail(f"tried to look up {host}")
        return lookup(host, *arguments, **named)

    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", no_lookup)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith("EKSEMPELFINNER_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that load the real encoder."""
    for item in items:
        if "encoder" in getattr(item, "fixturenames", ()):
            item.add_marker("encoder")


@pytest.fixture(scope="session")
def fake_encoder() -> FakeEncoder:
    """An encoder that needs no model."""
    return FakeEncoder()


@pytest.fixture(scope="session")
def fake_built(
    fake_encoder: FakeEncoder,
    documents: tuple[Document, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the index of the source page by the fake encoder; not to be written to."""
    data = tmp_path_factory.mktemp("fake")
    build_generation(documents, fake_encoder, data)
    return data


@pytest.fixture(scope="session")
def fake_generation(fake_built: Path) -> Generation:
    """The index of the source page by the fake encoder, open."""
    return open_live(fake_built)


@pytest.fixture(scope="session")
def fake_searcher(
    fake_generation: Generation, fake_encoder: FakeEncoder, fake_built: Path
) -> Searcher:
    """A searcher over the source page with the fake encoder; its verdicts mean nothing."""
    calibration = read_calibration(fake_built, fake_encoder.identity.sha256)
    return Searcher(fake_generation, fake_encoder, calibration)


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    """The real encoder, prepared for the run."""
    return load_bundled(tmp_path_factory.mktemp("prepared"), threads=1)


@pytest.fixture(scope="session")
def documents() -> tuple[Document, ...]:
    """The 31 documents of the source page."""
    return read_corpus()


@pytest.fixture(scope="session")
def built(
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the index of the source page; not to be written to."""
    data = tmp_path_factory.mktemp("data")
    build_generation(documents, encoder, data)
    return data


@pytest.fixture(scope="session")
def generation(built: Path) -> Generation:
    """The index of the source page, open."""
    return open_live(built)


@pytest.fixture(scope="session")
def searcher(generation: Generation, encoder: OnnxEncoder, built: Path) -> Searcher:
    """A searcher over the source page."""
    return Searcher(generation, encoder, read_calibration(built, encoder.identity.sha256))


@pytest.fixture
def users_question() -> Question:
    """The question that the whole program was made for."""
    return read_question(USERS_QUESTION)
