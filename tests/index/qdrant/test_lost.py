"""Connections that are lost, refused or late: asked again, told in one sentence, nothing broken."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.search.live import LiveSearcher
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from index.engine import open_engine
from index.errors import (
    EngineMissing,
    EngineRefused,
    EngineUnreachable,
    EngineUnsafe,
    IndexDamaged,
    IndexForeign,
)
from index.qdrant.address import check_address
from index.qdrant.edge import open_edge
from index.qdrant.engine import QdrantEngine
from index.qdrant.store import Point, Sparse
from ingest.records import LANGUAGES, Document
from tests.fake_encoder import FakeEncoder
from tests.index.qdrant.stub import StubServer

ALWAYS = 1_000


@pytest.fixture
def engine(stub: StubServer, tmp_path: Path) -> QdrantEngine:
    """An engine on the stub."""
    made = open_engine("qdrant", tmp_path, stub.url)
    assert isinstance(made, QdrantEngine)
    return made


@pytest.fixture
def live(
    engine: QdrantEngine, few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> Iterator[LiveSearcher]:
    """A searcher over three documents on the stub."""
    engine.build(few[1:], fake_encoder)
    calibration = read_calibration(tmp_path, fake_encoder.identity.sha256)
    return LiveSearcher(Searcher(engine.open_live(), fake_encoder, calibration))


QUESTION = "boligbygging i kommunen"


@pytest.mark.parametrize("part", ["points", "PUT /collections", "aliases", "count", "exists"])
def test_a_build_goes_on_after_lost_connections(
    stub: StubServer,
    engine: QdrantEngine,
    few: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    part: str,
) -> None:
    """Whatever was asked is asked again."""
    stub.lose(part, 3)
    engine.build(few, fake_encoder)
    assert stub.lost[part] == 0
    assert engine.open_live().documents == few
    engine.open_live().check()


@pytest.mark.parametrize("part", ["PUT /collections", "POST /collections/aliases", "GET /"])
def test_a_build_that_is_cut_off_leaves_the_old_generation(
    stub: StubServer,
    engine: QdrantEngine,
    live: LiveSearcher,
    few: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    part: str,
) -> None:
    """In the middle of it, and at the very last request: a sentence, and the old one answers."""
    before = engine.live_id()
    stub.lose(part, ALWAYS)
    with pytest.raises(EngineUnreachable) as error:
        engine.build(few, fake_encoder)
    assert error.value.url == stub.url
    stub.lost.clear()
    assert engine.live_id() == before
    answer = live.searcher().search(read_question(QUESTION))
    assert [result.document.id for result in answer.results]
    engine.build(few, fake_encoder)
    assert live.searcher().generation.documents == few
    assert len(engine.store.ids()) == 2


def test_a_search_is_asked_again(stub: StubServer, live: LiveSearcher) -> None:
    """A lost connection goes unseen."""
    question = read_question(QUESTION)
    wanted = live.searcher().search(question)
    for part in ("query/batch", "POST /collections", "aliases"):
        stub.lose(part, 2)
        found = live.searcher().search(question)
        assert [r.document.id for r in found.results] == [r.document.id for r in wanted.results]
        assert stub.lost[part] == 0


def test_a_server_that_is_gone_is_told_and_comes_back(stub: StubServer, live: LiveSearcher) -> None:
    """In a sentence that has its address; the searcher goes on when it is there again."""
    question = read_question("tilvisningsavtale for utleieboliger")
    stub.lose("/", ALWAYS)
    searcher = live.searcher()
    with pytest.raises(EngineUnreachable) as error:
        searcher.search(question)
    for language in LANGUAGES:
        sentence = texts_in(language).error(error.value)
        assert stub.url in sentence
        assert "{" not in sentence
    stub.lost.clear()
    assert live.searcher() is searcher
    assert searcher.search(question).results


@pytest.mark.parametrize(("status", "kind"), [
    (401, EngineRefused), (403, EngineRefused), (400, EngineRefused),
    (429, EngineUnreachable), (500, EngineUnreachable), (503, EngineUnreachable),
])  # fmt: skip
def test_what_the_server_answers_is_told(
    stub: StubServer, live: LiveSearcher, status: int, kind: type[Exception]
) -> None:
    """A refusal at once; what may pass only after it was asked again."""
    stub.status = status
    stub.requests.clear()
    with pytest.raises(kind, match="429|no" if status == 429 else str(status)):
        live.current.search(read_question("kommunale boliger"))
    assert len(stub.requests) == (1 if kind is EngineRefused else 4)


def test_the_key_is_sent_and_nowhere_told(
    stub: StubServer, few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """Without it the server refuses."""
    stub.api_key = "hemmelig-nøkkel".encode("ascii", "ignore").decode()
    with pytest.raises(EngineRefused) as error:
        open_engine("qdrant", tmp_path, stub.url, "feil").build(few, fake_encoder)
    assert "feil" not in str(error.value)
    engine = open_engine("qdrant", tmp_path, stub.url, stub.api_key)
    engine.build(few[:1], fake_encoder)
    assert stub.api_key not in repr(engine)


@pytest.mark.parametrize(("version", "is_old"), [
    ("1.9.7", True), ("0.11.0", True), ("1.10.9", True),
    ("1.11.0", False), ("2.0.0", False), ("1.21.0-dev", False),
])  # fmt: skip
def test_the_version_is_checked(
    stub: StubServer,
    engine: QdrantEngine,
    few: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    version: str,
    is_old: bool,
) -> None:
    """Before anything is written, and when it is opened."""
    engine.build(few[:1], fake_encoder)
    stub.version = version
    if not is_old:
        assert engine.open_live().documents == few[:1]
        return
    for ask in (engine.open_live, lambda: engine.build(few, fake_encoder)):
        with pytest.raises(IndexForeign) as error:
            ask()
        assert (error.value.built, error.value.wanted) == (version, "1.11")


@pytest.mark.parametrize(("url", "key"), [
    ("", None), ("qdrant:6333", None), ("ftp://qdrant.example", None), ("http://", None),
    ("http://kari:hemmelig@127.0.0.1:1", None), ("http://qdrant.example:6333", "nøkkel"),
])  # fmt: skip
def test_an_unsafe_address_is_refused(tmp_path: Path, url: str, key: str | None) -> None:
    """And what is secret in it is not told."""
    with pytest.raises(EngineUnsafe) as error:
        open_engine("qdrant", tmp_path, url, key)
    assert "hemmelig" not in str(error.value)


def test_nobody_listens(tmp_path: Path) -> None:
    """As soon as it is asked anything."""
    closed = StubServer()
    closed.close()
    with pytest.raises(EngineUnreachable):
        open_engine("qdrant", tmp_path, closed.url).live_id()


def test_a_missing_client_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package to install."""
    for name, module, package in (
        ("qdrant", "qdrant_client", "qdrant-client"),
        ("qdrant-edge", "qdrant_edge", "qdrant-edge-py"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(EngineMissing) as error:
            open_engine(name, tmp_path, "http://127.0.0.1:1")  # type: ignore[arg-type]
        assert error.value.package == package


def test_one_process_has_the_folder(tmp_path: Path) -> None:
    """Another is told that it is busy, and can have it afterwards."""
    store = open_edge(tmp_path / "qdrant")
    assert open_edge(tmp_path / "qdrant") is store
    code = f"""
from pathlib import Path
from index.qdrant.edge import open_edge
from ingest.errors import DataBusy
try:
    open_edge(Path({str(tmp_path / "qdrant")!r})).close()
    print("open")
except DataBusy:
    print("busy")
"""

    def ask() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.strip()

    assert ask() == "busy"
    store.close()
    assert ask() == "open"


def test_a_damaged_passage_is_not_quoted_and_the_previous_generation_answers(
    engine: QdrantEngine, live: LiveSearcher, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Whoever keeps the page open is told, so that it is built anew; without another it is told."""
    engine.build(few, fake_encoder)
    told: list[tuple[str, bool]] = []
    first = engine.store.ids()[0]
    searcher = live.current.over(engine.open_live())
    mended = LiveSearcher(searcher, lambda error, answered: told.append((error.file, answered)))
    new = str(engine.live_id())
    for row in range(len(searcher.generation.passages)):
        words = Sparse(np.array([0]), np.array([0.5], np.float32))
        point = Point(row, {"id": str(row)}, np.eye(384, dtype=np.float32)[0], words)
        engine.store.write(new, [point])
    question = read_question(QUESTION)
    answer = mended.answered(lambda: mended.searcher().search(question))
    assert answer.results
    assert mended.current.generation.id == first
    assert [answered for _, answered in told] == [True]
    assert new in told[0][0]
    engine.store.remove(first)
    alone = LiveSearcher(live.current.over(engine.open_live()))
    with pytest.raises(IndexDamaged):
        alone.answered(lambda: alone.searcher().search(question))
    assert alone.is_damaged


def test_a_collection_that_is_gone_is_told_and_replaced(
    engine: QdrantEngine, live: LiveSearcher, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Two publications later the one that is open is no more: the live one answers."""
    question = read_question(QUESTION)
    old = live.current
    for documents in (few, few[:3]):
        engine.build(documents, fake_encoder)
    assert old.generation.id not in engine.store.ids()
    with pytest.raises(IndexDamaged):
        old.search(question)
    assert live.answered(lambda: live.searcher().search(question)).results
    assert live.current.generation.id == engine.live_id()


def test_many_threads_search_at_once(live: LiveSearcher) -> None:
    """And all get the same answer."""
    question = read_question(QUESTION)
    wanted = [result.document.id for result in live.searcher().search(question).results]
    found: list[list[str]] = []

    def ask() -> None:
        answer = live.searcher().search(question)
        found.append([result.document.id for result in answer.results])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 8


def test_an_address_on_this_machine_may_have_a_key_unencrypted(tmp_path: Path) -> None:
    """It does not leave the machine."""
    for host in ("127.0.0.1", "localhost", "[::1]"):
        open_engine("qdrant", tmp_path, f"http://{host}:1", "nøkkel".replace("ø", "o"))
    assert check_address("https://a.example:6333/x/", None) == "https://a.example:6333/x"
