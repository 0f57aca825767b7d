"""The page over an index on a Qdrant server: what its readers see if that is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

pytest.importorskip("qdrant_client", reason='needs the extra: pip install ".[qdrant]"')

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from index.engine import open_engine
from index.qdrant import retry
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.index.qdrant.stub import StubServer

ASK = "/api/ask?q=tilvisningsavtale"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubServer]:
    """A server that speaks Qdrant's HTTP, asked again at once."""
    monkeypatch.setattr(retry, "WAITS_S", (0.001,))
    server = StubServer()
    yield server
    server.close()


def test_a_server_that_is_gone_is_not_ready_and_tells_readers_nothing_of_it(
    stub: StubServer,
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    fake_searcher: Searcher,
    tmp_path: Path,
) -> None:
    """It is up all the same, and answers again when the server is there; a new index is found."""
    engine = open_engine("qdrant", tmp_path, stub.url)
    engine.build(documents[1:], fake_encoder, live=fake_searcher.generation)
    calibration = read_calibration(tmp_path, fake_encoder.identity.sha256)
    searcher = Searcher(engine.open_live(), fake_encoder, calibration)
    with TestClient(build_app(LiveSearcher(searcher), texts_in("nb"))) as client:
        assert client.get("/readyz").status_code == 200
        wanted = client.get(ASK).json()["results"]
        assert wanted
        stub.lose("/", 1_000)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json() == {"status": "not ready", "error": "EngineUnreachable"}
        assert client.get("/healthz").status_code == 200
        failed = client.get("/api/ask?q=utleieboliger i Ringsaker")
        assert failed.status_code == 500
        assert "127.0.0.1" not in failed.text
        assert "qdrant" not in failed.text.lower()
        stub.lost.clear()
        assert client.get("/readyz").status_code == 200
        engine.build(documents, fake_encoder, live=fake_searcher.generation)
        assert client.get("/readyz").json()["generation"] == engine.live_id()
        assert client.get(ASK).json()["results"]
