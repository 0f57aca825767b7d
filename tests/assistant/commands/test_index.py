"""The index by its commands: in files or in Qdrant, encoded whole or in parts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("qdrant_edge", reason='needs the extra: pip install ".[qdrant]"')

from index.generation import live_id, open_live
from index.qdrant import retry
from index.qdrant.edge import open_edge
from ingest.records import LANGUAGES
from tests.index.qdrant.stub import StubServer

QUESTION = "hvordan skaffe utleieboliger uten å eie dem?"
PLAN = """# Boligplan for Nordvik

Kommunen vil leie femten boliger på Solberg med tilvisningsavtale, og betaler depositum for dem.
"""


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[Path]:
    """A data folder of the test's own, whose engine is closed afterwards."""
    yield tmp_path / "data"
    open_edge(tmp_path / "data" / "qdrant").close()


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubServer]:
    """A server that speaks Qdrant's HTTP, asked again at once."""
    monkeypatch.setattr(retry, "WAITS_S", (0.001,))
    server = StubServer()
    yield server
    server.close()


def ids(outcome) -> list[str]:
    """Return the ids of the documents of an answer."""
    return [result["document"]["id"] for result in outcome.json["results"]]


def test_the_engine_stands_before_or_after_the_command_or_is_a_setting(
    command, edge: Path, fake_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way the index is in Qdrant, and the answer is the one from files."""
    wanted = ids(command("ask", QUESTION, "--json", "--data", fake_built))
    assert wanted
    ask = ("ask", QUESTION, "--json", "--data", edge)
    assert ids(command("--engine", "qdrant-edge", *ask)) == wanted
    assert live_id(edge) is None
    assert open_edge(edge / "qdrant").live_id() is not None
    assert ids(command(*ask, "--engine", "qdrant-edge")) == wanted
    settings = tmp_path / "settings.toml"
    settings.write_text('engine = "qdrant-edge"\n')
    monkeypatch.setenv("EKSEMPELFINNER_CONFIG", str(settings))
    assert ids(command(*ask)) == wanted
    assert live_id(edge) is None
    monkeypatch.delenv("EKSEMPELFINNER_CONFIG")
    monkeypatch.setenv("EKSEMPELFINNER_ENGINE", "qdrant-edge")
    assert ids(command(*ask)) == wanted
    assert live_id(edge) is None


def test_reports_come_and_go(command, edge: Path, tmp_path: Path) -> None:
    """They are added, found, listed and removed as in files."""
    named = ("--data", edge, "--engine", "qdrant-edge")
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    assert command("add", tmp_path / "plan.md", *named).code == 0
    found = command("ask", "depositum på Solberg", "--json", *named)
    assert ids(found)[0] == "boligplan-for-nordvik"
    assert "boligplan-for-nordvik" in command("list", "--json", *named).out
    assert command("remove", "boligplan-for-nordvik", *named).code == 0
    assert "boligplan-for-nordvik" not in command("list", "--json", *named).out
    doctor = {each["check"]: each for each in command("doctor", "--json", *named).json}
    assert doctor["index"]["ok"]


def test_an_index_on_a_server(
    command, stub: StubServer, fake_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key is read from the environment, and is in no output."""
    stub.api_key = "a-secret-key"
    named = ("--data", tmp_path, "--engine", "qdrant", "--qdrant-url", stub.url)
    refused = command("build", *named)
    assert refused.code == 1
    assert "401" in refused.err
    monkeypatch.setenv("EKSEMPELFINNER_QDRANT_API_KEY", "a-secret-key")
    built = command("build", *named)
    assert built.code == 0
    answer = command("ask", QUESTION, "--json", *named)
    assert ids(answer) == ids(command("ask", QUESTION, "--json", "--data", fake_built))
    stub.lose("/", 1000)
    lost = command("ask", QUESTION, *named)
    assert lost.code == 1
    assert stub.url in lost.err
    assert "Traceback" not in lost.err
    doctor = {each["check"]: each for each in command("doctor", "--json", *named).json}
    assert not doctor["index"]["ok"]
    assert doctor["index"]["command"] == "eksempelfinner doctor"
    assert "secret" not in json.dumps(doctor) + built.out + built.err + lost.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_of_the_engine_are_told_in_the_users_language(
    command, tmp_path: Path, language: str
) -> None:
    """One sentence, and what to do."""
    named = ("--data", tmp_path, "--language", language, "--engine", "qdrant")
    no_address = command("ask", QUESTION, *named)
    assert no_address.code == 1
    assert "--qdrant-url" in no_address.err
    lacking = command("export-index", tmp_path / "index.zip", *named)
    assert lacking.code == 1
    assert "--engine files" in lacking.err
    assert command("build", "--engine", "elastic", "--data", tmp_path).code == 2


def test_parts_are_encoded_and_joined(command, fake_built: Path, tmp_path: Path) -> None:
    """The index is the one that is built whole, and the parts are gone."""
    for number in (1, 2):
        done = command("build", "--shard", f"{number}/2", "--data", tmp_path)
        assert done.code == 0
        assert f"Del {number} av 2" in done.err
    assert live_id(tmp_path) is None
    assert command("build", "--data", tmp_path).code == 0
    whole, joined = open_live(fake_built), open_live(tmp_path)
    assert list(joined.manifest.segments.values()) == list(whole.manifest.segments.values())
    assert not (tmp_path / "shards").exists()


@pytest.mark.parametrize("wrong", ["0/2", "3/2", "2", "a/b"])
def test_a_wrong_part_is_wrong_usage(command, tmp_path: Path, wrong: str) -> None:
    """One sentence with what is expected."""
    outcome = command("build", "--shard", wrong, "--data", tmp_path)
    assert outcome.code == 2
    assert "2/8" in outcome.err


def test_parts_go_into_qdrant_too(command, edge: Path) -> None:
    """Encoded in files, published there."""
    assert command("build", "--shard", "1/1", "--data", edge).code == 0
    assert command("build", "--data", edge, "--engine", "qdrant-edge").code == 0
    assert live_id(edge) is None
    assert not (edge / "shards").exists()
    found = command("ask", QUESTION, "--json", "--data", edge, "--engine", "qdrant-edge")
    assert ids(found)
