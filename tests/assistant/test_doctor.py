"""What is not in order is named with the command that mends it, and the command does."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.access.registry import Account, Registry, write_registry
from assistant.doctor import examine
from assistant.settings import read_settings
from assistant.show.texts import texts_in
from index.generation import open_live
from ingest.library.library import Library
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.made_report import REPORT, build_with_report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(
    fake_built: Path,
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    tmp_path: Path,
) -> Path:
    """A data folder with one report, whose file is where it was added from."""
    data = Path(shutil.copytree(fake_built, tmp_path / "min data"))
    build_with_report(data, tmp_path, documents, fake_encoder)
    entry = Library.of(data).listing().by_id(REPORT)
    assert entry is not None
    return data


def flipped(path: Path) -> None:
    """Turn one bit of a file."""
    content = path.read_bytes()
    path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])


def index_flipped(data: Path) -> None:
    flipped(next(open_live(data).folder.glob("*/vectors.npy")))


def index_cut(data: Path) -> None:
    next(open_live(data).folder.glob("*/passages.jsonl")).write_bytes(b"{}")


def manifest_gone(data: Path) -> None:
    (data / "generations" / (data / "current").read_text() / "manifest.json").unlink()


def not_built(data: Path) -> None:
    (data / "current").unlink()


def stored_gone(data: Path) -> None:
    next(data.glob("library/files/*")).unlink()


def stored_flipped(data: Path) -> None:
    flipped(next(data.glob("library/files/*")))


@pytest.mark.parametrize(
    "spoil",
    [index_flipped, index_cut, manifest_gone, not_built, stored_gone, stored_flipped],
)
def test_the_command_that_doctor_names_mends_it(
    command, data: Path, spoil: Callable[[Path], None]
) -> None:
    """Whatever is spoilt."""
    spoil(data)
    rows = command("doctor", "--json", "--data", data).json
    (named,) = [row["command"] for row in rows if row["command"]]
    assert all(row["command"] for row in rows if not row["ok"])
    assert named in command("doctor", "--data", data).out
    program, *arguments = shlex.split(named)
    assert program == "eksempelfinner"
    assert command(*arguments).code == 0
    rows = command("doctor", "--json", "--data", data).json
    assert [(row["ok"], row["command"]) for row in rows] == [(True, "")] * 7


def test_every_part_that_is_not_in_order_has_a_command(command, tmp_path: Path) -> None:
    """A corpus, a model, a list and a data folder that cannot be used."""
    library = tmp_path / "data" / "library"
    library.mkdir(parents=True)
    (library / "reports.toml").write_text("[[report")
    (tmp_path / "modell").write_bytes(b"x")
    (tmp_path / "fil").write_bytes(b"")
    for options in (
        ["--data", tmp_path / "data", "--corpus", tmp_path / "none"],
        ["--data", tmp_path / "fil"],
        ["--data", tmp_path / "fil" / "under"],
    ):
        rows = command("doctor", "--json", *options).json
        wrong = [row for row in rows if not row["ok"]]
        assert wrong
        assert all(row["command"] for row in wrong)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask"], ["doctor"], ["doctor", "--json"], ["add", "–☃.pdf"]]
)
def test_a_terminal_that_is_not_utf8_gets_no_traceback(
    fake_built: Path, encoding: str, arguments: list[str]
) -> None:
    """Whichever letters it lacks; JSON loses none of them."""
    at = [] if arguments == ["--help"] else ["--data", str(fake_built)]
    process = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments, *at],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in process.stderr
    assert process.stdout or process.stderr
    if "--json" in arguments:
        rows = json.loads(process.stdout.decode(encoding))
        assert "?" not in "".join(row["detail"] for row in rows)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_file_of_users_is_examined(data: Path) -> None:
    """Who else may read it, and whether it can be read at all."""
    settings, texts = read_settings(data=data), texts_in("nb")

    def found() -> tuple[bool, str, str]:
        finding = examine(settings, texts)[-1]
        assert finding.check == "access"
        return finding.ok, finding.detail, finding.command

    assert found() == (True, "ingen brukere eller nøkler", "")
    folder = data / "access"
    folder.mkdir(mode=0o700)
    write_registry(data, Registry({"kari": Account("kari", "reader", "x", "2026-01-01")}))
    assert found() == (True, "brukere: 1, nøkler: 0", "")
    file = folder / "access.json"
    for path, mode in ((file, 0o640), (folder, 0o755)):
        before = path.stat().st_mode
        path.chmod(mode)
        ok, detail, command = found()
        assert (ok, str(path) in detail) == (False, True)
        subprocess.run(shlex.split(command), check=True)
        assert found()[0]
        assert path.stat().st_mode == before
    file.write_bytes(file.read_bytes()[:-9])
    ok, detail, command = found()
    assert (ok, command) == (False, f"rm {shlex.quote(str(file))}")
    assert "kan ikke leses" in detail
