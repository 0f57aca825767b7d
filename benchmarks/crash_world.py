"""A data folder, the files that are added to it, and what has to be in it, whatever happens."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from assistant.reporter import SILENT
from assistant.reports.add import Options, add_files, remove_reports, sync_folder
from assistant.settings import Settings
from assistant.show.texts import texts_in
from assistant.workspace import open_index, read_documents, rebuild_index
from index.archive import export_index, import_index
from index.build import build_generation, corpus_sha256
from index.generation import open_live
from ingest.corpus import read_corpus
from ingest.errors import EksempelfinnerError
from ingest.library.library import Library
from tests.fake_encoder import FakeEncoder

VERBS = ("build", "add", "remove", "sync", "import")
REMOVING = ("remove", "import")
SUBJECTS = ("reindrift", "fiskeri", "skogbruk", "havbruk", "bergverk", "gartneri")
LONGEST_SECONDS = 0.6
"""A kill comes within this time: a change of the small library takes some 0.4 seconds."""


class Lost(Exception):
    """Something that had to hold does not."""


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
        path, before = self.prepare(verb), self.listed()
        child = self.fork(verb, path)
        time.sleep(self.chance.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if refused := self.refused():
            raise Lost(verb, refused)
        self.see(verb, before, os.WIFSIGNALED(status))
        return os.WIFSIGNALED(status)

    def prepare(self, verb: str) -> Path:
        """Return the file or folder that is to be added, and forget what was told."""
        subject = self.chance.choice(SUBJECTS)
        path = self.reports / f"{subject}.md"
        if verb == "sync":
            path = self._write(self.followed, f"{subject}-{self.chance.randrange(3)}")
        self.told.write_text("")
        return self.followed if verb == "sync" else path

    def fork(self, verb: str, path: Path, first: Callable[[], object] = bool) -> int:
        """Do something in a process, after `first` in the same; return the process."""
        child = os.fork()
        if child == 0:
            code = 1
            try:
                first()
                self._do(verb, path)
                code = 0
            except EksempelfinnerError as error:
                self._tell_error(error)
                code = 0
            except BaseException as error:  # noqa: BLE001  # a process that ends has to say why
                self._tell_line(f"!{type(error).__name__} {error!r}")
            finally:
                os._exit(code)
        return child

    def refused(self) -> list[str]:
        """Return the errors that what was done ended with, each with its sentence."""
        lines = self.told.read_text().splitlines()
        return [line[1:] for line in lines if line.startswith("!")]

    def see(self, verb: str, before: set[str], killed: bool) -> None:
        """See that what was told holds, and that nothing else has gone.

        Raises:
            Lost: it does not.
        """
        told, after = self.told.read_text(), self.listed()
        added = {line[1:] for line in told.splitlines() if line[0] == "+"}
        gone = before - after
        if not added <= after:
            raise Lost(verb, "added and not there", added - after)
        if gone and verb not in REMOVING:
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
            rebuild_index(settings, FakeEncoder())
        elif verb == "ask":
            generation = open_index(settings, encoder=FakeEncoder())
            _ = [generation.tokens.passage(row) for row in range(len(generation.passages))]
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
            if outcome.error is not None:
                self._tell_error(outcome.error)
            if outcome.state not in ("added", "updated"):
                continue
            entry = Library.of(self.settings.data).listing().by_id(outcome.report_id)
            self._tell_line(f"+{entry.sha256 if entry else outcome.report_id}")

    def _tell_error(self, error: EksempelfinnerError) -> None:
        self._tell_line(f"!{type(error).__name__} {texts_in('nb').error(error)}")

    def _tell_line(self, line: str) -> None:
        # Appended in one go: two processes may tell at once.
        with self.told.open("a") as told:
            told.write(f"{line}\n")

    @staticmethod
    def _write(folder: Path, name: str) -> Path:
        path = folder / f"{name}.md"
        text = f"# Plan for {name}\n\nKommunen legger til rette for {name} i alle bygder."
        path.write_text(f"{text}\n\nNæringen {name} får tilskudd hvert år.\n", "utf-8")
        return path


def _load(_: Settings) -> FakeEncoder:
    return FakeEncoder()
