"""A corpus that is encoded in parts gives the index that one process makes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import shards
from index.build import build_generation
from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.errors import IndexMissing
from index.generation import FileGeneration, open_live
from index.shard import Shard
from index.shards import build_shard, open_shards, remove_shards
from ingest.disk import locked
from ingest.errors import DataBusy
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.index.conftest import CountingEncoder

ROOT = Path(__file__).parents[2]
THREE = tuple(Shard(number, 3) for number in (1, 2, 3))


def seals(generation: FileGeneration) -> list[str]:
    """Return the checksums of all files of a generation."""
    return list(generation.manifest.segments.values())


@pytest.mark.parametrize(("text", "shard"), [
    ("2/8", Shard(2, 8)), ("1/1", Shard(1, 1)), ("9999/10000", Shard(9999, 10000)),
    ("0/8", None), ("9/8", None), ("2", None), ("2/", None), ("/8", None), ("-1/8", None),
    ("2/8/9", None), ("1/10001", None), ("x/y", None), ("", None), ("²/8", None), (" 2/8", None),
])  # fmt: skip
def test_a_part_is_named_by_its_number_and_how_many_there_are(
    text: str, shard: Shard | None
) -> None:
    """Nothing else names one."""
    assert Shard.read(text) == shard


def test_each_document_is_in_one_part(documents: tuple[Document, ...]) -> None:
    """Whatever else is in the corpus, and in about as many as it should."""
    for document in documents:
        assert sum(shard.holds(document.id) for shard in THREE) == 1
    many = [f"rapport-{number}" for number in range(3000)]
    for shard in THREE:
        assert 900 < sum(map(shard.holds, many)) < 1100


def test_parts_make_the_index_of_one_process(
    documents: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """Every byte of every file, and nothing is encoded twice."""
    build_generation(documents, counting, tmp_path / "one")
    in_one = list(counting.texts)
    counting.texts.clear()
    told = [build_shard(documents, counting, tmp_path, shard) for shard in THREE]
    assert sum(count for count, _ in told) == len(documents)
    assert sorted(set(counting.texts)) == sorted(set(in_one))
    counting.texts.clear()
    sources = open_shards(tmp_path, counting)
    assert len(sources) == 3
    build_generation(documents, counting, tmp_path, sources=sources)
    assert counting.texts == []
    one, joined = open_live(tmp_path / "one"), open_live(tmp_path)
    assert seals(joined) == seals(one)
    assert joined.manifest.tokens == one.manifest.tokens
    remove_shards(tmp_path)
    assert not (tmp_path / "shards").exists()
    joined.check()


def test_what_no_part_has_is_encoded(
    documents: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """A part that is missing, was made of other texts or by another encoder does no harm."""
    build_generation(documents, counting, tmp_path / "one")
    changed = (replace(documents[0], text=documents[0].text + " Nytt."), *documents[1:])
    build_shard(changed, counting, tmp_path, THREE[0])
    other = replace(counting.identity, sha256="e" * 64)
    build_shard(documents, CountingEncoder(counting.inner, other), tmp_path, THREE[1])
    sources = open_shards(tmp_path, counting)
    assert len(sources) == 1
    counting.texts.clear()
    build_generation(documents, counting, tmp_path, sources=sources)
    assert counting.texts
    assert seals(open_live(tmp_path)) == seals(open_live(tmp_path / "one"))


def test_a_damaged_part_is_not_trusted(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """Its documents are encoded again."""
    build_shard(few, counting, tmp_path, Shard(1, 1))
    folder = Shard(1, 1).folder(tmp_path)
    path = next(folder.glob("generations/*/*/vectors.npy"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert open_shards(tmp_path, counting) == []


class DyingEncoder:
    """Encode so many texts, and then end as a process does that is killed."""

    def __init__(self, inner: FakeEncoder, left: int) -> None:
        """Take how many are left."""
        self.inner, self.left = inner, left
        self.identity: EncoderIdentity = inner.identity

    def token_weights(self, ids: np.ndarray) -> np.ndarray:
        """Return what the inner encoder gives."""
        return self.inner.token_weights(ids)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self.inner.count_tokens(text)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Encode until it is too many."""
        for position, encoded in self.inner.encode(texts, role):
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            yield position, encoded


def test_an_interrupted_part_is_gone_on_with(
    documents: tuple[Document, ...],
    counting: CountingEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was published is not encoded again, and the result is the same."""
    monkeypatch.setattr(shards, "STEP_PASSAGES", 5)
    whole = Shard(1, 1)
    with pytest.raises(KeyboardInterrupt):
        build_shard(documents, DyingEncoder(counting.inner, 60), tmp_path, whole)
    there = open_live(whole.folder(tmp_path))
    assert 5 <= len(there.passages) < 40
    progress: list[tuple[int, int]] = []
    build_shard(documents, counting, tmp_path, whole, lambda *told: progress.append(told))
    assert not {p.encoded_text for p in there.passages} & set(counting.texts)
    assert progress[0] == (0, 46)
    assert progress[-1] == (46, 46)
    counting.texts.clear()
    build_shard(documents, counting, tmp_path, whole)
    assert counting.texts == []
    build_generation(documents, counting, tmp_path / "one")
    assert seals(open_live(whole.folder(tmp_path))) == seals(open_live(tmp_path / "one"))


def test_a_part_without_documents_is_ready_at_once(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """There are more parts than documents."""
    empty = next(
        s for s in (Shard(n, 50) for n in range(1, 51)) if not any(s.holds(d.id) for d in few)
    )
    assert build_shard(few, counting, tmp_path, empty) == (0, 0)
    with pytest.raises(IndexMissing):
        open_live(empty.folder(tmp_path))
    assert open_shards(tmp_path, counting) == []


def test_one_process_builds_a_part(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """Another is told, and nobody removes it meanwhile."""
    folder = Shard(1, 1).folder(tmp_path)
    build_shard(few[:1], counting, tmp_path, Shard(1, 1))
    with locked(folder, folder):
        with pytest.raises(DataBusy):
            build_shard(few, counting, tmp_path, Shard(1, 1))
        remove_shards(tmp_path)
    assert open_live(folder).documents == few[:1]


PROCESS = """
import sys
from pathlib import Path
from index.shard import Shard
from index.shards import build_shard
from ingest.corpus import read_corpus
from tests.fake_encoder import FakeEncoder
build_shard(read_corpus(), FakeEncoder(), Path(sys.argv[1]), Shard.read(sys.argv[2]))
"""


def test_processes_encode_side_by_side(
    documents: tuple[Document, ...], fake_encoder: FakeEncoder, fake_built: Path, tmp_path: Path
) -> None:
    """Three of them, in one data folder, and this one publishes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    started = [
        subprocess.Popen([sys.executable, "-c", PROCESS, str(tmp_path), f"{n}/3"], env=environment)
        for n in (1, 2, 3)
    ]
    assert [process.wait(timeout=120) for process in started] == [0, 0, 0]
    build_generation(documents, fake_encoder, tmp_path, sources=open_shards(tmp_path, fake_encoder))
    assert seals(open_live(tmp_path)) == seals(open_live(fake_built))
