"""A generation in any engine is built whole, published at once, and gone on with if it was not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.engine import Engine, FileEngine
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.qdrant import generation as stored_generation
from index.qdrant import publication
from index.qdrant.engine import QdrantEngine
from index.qdrant.generation import MANIFEST
from index.qdrant.store import Point, Sparse
from index.qdrant.writer import Writer, count_passages
from ingest.records import Document, Passage
from tests.fake_encoder import FakeEncoder
from tests.index.conftest import CountingEncoder


def without(documents: Sequence[Document], document_id: str) -> tuple[Document, ...]:
    """Return the documents without one."""
    return tuple(document for document in documents if document.id != document_id)


def test_nothing_is_live_at_first(engine: Engine) -> None:
    """And to open it says so."""
    assert engine.live_id() is None
    with pytest.raises(IndexMissing):
        engine.open_live()


def test_documents_come_and_go(
    engine: Engine, few: tuple[Document, ...], counting: CountingEncoder
) -> None:
    """What stays is not encoded again, and nothing is left of what went."""
    engine.build(few[1:], counting)
    first = engine.open_live()
    assert first.is_live()
    counting.texts.clear()
    engine.build(few, counting)
    assert first.documents == few[1:]
    assert not first.is_live()
    second = engine.open_live()
    assert second.documents == few
    new = second.passages_of(few[0].id)
    assert {passage.encoded_text for passage in new} <= set(counting.texts)
    assert len(counting.texts) < 20
    assert not any(p.encoded_text in counting.texts for p in first.passages)
    counting.texts.clear()
    engine.build(without(few, few[2].id), counting, live=second)
    third = engine.open_live()
    assert counting.texts == []
    assert [document.id for document in third.documents] == [few[0].id, few[1].id, few[3].id]
    assert third.document(few[2].id) is None
    assert all(p.locator.document_id != few[2].id for p in third.passages)
    np.testing.assert_array_equal(
        third.vectors.vector(0), second.vectors.vector(int(second.rows_of(0)[0]))
    )


def test_a_changed_document_is_encoded_anew(
    engine: Engine, few: tuple[Document, ...], counting: CountingEncoder
) -> None:
    """Only that one."""
    engine.build(few, counting)
    counting.texts.clear()
    text = few[1].text + " En setning om tinglysing av festekontrakter."
    engine.build((few[0], replace(few[1], text=text), *few[2:]), counting)
    assert counting.texts
    assert all("tinglysing" in each for each in counting.texts)


def test_the_old_generation_answers_until_it_is_let_go(
    engine: Engine, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """The one before the live one stays, for whoever reads it; those before it are removed."""
    engine.build(few[:1], fake_encoder)
    first = engine.open_live()
    engine.build(few[:2], fake_encoder)
    assert list(first.passages)
    assert first.vectors.nearest(first.vectors.vector(0), 1)[0].tolist() == [0]
    engine.build(few[:3], fake_encoder)
    assert len(engine.open_live().documents) == 3
    if isinstance(engine, QdrantEngine):
        assert len(engine.store.ids()) == 2
    if isinstance(engine, QdrantEngine) and engine.store.place != "memory":
        with pytest.raises(IndexDamaged):
            first.vectors.nearest(first.vectors.vector(0), 1)


@pytest.fixture(params=["edge", "local", "server"])
def qdrant(request: pytest.FixtureRequest, make_engine: Callable[[str], Engine]) -> QdrantEngine:
    """Each way to Qdrant, empty."""
    made = make_engine(request.param)
    assert isinstance(made, QdrantEngine)
    return made


@dataclass(frozen=True)
class TiringEncoder:
    """Encode so many texts, and then fail as a process does that is killed."""

    inner: FakeEncoder
    left: list[int]

    @property
    def identity(self) -> EncoderIdentity:
        """Return what the inner encoder is."""
        return self.inner.identity

    def token_weights(self, ids: np.ndarray) -> np.ndarray:
        """Return what the inner encoder gives."""
        return self.inner.token_weights(ids)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self.inner.count_tokens(text)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Encode until it is too many."""
        self.left[0] -= len(texts)
        if self.left[0] < 0:
            raise KeyboardInterrupt
        return self.inner.encode(texts, role)


