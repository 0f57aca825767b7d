"""No content of a damaged block is served: what is whole answers, or one sentence says why not."""

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from index.build import build_generation
from index.errors import IndexDamaged
from index.generation import live_id, open_live, other_ids
from index.sealed import BLOCK_BYTES
from ingest.records import LANGUAGES, Document
from tests.assistant.web.commands_in import commands_in
from tests.conftest import RINGSAKER
from tests.fake_encoder import FakeEncoder

QUESTION = "leie til eie i distriktene"
PLAIN = {"manifest.json", "seal"}
"""What is read as a whole when an index is opened, and not again."""


def spoil(path: Path) -> None:
    """Change a byte of every block of a file."""
    raw = bytearray(path.read_bytes())
    for at in range(min(len(raw), BLOCK_BYTES) // 2, len(raw), BLOCK_BYTES):
        raw[at] ^= 0x41
    if raw:
        path.write_bytes(raw)


def kinds(data: Path) -> list[str]:
    """Return the files of the live generation, by their paths in it, that have a byte."""
    folder = data / "generations" / str(live_id(data))
    files = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    return sorted(path.relative_to(folder).as_posix() for path in files)


@pytest.fixture(scope="module")
def twice(
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with two generations of the same documents; not to be written to."""
    data = tmp_path_factory.mktemp("twice") / "data"
    build_generation(documents, fake_encoder, data)
    build_generation(documents, fake_encoder, data)
    return data


@dataclass
class Mended:
    """Takes note of what is to be mended."""

    told: list[tuple[str, bool]] = field(default_factory=list)

    def __call__(self, error: IndexDamaged, answered: bool) -> None:
        """Take note of it."""
        self.told.append((error.file, answered))


@dataclass
class Served:
    """An application on a data folder of its own, and what it was told to mend."""

    data: Path
    client: TestClient
    live: LiveSearcher
    mended: Mended

    @property
    def folder(self) -> Path:
        """The live generation."""
        return self.data / "generations" / str(live_id(self.data))

    def everything(self) -> dict[str, Any]:
        """Return what every way to ask gives, and its status."""
        paths = {
            "/api/ask": {"q": QUESTION},
            "/": {"q": QUESTION},
            "/eksport.md": {"q": QUESTION},
            "/?": {"dok": RINGSAKER, "q": QUESTION},
            "/api/ask?": {"like": RINGSAKER},
        }
        found: dict[str, Any] = {}
        for path, asked in paths.items():
            response = self.client.get(path.rstrip("?"), params=asked)
            body: Any = response.text
            if path.startswith("/api"):
                body = {k: v for k, v in json.loads(body).items() if k != "took_ms"}
            elif path != "/eksport.md":
                # But for how long it took, and Gradio's description of its own parts.
                body = re.sub(r"[0-9,.]+ m?s\b|<script>window.gradio_.*", "", response.text)
            found[path] = response.status_code, body
        return found


def serve(data: Path, fake_encoder: FakeEncoder) -> Served:
    """Return an application over a data folder, in which nothing was asked yet."""
    mended = Mended()
    calibration = read_calibration(data, fake_encoder.identity.sha256)
    live = LiveSearcher(Searcher(open_live(data), fake_encoder, calibration), mended)
    return Served(data, TestClient(build_app(live, texts_in("nb"))), live, mended)


@pytest.fixture(scope="module")
def right(twice: Path, fake_encoder: FakeEncoder) -> dict[str, Any]:
    """What an index that is whole answers."""
    served = serve(twice, fake_encoder)
    everything = served.everything()
    assert {status for status, _ in everything.values()} == {200}
    assert RINGSAKER in everything["/?"][1]
    return everything


def test_a_running_server_never_serves_damage(
    twice: Path, fake_encoder: FakeEncoder, right: dict[str, Any], tmp_path: Path
) -> None:
    """Whichever file is damaged under it, every answer is the right one: of the previous index."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    met = set()
    for name in kinds(data):
        served = serve(data, fake_encoder)
        path = served.folder / name
        whole = path.read_bytes()
        spoil(path)
        assert served.everything() == right, name
        assert not served.live.is_damaged
        if served.mended.told:
            met.add(path.name)
            assert served.mended.told == [(str(path), True)]
            assert served.client.get("/readyz").json()["generation"] != served.folder.name
        path.write_bytes(whole)
    # The others were read when the index was opened.
    assert met >= {"passages.jsonl", "rows.npy", "tokens.txt"}
    assert not met & PLAIN


def test_what_was_read_before_is_not_taken_on_trust(
    twice: Path, fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """A disk goes bad while a server runs, after it has read all of the index."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    asked = [{"q": "bustadpolitisk handlingsplan"}, {"q": "utleieboliger i Ringsaker"}]
    right = [serve(twice, fake_encoder).client.get("/eksport.md", params=each) for each in asked]
    served = serve(data, fake_encoder)
    assert served.client.get("/eksport.md", params=asked[0]).text == right[0].text
    for name in kinds(data):
        spoil(served.folder / name)
    assert served.client.get("/eksport.md", params=asked[1]).text == right[1].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_whole_index_one_sentence_says_so(
    language: str, twice: Path, fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """In the reader's language, without a command; and what becomes whole answers at once."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    served = serve(data, fake_encoder)
    for path in data.glob("generations/*/*/passages.jsonl"):
        spoil(path)
    sentence = texts_in(language)("web_errors.IndexDamaged")
    assert commands_in(sentence) == []
    for path in ("/api/ask", "/", "/eksport.docx"):
        response = served.client.get(path, params={"q": QUESTION, "lang": language})
        assert response.status_code == 503, path
        assert sentence in response.text
        assert str(data) not in response.text
    assert served.client.get("/readyz").status_code == 503
    assert served.client.get("/oversikt", params={"lang": language}).status_code == 200
    assert {answered for _, answered in served.mended.told} == {False}
    build_generation(served.live.current.generation.documents, fake_encoder, data)
    assert served.client.get("/api/ask", params={"q": QUESTION}).status_code == 200
    assert served.client.get("/readyz").status_code == 200


def test_what_is_whole_is_kept_until_there_is_another(
    twice: Path, documents: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """A disk that went bad once does so again: what was built anew is damaged as well."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    (whole,) = other_ids(data)
    for _ in range(2):
        damaged = str(live_id(data))
        spoil(data / "generations" / damaged / damaged / "passages.jsonl")
        build_generation(documents, fake_encoder, data)
        assert other_ids(data) == [whole]
    served = serve(data, fake_encoder)
    spoil(served.folder / served.folder.name / "passages.jsonl")
    assert served.client.get("/api/ask", params={"q": QUESTION}).status_code == 200
    assert served.client.get("/readyz").json()["generation"] == whole
    build_generation(documents, fake_encoder, data)
    build_generation(documents, fake_encoder, data)
    assert whole not in other_ids(data)


def test_what_was_removed_does_not_come_back(
    twice: Path, documents: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """The previous generation does not answer if it has a document that the live one has not."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    build_generation(documents[1:], fake_encoder, data)
    served = serve(data, fake_encoder)
    spoil(served.folder / served.folder.name / "passages.jsonl")
    assert served.client.get("/api/ask", params={"q": QUESTION}).status_code == 503


def test_a_new_generation_that_does_not_open_is_mended(
    twice: Path, documents: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """The one that is open goes on answering; the build is asked for once."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    served = serve(data, fake_encoder)
    name = build_generation(documents, fake_encoder, data)
    spoil(data / "generations" / name / name / "documents.jsonl")
    for _ in range(2):
        assert served.client.get("/api/ask", params={"q": QUESTION}).status_code == 200
    assert [answered for _, answered in served.mended.told] == [True]


def test_ask_never_answers_from_damage(command, twice: Path, tmp_path: Path) -> None:
    """It answers from the previous index, and says so; it mends nothing that can answer."""
    data = Path(shutil.copytree(twice, tmp_path / "data"))
    arguments = ("ask", QUESTION, "--json", "--data", data)
    right = {**command(*arguments).json, "took_ms": 0}
    folder = data / "generations" / str(live_id(data))
    said = set()
    for name in kinds(data):
        path = folder / name
        whole = path.read_bytes()
        spoil(path)
        outcome = command(*arguments)
        assert outcome.code == 0, name
        assert {**outcome.json, "took_ms": 0} == right, name
        if outcome.err:
            assert "Den forrige indeksen svarer" in outcome.err, name
            assert outcome.err.count("\n") == 1
            said.add(path.name)
        path.write_bytes(whole)
        assert live_id(data) == folder.name
    assert said >= {"manifest.json", "seal", "documents.jsonl", "passages.jsonl", "vectors.npy"}


@pytest.mark.parametrize("name", ["documents.jsonl", "passages.jsonl", "seal"])
@pytest.mark.parametrize("arguments", [["ask", QUESTION], ["list"], ["add", "FILE"]])
def test_without_a_previous_index_it_is_built_anew(
    name: str, arguments: list[str], command, fake_built: Path, tmp_path: Path
) -> None:
    """By the next command that needs it, with one sentence that says why."""
    data = Path(shutil.copytree(fake_built, tmp_path / "data"))
    (path,) = data.glob(f"generations/*/*/{name}")
    spoil(path)
    file = tmp_path / "rein.md"
    file.write_text("# Reindrift\n\nReinsdyrene fores to ganger om dagen i fjellet.\n", "utf-8")
    given = [file if argument == "FILE" else argument for argument in arguments]
    outcome = command(*given, "--data", data)
    assert outcome.code == 0, outcome.err
    # A list shows no passage; what adds takes over what is whole, and makes the rest anew.
    if name != "passages.jsonl" or arguments[0] == "ask":
        assert f"{path} er skadet. Bygger den skadde delen på nytt" in outcome.err
    if (name, arguments[0]) == ("passages.jsonl", "list"):
        return
    assert "alle kontrollsummer stemmer" in command("doctor", "--data", data).out
