"""Measure the server under load, with wrk (the Debian package of that name), on loopback.

    python benchmarks/load.py [--seconds 15] [--users 1 10 50 200] [--data DIR]

Every request asks another question: the judged ones, each with a number behind it that is counted
up, so that no cache can answer. The API and the page are asked in turn. Printed are answers a
second, the middle and the 99th of 100 waiting times, and answers that are no 200; at the end the
memory of the server.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

from served import serve

from assistant.evaluation.judged import BUNDLED_QUESTIONS, read_questions

WAIT_SECONDS = 30
"""Of wrk, for one answer."""

SCRIPT = """
local questions = {%s}
local thread = 0
function setup(t) t:set("number", thread); thread = thread + 1 end
function init() count = number * 1000000 end
function request()
  count = count + 1
  return wrk.format("GET", "%s" .. questions[count %% #questions + 1] .. "+" .. count)
end
"""


def main() -> None:
    """Start a server, load it, and print what it bore."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--users", type=int, nargs="*", default=[1, 10, 50, 200])
    parser.add_argument("--data", type=Path)
    wanted = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is not installed: apt-get install wrk")
    questions = [q.text for q in read_questions(BUNDLED_QUESTIONS) if q.relevant]
    with tempfile.TemporaryDirectory() as folder:
        server, address = serve(wanted.data or Path(folder) / "data")
        try:
            _say(f"{'':6}{'users':>6}{'a second':>10}{'middle':>10}{'99th':>10}{'not 200':>9}")
            for path in ("api/ask?q=", "?q="):
                script = Path(folder) / "questions.lua"
                script.write_text(_script(questions, f"/{path}"), encoding="utf-8")
                for users in wanted.users:
                    line = _load(wrk, script, address, users, wanted.seconds)
                    _say(f"{'API' if 'api' in path else 'page':6}{users:6}{line}")
            _say(f"memory: {_peak_megabytes(server.pid)} MB at most")
        finally:
            server.terminate()
            server.wait()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _script(questions: list[str], path: str) -> str:
    quoted = (f'"{urllib.parse.quote_plus(question)}"' for question in questions)
    return SCRIPT % (", ".join(quoted), path)


def _load(wrk: str, script: Path, address: str, users: int, seconds: int) -> str:
    command = [
        *(wrk, "-t1", f"-c{users}", f"-d{seconds}s", f"--timeout={WAIT_SECONDS}s"),
        *("--latency", "-s", str(script), address),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    rate = re.search(r"Requests/sec:\s+(\S+)", told)
    middle, last = (re.search(rf"{part}%\s+(\S+)", told) for part in (50, 99))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    timed_out = re.search(r"timeout (\d+)", told)
    if not (rate and middle and last):
        raise SystemExit(f"wrk said something else: {told}")
    bad = sum(int(found.group(1)) for found in (failed, timed_out) if found)
    return f"{rate.group(1):>10}{middle.group(1):>10}{last.group(1):>10}{bad:9}"


def _peak_megabytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) // 1024 if found else 0


if __name__ == "__main__":
    main()
