"""An index of the source page by the fake encoder, in every engine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("qdrant_client", reason='needs the extra: pip install ".[qdrant]"')
pytest.importorskip("qdrant_edge", reason='needs the extra: pip install ".[qdrant]"')

from qdrant_client import QdrantClient

from index.engine import Engine, FileEngine
from index.protocol import Generation
from index.qdrant import retry
from index.qdrant.edge import EdgeStore, open_edge
from index.qdrant.engine import QdrantEngine
from index.qdrant.server import ServerStore, open_server
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.index.qdrant.stub import StubServer

ENGINES = ("files", "edge", "local", "server")
SERVER_URL = os.environ.get("EKSEMPEL_QDRANT_URL")
SERVER_KEY = os.environ.get("EKSEMPEL_QDRANT_KEY")
"""A server to run the tests of "server" against, empty, in place of the stub: for a cluster,
`deploy/qdrant/contract.sh` sets them."""


def empty_server() -> tuple[ServerStore, StubServer | None]:
    """Return a store on an empty server: the one that was named, or a stub."""
    if SERVER_URL is None:
        stub = StubServer()
        return open_server(stub.url, None), stub
    store = open_server(SERVER_URL, SERVER_KEY)
    for generation in store.ids():
        if generation not in MADE_ON_SERVER:
            pytest.exit(f"{SERVER_URL} has an index, which the tests would remove: {generation}")
        store.remove(generation)
    return store, None


MADE_ON_SERVER: set[str] = set()
"""The generations that these tests have made on a server that was named."""


class Remembering(QdrantEngine):
    """An engine that knows what it has made, so that tests remove nothing else."""

    def build(self, *arguments, **named):
        """Build, and remember what there is then."""
        try:
            return super().build(*arguments, **named)
        finally:
            MADE_ON_SERVER.update(self.store.ids())


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once."""
    monkeypatch.setattr(retry, "WAITS_S", (0.001, 0.002, 0.004))


@pytest.fixture
def stub() -> Iterator[StubServer]:
    """A server that speaks Qdrant's HTTP, empty."""
    server = StubServer()
    yield server
    server.close()


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """A maker of empty engines of the test's own, by their names."""
    stores: list[EdgeStore] = []
    servers: list[StubServer] = []

    def make(name: str) -> Engine:
        data = tmp_path / name
        data.mkdir()
        if name == "files":
            return FileEngine(data)
        if name == "edge":
            stores.append(open_edge(data / "qdrant"))
            return QdrantEngine(stores[-1], data)
        if name == "local":
            return QdrantEngine(ServerStore(QdrantClient(":memory:"), "memory"), data)
        store, stub = empty_server()
        if stub is not None:
            servers.append(stub)
        return Remembering(store, data)

    yield make
    for store in stores:
        store.close()
    for server in servers:
        server.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, make_engine: Callable[[str], Engine]) -> Engine:
    """Each engine, empty."""
    return make_engine(request.param)


@pytest.fixture(scope="module", params=[each for each in ENGINES if each != "files"])
def stored(
    request: pytest.FixtureRequest,
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Generation]:
    """The source page in Qdrant each way; not to be written to."""
    data = tmp_path_factory.mktemp("stored")
    store: EdgeStore | ServerStore
    stub = None
    if request.param == "server":
        store, stub = empty_server()
    elif request.param == "edge":
        store = open_edge(data / "qdrant")
    else:
        store = ServerStore(QdrantClient(":memory:"), "memory")
    engine = Remembering(store, data)
    engine.build(documents, fake_encoder)
    yield engine.open_live()
    if isinstance(store, EdgeStore):
        store.close()
    if stub is not None:
        stub.close()
