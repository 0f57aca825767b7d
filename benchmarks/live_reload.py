"""Publish one index after another while many search, and see that nobody notices.

    python benchmarks/live_reload.py [--users 20] [--publications 50]

A real server (of the fake encoder) is asked by as many users as are wanted, each with a connection
of their own, through the API, the page, the page of a source and the exports. Meanwhile indexes are
published, in each of which some documents carry the number of the index in their titles and texts,
and of which every other one has a document more. Each answer has to carry one number alone, and the
version that an export names has to be that of the same index. Counted are requests that failed
and answers that were mixed; the memory of the server and its open files have to be back at their
level afterwards. The exit code is 1 if anything is wrong.
"""

import argparse
import http.client
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus, urlsplit
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.show.corpus_version import SHOWN_DIGITS
from benchmarks.served import address_of, megabytes
from index.build import build_generation, corpus_sha256
from ingest.corpus import read_corpus
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

ROOT = Path(__file__).parents[1]
MARKED = 5
"""Documents that carry the number of their index."""

PATHS = (
    "api/ask?q={}",
    "?q={}",
    "?dok=merket-plan-0&q={}",
    "eksport.md?q={}",
    "eksport.csv?q={}&alle=1",
    "api/ask?like=merket-plan-1",
    "oversikt?x={}",
)
QUESTIONS = ("merket plan for reindrift", "reindrift i merket bygd", "plan for merket")
MARK = re.compile(r"utgave(\d+)x")

WARM = 3
"""Publications before the memory is measured: two generations, one of them going, are its level."""

MORE_MEGABYTES = 40
"""By which its memory may lie higher afterwards: a generation that is not let go of takes 8, and
50 of them 400."""

PATIENCE_SECONDS = 60


def main() -> None:
    """Run it, print the figures as JSON, and end with 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--publications", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures, is_right = run(Path(folder) / "data", asked.users, asked.publications)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.exit(0 if is_right else 1)


def run(data: Path, users: int, publications: int) -> tuple[dict[str, object], bool]:
    """Return the figures, and whether all is as it has to be."""
    library = Published(data)
    with _server(data) as (process, address):
        search = Searching(address, library)
        library.publish(1)
        # The first request opens it; whoever asks meanwhile is answered by the page alone.
        urlopen(f"{address}api/ask?q=plan", timeout=PATIENCE_SECONDS).close()  # noqa: S310
        with search.by(users):
            library.publish(WARM)
            search.wait_for(len(PATHS) * users)
            before = megabytes(process.pid, "VmRSS"), _open_files(process.pid)
            asked_before = search.answered
            library.publish(publications)
            search.wait_for(search.answered + len(PATHS) * users)
        after = megabytes(process.pid, "VmRSS"), _open_files(process.pid)
    figures = {
        "users": users,
        "publications": publications,
        "requests": search.answered - asked_before,
        "seen": len(search.seen),
        "failed": sum(search.failed.values()),
        "mixed": len(search.mixed),
        "memory_mb": [round(before[0]), round(after[0])],
        "open_files": [before[1], after[1]],
        "wrong": [*map(str, search.failed.most_common(3)), *search.mixed[:3]],
    }
    is_right = not search.failed and not search.mixed and len(search.seen) > publications // 3
    # Two generations may be open while the last request to the older one ends.
    is_back = after[0] < before[0] + MORE_MEGABYTES and after[1] < 2 * before[1]
    return figures, is_right and is_back


class Published:
    """A data folder in which indexes are published, each with a number of its own."""

    def __init__(self, data: Path) -> None:
        """Publish the page alone, as a server expects to find it."""
        self._data, self._page = data, read_corpus()
        build_generation(self._page, FakeEncoder(), data)
        self._number = 0
        self.collections: dict[str, str] = {}

    def publish(self, times: int) -> None:
        """Publish so many indexes, one after another."""
        for _ in range(times):
            self._number += 1
            documents = [*self._page, *self._marked(self._number)]
            self.collections[str(self._number)] = corpus_sha256(documents)[:SHOWN_DIGITS]
            build_generation(documents, FakeEncoder(), self._data)

    def _marked(self, number: int) -> Iterator[Document]:
        for each in range(MARKED + number % 2):
            text = (
                f"Reindrift i merket bygd, utgave{number}x.\n\n"
                f"Merket plan for reindrift nummer {each} er utgave{number}x.\n"
            )
            yield replace(
                self._page[0],
                id=f"merket-plan-{each}",
                title=f"Merket plan {each} utgave{number}x",
                text=text,
                page_starts=(),
                headings=(),
                tables=(),
            )


class Searching:
    """Users who ask a server without a pause, and what was wrong with the answers."""

    def __init__(self, address: str, published: Published) -> None:
        """Ask the server at `address`, of which `published` knows the collections."""
        self._at, self._published = urlsplit(address), published
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.answered = 0
        self.failed: Counter[str] = Counter()
        self.mixed: list[str] = []
        self.seen: set[str] = set()

    @contextmanager
    def by(self, users: int) -> Iterator[None]:
        """Let so many users search while the block runs."""
        threads = [threading.Thread(target=self._ask_on, args=(number,)) for number in range(users)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def wait_for(self, count: int) -> None:
        """Wait until so many requests have been answered."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.answered < count and time.monotonic() < until:
            time.sleep(0.05)

    def _ask_on(self, user: int) -> None:
        connection = http.client.HTTPConnection(self._at.hostname or "", self._at.port, timeout=60)
        turn = user
        while not self._over.is_set():
            turn += 1
            # The number keeps answers from being those that were kept. There are not ever new
            # ones: the fake encoder keeps every question.
            question = f"{QUESTIONS[turn % len(QUESTIONS)]} {user} {turn % 40}"
            path = PATHS[turn % len(PATHS)].format(quote_plus(question))
            try:
                connection.request("GET", f"/{path}")
                response = connection.getresponse()
                body, status = response.read().decode(), response.status
            except (OSError, ValueError, http.client.HTTPException) as error:
                connection.close()
                body, status = type(error).__name__, 0
            self._note(path, status, body)
        connection.close()

    def _note(self, path: str, status: int, body: str) -> None:
        marks = set(MARK.findall(body))
        known = self._published.collections
        with self._lock:
            self.answered += 1
            if status != 200:
                self.failed[f"{status} {path.partition('?')[0]} {body[:80]}"] += 1
                return
            self.seen |= marks
            if len(marks) > 1:
                self.mixed.append(f"{path}: {sorted(marks)}")
            elif path.startswith("eksport") and marks and known[marks.pop()] not in body:
                self.mixed.append(f"{path}: another collection")


@contextmanager
def _server(data: Path) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """Run the command with the fake encoder; yield its process and its address."""
    command = [sys.executable, "-m", "tests.fake_command", "serve", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--data", str(data)], stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        yield process, address_of(process)
    finally:
        process.terminate()
        process.communicate()


def _open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


if __name__ == "__main__":
    main()
