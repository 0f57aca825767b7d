"""Measure the server under load, with wrk (the Debian package of that name), on loopback.

    python benchmarks/load.py [--seconds 15] [--users 1 10 50 200] [--data DIR] [--soak 0]

Every request asks another question: the judged ones, each with a number behind it that is counted
up, so that no cache can answer. The API and the page are asked in turn. Printed are answers a
second, the middle and the 99th of 100 waiting times, answers that are no 200, and the middle and
the 99th of 100 times that `/healthz` took meanwhile; at the end the memory of the server. With
`--soak` ten people then ask so many questions more, and the memory is printed after each tenth.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from served import megabytes, serve

from assistant.evaluation.judged import BUNDLED_QUESTIONS, read_questions

WAIT_SECONDS = 30
"""Of wrk, for one answer."""

DRAIN_SECONDS = 5
"""By then the searches that were waiting when a load ended are done."""

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
    parser.add_argument("--soak", type=int, default=0)
    wanted = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is not installed: apt-get install wrk")
    questions = [q.text for q in read_questions(BUNDLED_QUESTIONS) if q.relevant]
    with tempfile.TemporaryDirectory() as folder:
        server, address = serve(wanted.data or Path(folder) / "data")
        try:
            heads = ("a second", "middle", "99th")
            columns = "".join(f"{head:>10}" for head in heads)
            _say(f"{'':6}{'users':>6}{columns}{'not 200':>9}{'healthz':>18}")
            for path in ("api/ask?q=", "?q="):
                script = Path(folder) / "questions.lua"
                script.write_text(_script(questions, f"/{path}"), encoding="utf-8")
                for users in wanted.users:
                    with _health(address) as took:
                        line = _load(wrk, script, address, users, wanted.seconds)
                    health = f"{_ms(took, 50):.0f} ms, {_ms(took, 99):.0f} ms"
                    _say(f"{'API' if 'api' in path else 'page':6}{users:6}{line}{health:>18}")
                    # Those who still wait were not of the next load.
                    time.sleep(DRAIN_SECONDS)
            _say(f"memory: {megabytes(server.pid, 'VmHWM'):.0f} MB at most")
            script.write_text(_script(questions, "/api/ask?q="), encoding="utf-8")
            for part in range(10 if wanted.soak else 0):
                asked = _soak(wrk, script, address, wanted.soak // 10)
                resident = megabytes(server.pid, "VmRSS")
                _say(f"soak, part {part + 1}: {asked} questions more, {resident:.0f} MB")
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
    middle, last = (re.search(rf"(?m)^\s+{part}%\s+(\S+)", told) for part in (50, 99))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    timed_out = re.search(r"timeout (\d+)", told)
    if not (rate and middle and last):
        raise SystemExit(f"wrk said something else: {told}")
    bad = sum(int(found.group(1)) for found in (failed, timed_out) if found)
    return f"{rate.group(1):>10}{middle.group(1):>10}{last.group(1):>10}{bad:9}"


@contextmanager
def _health(address: str) -> Iterator[list[float]]:
    """Ask `/healthz` every twentieth of a second meanwhile; yields the milliseconds it took."""
    took: list[float] = []
    done = threading.Event()

    def ask() -> None:
        while not done.wait(0.05):
            started = time.monotonic()
            with urllib.request.urlopen(f"{address}healthz", timeout=WAIT_SECONDS):  # noqa: S310
                took.append(1000 * (time.monotonic() - started))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield took
    finally:
        done.set()
        asking.join()


def _ms(took: list[float], percent: int) -> float:
    return sorted(took)[len(took) * percent // 100] if took else float("nan")


def _soak(wrk: str, script: Path, address: str, requests: int) -> int:
    """Let ten people ask until there were so many questions; return how many there were."""
    asked = 0
    while asked < requests:
        command = [wrk, "-t1", "-c10", "-d10s", f"--timeout={WAIT_SECONDS}s", "-s", str(script)]
        told = subprocess.run([*command, address], capture_output=True, text=True, check=True)  # noqa: S603
        found = re.search(r"(\d+) requests in", told.stdout)
        if found is None:
            raise SystemExit(f"wrk said something else: {told.stdout}")
        asked += int(found[1])
    return asked


if __name__ == "__main__":
    main()