def test_what_was_interrupted_is_gone_on_with(
    qdrant: QdrantEngine,
    documents: tuple[Document, ...],
    counting: CountingEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No passage that was written is encoded again, and the old generation stays the live one."""
    monkeypatch.setattr(publication, "BATCH_PASSAGES", 8)
    qdrant.build(documents[:1], counting)
    live = qdrant.live_id()
    with pytest.raises(KeyboardInterrupt):
        qdrant.build(documents, TiringEncoder(counting.inner, [150]))
    assert qdrant.live_id() == live
    assert len(qdrant.store.ids()) == 2
    counting.texts.clear()
    qdrant.build(documents, counting)
    generation = qdrant.open_live()
    assert len(qdrant.store.ids()) == 2
    assert generation.documents == documents
    again = [passage for passage in generation.passages if passage.encoded_text in counting.texts]
    assert 0 < len(again) < len(generation.passages) - 5
    generation.check()


def test_to_write_passages_twice_changes_nothing(
    qdrant: QdrantEngine, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """A request that is sent again, as it was not known whether it had come, does no harm."""
    write = qdrant.store.write
    times = []

    def twice(*arguments):  # type: ignore[no-untyped-def]
        times.append(len(arguments[1]))
        write(*arguments)
        write(*arguments)

    object.__setattr__(qdrant.store, "write", twice)
    qdrant.build(few, fake_encoder)
    generation = qdrant.open_live()
    assert qdrant.store.count(generation.id) == sum(times) == len(generation.passages)
    generation.check()


def test_an_index_in_files_is_taken_over(
    qdrant: QdrantEngine, few: tuple[Document, ...], counting: CountingEncoder
) -> None:
    """Whoever moves to Qdrant encodes nothing again."""
    FileEngine(qdrant.data).build(few, counting)
    counting.texts.clear()
    qdrant.build(few, counting)
    assert counting.texts == []
    assert qdrant.open_live().documents == few


def test_another_format_is_told(
    qdrant: QdrantEngine,
    few: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An older one may be built anew by itself; a newer one is another program's."""
    qdrant.build(few, fake_encoder)
    monkeypatch.setattr(stored_generation, "FORMAT", 2)
    with pytest.raises(IndexOutdated) as outdated:
        qdrant.open_live()
    assert (outdated.value.built, outdated.value.wanted) == (1, 2)
    monkeypatch.setattr(stored_generation, "FORMAT", 0)
    with pytest.raises(IndexForeign) as foreign:
        qdrant.open_live()
    assert foreign.value.what == "format"


@pytest.mark.parametrize("name", ["stems.tokens", "documents", "parts", MANIFEST])
def test_a_damaged_file_is_told(
    qdrant: QdrantEngine, few: tuple[Document, ...], fake_encoder: FakeEncoder, name: str
) -> None:
    """Each has a checksum, and the manifest must be one."""
    qdrant.build(few, fake_encoder)
    generation = str(qdrant.live_id())
    content = qdrant.store.read_file(generation, name)
    qdrant.store.write_file(generation, name, b"x" + content[1:])
    with pytest.raises(IndexDamaged, match=name):
        qdrant.open_live()


def test_a_missing_passage_is_told(
    qdrant: QdrantEngine, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """The count is compared when it is opened, and a row when it is read."""
    qdrant.build(few, fake_encoder)
    generation = qdrant.open_live()
    with pytest.raises(IndexDamaged, match="#99"):
        generation.rows.load([99], "all")
    more = Writer(qdrant.store, generation.id, few, count_passages([[]] * 4), 384)
    assert more.rows([0, 3]) == range(0)
    qdrant.store.write(generation.id, [one_more(generation.passages[0])])
    with pytest.raises(IndexDamaged):
        qdrant.open_live()


def one_more(passage: Passage) -> Point:
    """Return a point that belongs to no passage."""
    words = Sparse(np.array([0]), np.array([0.5], np.float32))
    return Point(77, {"id": passage.id}, np.eye(384, dtype=np.float32)[0], words)


def test_another_encoder_takes_nothing_over(
    qdrant: QdrantEngine, few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """Its vectors would be of another kind."""
    qdrant.build(few, counting)
    other = replace(counting.identity, sha256="e" * 64)
    counting.texts.clear()
    qdrant.build(few, CountingEncoder(counting.inner, other, counting.texts))
    assert len(counting.texts) > len(few)
    assert qdrant.open_live().manifest.encoder == other
