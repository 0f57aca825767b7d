"""Kill what changes the data folder at random moments, and see that nothing is lost.

    python benchmarks/crashes.py --kills 1000

Each round runs `build`, `add`, `remove`, `sync` or `import-index` on a data folder of the fake
encoder in a process of its own, and kills that with SIGKILL at a moment drawn by chance. Then the
live generation has to open with every block right, and every report that was told to be added, and
not told to be removed since, has to be in the list. At the end a last command leaves nothing over.
Then bits of every file of a generation are flipped, one at a time: each has to be found.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.reporter import SILENT
from assistant.reports.add import Options, add_files, remove_reports, sync_folder
from assistant.settings import Settings
from assistant.workspace import build_index, read_documents
from index.archive import export_index, import_index
from index.build import build_generation, corpus_sha256
from index.errors import IndexDamaged
from index.generation import open_live
from ingest.corpus import read_corpus
from ingest.errors import EksempelfinnerError
from ingest.library.library import Library
from tests.fake_encoder import FakeEncoder

VERBS = ("build", "add", "remove", "sync", "import")
SUBJECTS = ("reindrift", "fiskeri", "skogbruk", "havbruk", "bergverk", "gartneri")
LONGEST_SECONDS = 0.6
"""A kill comes within this time: a change of the small library takes some 0.4 seconds."""


class Lost(Exception):
    """Something that had to hold does not."""


def main() -> None:
    """Run all of it and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(run(Path(folder), asked.kills, asked.flips, asked.seed)) + "\n")


def run(folder: Path, kills: int, flips: int, seed: int) -> dict[str, object]:
    """Kill and flip as often as is asked for; return the figures."""
    chance = random.Random(seed)
    started = time.monotonic()
    world = World(folder, chance)
    ended = Counter[str]()
    while ended["killed"] < kills:
        verb = chance.choice(VERBS)
        ended["killed" if world.kill_during(verb) else "finished"] += 1
        world.check()
    world.tidy()
    found = flipped_bits(world.settings.data, flips, chance)
    seconds = round(time.monotonic() - started)
    return {**ended, "changed": world.changes, "flips_found": found, "seconds": seconds}


class World:
    """A data folder, a folder that it follows, and what has to be in it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Build the index of the page, and export it with a report."""
        self.settings = Settings(data=folder / "data", threads=1)
        self.followed, self.reports = folder / "followed", folder / "reports"
        self.archive = folder / "index.zip"
        self.chance, self.changes = chance, 0
        self.told = folder / "told"
        for each in (self.followed, self.reports):
            each.mkdir()
        for subject in SUBJECTS:
            self._write(self.reports, subject)
        build_generation(read_corpus(), FakeEncoder(), self.settings.data)
        self._do("add", self.reports / f"{SUBJECTS[0]}.md")
        export_index(self.settings.data, self.archive)
        self.live = open_live(self.settings.data).id

    def kill_during(self, verb: str) -> bool:
        """Do something in a process, and kill that at some moment; return whether it was killed."""
        subject = self.chance.choice(SUBJECTS)
        path = self.reports / f"{subject}.md"
        if verb == "sync":
            path = self._write(self.followed, f"{subject}-{self.chance.randrange(3)}")
        self.told.write_text("")
        before = self.listed()
        child = os.fork()
        if child == 0:
            try:
                self._do(verb, path)
            except EksempelfinnerError as error:
                self.told.write_text(f"! {error!r}")
            os._exit(0)
        time.sleep(self.chance.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        self.see(verb, before, os.WIFSIGNALED(status))
        return os.WIFSIGNALED(status)

    def see(self, verb: str, before: set[str], killed: bool) -> None:
        """See that what was told holds, and that nothing else has gone.

        Raises:
            Lost: it does not.
        """
        told, after = self.told.read_text(), self.listed()
        if told.startswith("!"):
            raise Lost(verb, told)
        added = {line[1:] for line in told.splitlines() if line[0] == "+"}
        gone = before - after
        if not added <= after:
            raise Lost(verb, "added and not there", added - after)
        if gone and verb not in ("remove", "import"):
            raise Lost(verb, "gone", gone)
        if not killed and verb == "remove" and len(before) > 0 and before == after:
            raise Lost(verb, "removed and there", before)

    def check(self) -> None:
        """Open the live generation, and read every block of it.

        Raises:
            Lost: it cannot be.
        """
        try:
            generation = open_live(self.settings.data)
            generation.check()
        except EksempelfinnerError as error:
            raise Lost("the live generation does not open", error) from error
        self.changes += generation.id != self.live
        self.live = generation.id
        read_documents(self.settings)

    def tidy(self) -> None:
        """Change the library once more, undisturbed; nothing may be left over.

        Raises:
            Lost: something is.
        """
        self._write(self.followed, "hagebruk")
        self._do("sync", self.followed)
        data, library = self.settings.data, Library.of(self.settings.data)
        left = list(data.rglob("*.unfinished"))
        named = {entry.sha256 for entry in library.listing()}
        for name in ("files", "texts"):
            stored = {path.name.partition(".")[0] for path in (library.folder / name).iterdir()}
            left += [library.folder / name / each for each in stored ^ named]
        if left or len(list((data / "generations").iterdir())) > 2:
            raise Lost("left over", left)
        if open_live(data).manifest.corpus_sha256 != corpus_sha256(read_documents(self.settings)):
            raise Lost("the index is not of the library")

    def listed(self) -> set[str]:
        """Return the checksums of the files in the list."""
        return {entry.sha256 for entry in Library.of(self.settings.data).listing()}

    def _do(self, verb: str, path: Path) -> None:
        """Change the data folder, and tell what is done as soon as it is."""
        settings, options = self.settings, Options()
        if verb == "build":
            build_index(settings, FakeEncoder())
        elif verb == "import":
            import_index(settings.data, self.archive)
        elif verb == "remove":
            entries = list(Library.of(settings.data).listing())[:1]
            remove_reports(settings, [e.id for e in entries], SILENT, _load)
        elif verb == "sync":
            self._tell(sync_folder(settings, self.followed, options, SILENT, _load))
        else:
            self._tell(add_files(settings, [path], options, SILENT, _load))

    def _tell(self, outcomes: object) -> None:
        for outcome in outcomes:  # type: ignore[attr-defined]
            if outcome.state not in ("added", "updated"):
                continue
            entry = Library.of(self.settings.data).listing().by_id(outcome.report_id)
            with self.told.open("a") as told:
                told.write(f"+{entry.sha256 if entry else outcome.report_id}\n")

    @staticmethod
    def _write(folder: Path, name: str) -> Path:
        path = folder / f"{name}.md"
        text = f"# Plan for {name}\n\nKommunen legger til rette for {name} i alle bygder."
        path.write_text(f"{text}\n\nNæringen {name} får tilskudd hvert år.\n", "utf-8")
        return path


def _load(_: Settings) -> FakeEncoder:
    return FakeEncoder()


def flipped_bits(data: Path, flips: int, chance: random.Random) -> int:
    """Flip one bit at a time of files in turn, and return how many were found: all of them.

    Raises:
        Lost: one is not found, or what it is in is served.
    """
    folder = open_live(data).folder
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(max(flips, len(files))):
        path = files[number % len(files)]
        whole = path.read_bytes()
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            open_live(data).check()
        except (IndexDamaged, EksempelfinnerError):
            continue
        finally:
            path.write_bytes(whole)
        raise Lost("a flip is not found", path, at, bit)
    open_live(data).check()
    shutil.rmtree(data, ignore_errors=True)
    return max(flips, len(files))


if __name__ == "__main__":
    main()
