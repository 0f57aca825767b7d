"""Build an index with one tool, or ask it, in a process of its own.

    python -m benchmarks.against.worker build TOOL INDEX ROOT COLLECTION
    python -m benchmarks.against.worker ask TOOL INDEX ROOT COLLECTION QUESTIONS

`ask` writes two lines of JSON: what was found for the first question, as soon as it is, and then
a `Heard` of the others. Whatever else the tools print goes where errors go.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

from benchmarks.against.collection import Collection
from benchmarks.against.tools import load_tool


def main(task: str, tool: str, index: Path, collection: Collection, *questions: Path) -> None:
    """Do one task of one tool."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        if task == "build":
            load_tool(tool).build(index, collection)
        else:
            first, *others = json.loads(questions[0].read_text("utf-8"))
            ask = load_tool(tool).open_index(index, collection)
            out.write(json.dumps(ask(first)) + "\n")
            out.flush()
            milliseconds, found = [], []
            for question in others:
                started = time.perf_counter()
                found.append(ask(question))
                milliseconds.append(1000 * (time.perf_counter() - started))
            out.write(json.dumps({"milliseconds": milliseconds, "found": found}) + "\n")
        out.write(f"{_peak_megabytes()}\n")


def _peak_megabytes() -> float:
    """Return the most memory that this process has had resident; the kernel counts it."""
    status = Path("/proc/self/status").read_text("ascii")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(peak.group(1)) / 1000 if peak else float("nan")


if __name__ == "__main__":
    _task, _tool, _index, _root, _name, *_questions = sys.argv[1:]
    main(
        _task,
        _tool,
        Path(_index),
        Collection(Path(_root), _name),
        *(Path(each) for each in _questions),
    )
