"""Whether the server can answer, what is measured of it, and how it ends when it is asked to."""

import json
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from assistant.web.request_log import LogForm, logging_requests
from index.generation import open_live
from tests.fake_encoder import FakeEncoder

ROOT = Path(__file__).parents[3]
SECRET = "hemmeligord"  # noqa: S105


def client_of(searcher: Searcher) -> TestClient:
    """Return a client of the whole application."""
    return TestClient(build_app(LiveSearcher(searcher), texts_in("nb")))


@pytest.fixture(scope="module")
def client(fake_searcher: Searcher) -> Iterator[TestClient]:
    """A client of the whole application, with the fake encoder."""
    with client_of(fake_searcher) as client:
        yield client


def measured(client: TestClient) -> dict[str, float]:
    """Return every measure by its name and labels."""
    lines = client.get("/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def test_it_is_ready_when_the_index_is_open(client: TestClient, fake_searcher: Searcher) -> None:
    """With the generation that answers."""
    response = client.get("/readyz")
    told = {"status": "ready", "generation": fake_searcher.generation.id}
    assert (response.status_code, response.json()) == (200, told)


def test_it_is_not_ready_when_the_data_folder_cannot_be_read(
    fake_built: Path, fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """It is up all the same, and is ready again when the folder can be read."""
    data = Path(shutil.copytree(fake_built, tmp_path / "data"))
    calibration = read_calibration(data, fake_encoder.identity.sha256)
    with client_of(Searcher(open_live(data), fake_encoder, calibration)) as client:
        current = (data / "current").read_bytes()
        (data / "current").unlink()
        (data / "current").mkdir()
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json() == {"status": "not ready", "error": "DataUnreadable"}
        assert client.get("/healthz").status_code == 200
        (data / "current").rmdir()
        (data / "current").write_bytes(current)
        assert client.get("/readyz").status_code == 200


def test_requests_are_counted_by_their_route(client: TestClient) -> None:
    """Not by their address, which holds a question or an id; unknown ones have one name."""
    before = measured(client)
    for address in (
        f"/api/ask?q={SECRET}",
        "/api/ask?q=",
        f"/side/{SECRET}/1.png",
        f"/{SECRET}",
        f"/{SECRET}/b",
        f"/static/{SECRET}.css",
    ):
        client.get(address)
    text = client.get("/metrics").text
    assert SECRET not in text
    after = measured(client)

    def more(route: str, status: int) -> float:
        name = f'eksempelfinner_requests_total{{route="{route}",status="{status}"}}'
        return after.get(name, 0) - before.get(name, 0)

    assert more("/api/ask", 200) == 2
    assert more("*", 404) == 2
    assert more("/static/*", 404) == 1
    assert more("/metrics", 200) == 2
    assert more("/side/{document_id}/{page:int}.png", 404) == 1
    name = "eksempelfinner_search_seconds_count"
    assert after[name] - before[name] == 2


def test_the_index_and_the_searches_are_measured(client: TestClient) -> None:
    """How much there is, how old it is, how many wait, and the memory."""
    found = measured(client)
    assert found["eksempelfinner_documents"] == 31
    assert found["eksempelfinner_passages"] == 46
    assert found["eksempelfinner_searches_waiting"] == 0
    assert found["eksempelfinner_searches_turned_away_total"] == 0
    assert 0 <= found["eksempelfinner_generation_age_seconds"] < 3600
    if sys.platform == "linux":
        assert found["process_resident_memory_bytes"] > 10**7


@pytest.mark.parametrize("given", ["abc-123", "0af7651916cd43dd8448eb211c80319c", "a" * 64])
def test_a_well_formed_request_id_is_kept(client: TestClient, given: str) -> None:
    """So that the log of the proxy and ours can be put together."""
    assert client.get("/om", headers={"x-request-id": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", "a" * 65, '{"a":1}', "../x", "-a", "a\tb", "æ"])
def test_another_request_id_is_not_repeated(client: TestClient, given: str) -> None:
    """What is in it could be anything; a new one is made, and each is another."""
    headers = {"x-request-id": given.encode()}
    ids = [client.get("/om", headers=headers).headers["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch("[0-9a-f]{32}", found) for found in ids)
    assert ids[0] != ids[1]


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_log_has_a_line_a_request_and_no_question(
    client: TestClient, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Its id, method, route, status and milliseconds."""
    logged = logging.getLogger("eksempelfinner.requests")
    with logging_requests(form):
        client.get(f"/api/ask?q={SECRET}&kommune=Oslo", headers={"x-request-id": "r-1"})
        client.get(f"/{SECRET}/{SECRET}", headers={"x-request-id": "r-2"})
        client.request(SECRET.upper(), "/om", headers={"x-request-id": "r-3"})
    client.get("/om")
    assert logged.handlers == []
    err = capsys.readouterr().err
    assert SECRET not in err.lower()
    assert "Oslo" not in err
    lines = err.splitlines()
    assert len(lines) == 3
    if form == "json":
        rows = [json.loads(line) for line in lines]
        assert [list(row) for row in rows] == [
            ["time", "id", "method", "route", "status", "ms"]
        ] * 3
        told = [(row["id"], row["method"], row["route"], row["status"]) for row in rows]
        assert told == [
            ("r-1", "GET", "/api/ask", 200),
            ("r-2", "GET", "*", 404),
            ("r-3", "OTHER", "/om", 404),
        ]
        assert all(row["ms"] > 0 for row in rows)
    else:
        assert re.fullmatch(r"\S+ r-1 GET /api/ask 200 [0-9.]+ ms", lines[0])


@pytest.mark.parametrize("form", ["json", "text"])
def test_whatever_else_is_told_has_the_form_of_the_log(
    capsys: pytest.CaptureFixture[str], form: LogForm
) -> None:
    """So that a program that reads its lines can read them all."""
    others = logging.getLogger("assistant.web.access.attempts")
    with logging_requests(form):
        others.warning("too many from %s", "127.0.0.1")
    assert logging.getLogger("assistant").handlers == []
    (line,) = capsys.readouterr().err.splitlines()
    if form == "json":
        row = json.loads(line)
        assert (row["level"], row["message"]) == ("warning", "too many from 127.0.0.1")
    else:
        assert line.endswith(" too many from 127.0.0.1")


def test_nothing_is_logged_by_default(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a line."""
    with logging_requests(None):
        client.get("/om")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGTERM")
def test_sigterm_lets_a_running_search_end(fake_built: Path, tmp_path: Path) -> None:
    """It is answered, no new request is taken, and the exit code is 0."""
    data = shutil.copytree(fake_built, tmp_path / "data")
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("serving_slowly.py")), str(data)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = iter(process.stderr or ())
    ready = next(line for line in lines if "http://" in line)
    address = re.search(r"http://[\d.:]+", ready)
    assert address is not None
    answers: list[int] = []

    def search() -> None:
        found = httpx.get(f"{address.group()}/api/ask", params={"q": SECRET}, timeout=30)
        answers.append(found.status_code)

    try:
        thread = threading.Thread(target=search)
        thread.start()
        next(line for line in lines if "searching" in line)
        process.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        time.sleep(0.5)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{address.group()}/healthz")
        assert answers == []
        thread.join(timeout=30)
        assert answers == [200]
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - asked < 10
        assert "Traceback" not in "".join(lines)
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()
