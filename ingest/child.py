"""The process that reads a file: `python -m ingest.child`, started by `ingest.sandbox`.

It is told which file on its standard input, and writes JSON, a message a line:
["page", done, total] as it goes, then ["reading", ...] or ["refused", class, fields].
"""

import json
import resource
import sys
from pathlib import Path

from ingest.errors import FileRefused
from ingest.reader import read_file
from ingest.reading import reading_json


def main() -> None:
    """Read the file that standard input names, and tell what came of it."""
    asked = json.load(sys.stdin)
    cpu = asked["cpu"]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        reading = read_file(Path(asked["path"]), asked["password"], _on_page)
    except FileRefused as error:
        _say(["refused", type(error).__name__, error.details])
    else:
        _say(["reading", reading_json(reading)])


def _on_page(done: int, total: int) -> None:
    _say(["page", done, total])


def _say(message: list[object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
