"""Run every command of the command line in this process, as a terminal in some encoding would.

Run as `python every_command.py DATA FOLDER REPORT`: REPORT gets each command with its exit code, or
with what it raised. FOLDER has files to add; the encoder is the fake one.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from assistant import cli
from index.encoder import onnx_runtime
from tests.fake_encoder import FakeEncoder


def commands(group: Any, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield every command below `group`, and the groups."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


def ordinary(folder: str) -> list[list[str]]:
    """Return one or more ordinary runs of the commands that are quick and end."""
    strange = "tull–ø\udcff"
    return [
        ["--version"],
        ["sync", folder],
        ["sync", folder, "--json"],
        ["add", f"{folder}/{strange}"],
        ["add", folder, "--json"],
        ["list"],
        ["list", "--json"],
        ["ask", "utleieboliger – «tomannsbolig» på Østlandet"],
        ["ask", "utleieboliger", "--json"],
        ["ask", "--file", strange],
        ["ask", strange],
        ["left-out", "orn"],
        ["edit", "orn", "--title", "Ørn – én"],
        ["remove", "orn"],
        ["remove", strange],
        ["doctor"],
        ["build"],
        ["user", "list"],
        ["token", "list"],
        ["export-index", f"{folder}/ut\udcff"],
        ["import-index", f"{folder}/{strange}"],
        ["evaluate", "--questions", strange],
        ["calibrate", "--questions", strange],
        ["serve", "--watch", strange],
        ["fetch", strange],
        [strange],
        ["ask", f"--{strange}"],
    ]


def outcome(arguments: list[str]) -> Any:
    """Return the exit code of a command, or the error that it raised."""
    raw = [argument.encode("utf-8", "surrogateescape") for argument in arguments]
    # As Python reads what a terminal sends as UTF-8, or as what is no letter in any encoding.
    sys.argv = ["eksempelfinner", *map(os.fsdecode, raw)]
    try:
        cli.main()
    except SystemExit as end:
        return end.code
    except BaseException as error:  # noqa: BLE001 - this is what the report is about
        return ascii(error)


if __name__ == "__main__":
    data, folder, report = sys.argv[1:]
    onnx_runtime.load_bundled = lambda _data, _threads: FakeEncoder()  # type: ignore[assignment,return-value]
    runs = [[*each, "--help"] for each in commands(cli.cli)]
    runs += [[*each, "--data", data] if len(each) > 1 else each for each in ordinary(folder)]
    done = [(arguments, outcome(list(arguments))) for arguments in runs]
    Path(report).write_text(json.dumps(done), "ascii")
