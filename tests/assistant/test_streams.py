"""No terminal, pipe or file that a command writes to makes it end with a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import cli
from tests.assistant.every_command import commands

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "assistant.cli"]

LETTERS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp437": {"PYTHONIOENCODING": "cp437"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    # Names of files are ASCII there too, but for bytes that are in none.
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a child process."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return {**own, "PYTHONPATH": str(ROOT), **more}


def codes(done: list[tuple[list[str], object]]) -> dict[str, list[object]]:
    """Return the exit codes of the runs of each command, by its first word."""
    found: dict[str, list[object]] = {}
    for arguments, code in done:
        found.setdefault(arguments[0], []).append(code)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names of files")
@pytest.mark.parametrize("letters", LETTERS)
def test_every_command_can_be_read_in_every_encoding(
    letters: str, fake_built: Path, tmp_path: Path
) -> None:
    """Its help, and ordinary runs with names and texts that the encoding lacks."""
    data = shutil.copytree(fake_built, tmp_path / "data")
    folder, report = tmp_path / "mappe", tmp_path / "utfall"
    folder.mkdir()
    for name in (b"\xc3\xb8rn.md", b"\xe6\xff.md", "–😀.md".encode()):
        path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            title = "Ørn" if name.endswith(b"rn.md") else f"Ugle {len(name)} “漢” 😀 –"
            file.write(f"# {title}\n\nDe bor på fjellet – høyt oppe, {len(name)} i tallet.\n")
    script = Path(__file__).with_name("every_command.py")
    done = subprocess.run(
        [sys.executable, str(script), str(data), str(folder), str(report)],
        capture_output=True,
        check=False,
        env=environment(**LETTERS[letters], XDG_CONFIG_HOME=str(tmp_path)),
    )
    assert report.is_file(), done.stderr[-2000:]
    # Click takes ASCII for a terminal that was set up wrongly, and writes UTF-8 to it.
    encoding = letters if letters.startswith("cp") else "utf-8"
    for written in (done.stdout, done.stderr):
        assert b"Traceback" not in written
        assert written.decode(encoding)
    outcomes = json.loads(report.read_text("ascii"))
    helped, ran = outcomes[: len([*commands(cli)])], outcomes[len([*commands(cli)]) :]
    assert [code for _, code in helped] == [0] * len([*commands(cli)])
    assert codes(ran) == {
        "--version": [0],
        "sync": [0, 0],
        "add": [1, 0],
        "list": [0, 0],
        "ask": [0, 0, 1, 0, 2],
        "left-out": [0],
        "edit": [0],
        "remove": [0, 1],
        "doctor": [0],
        "build": [0],
        "user": [0],
        "token": [0],
        "export-index": [0],
        "import-index": [1],
        "evaluate": [1],
        "calibrate": [1],
        "serve": [1],
        "fetch": [1],
        "tull–ø\udcff": [2],
    }


@pytest.mark.skipif(sys.platform != "linux", reason="has a device that is always full")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", [["--help"], ["user", "list"]])
def test_output_that_cannot_be_written_is_told(
    arguments: list[str], buffered: bool, tmp_path: Path
) -> None:
    """It is full; or nobody reads it, or it is closed, which is no error."""
    own = environment(PYTHONUNBUFFERED="" if buffered else "1", XDG_DATA_HOME=str(tmp_path))

    def run(redirected: str) -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", f'"$@" {redirected}', "sh", *PROGRAM, *arguments],
            capture_output=True,
            check=False,
            text=True,
            env=own,
        )
        return done.returncode, done.stderr

    assert run(">/dev/full") == (1, "Kan ikke skrive ut svaret: disken er full.\n")
    assert run(">&-") == (0, "")
    assert run("<&- >&- 2>&-") == (0, "")
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as unread:  # noqa: PTH123
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=unread, stderr=subprocess.PIPE, env=own
        )
    assert (done.returncode, done.stderr) == (0, b"")
