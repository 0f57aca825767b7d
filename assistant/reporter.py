"""How long work tells of itself: in a terminal, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from ingest.progress import no_progress


class Reporter(Protocol):
    """Tells the user of long work while it is going on."""

    def say(self, key: str, **values: object) -> None:
        """Show the text at `key`."""
        ...

    def progress(self, key: str) -> AbstractContextManager[Callable[[int, int], None]]:
        """Show how far work has come; the callback takes what is done and what there is to do."""
        ...


class SilentReporter:
    """Tells nobody: for programs that use this one as a library."""

    def say(self, key: str, **values: object) -> None:
        """Show nothing."""

    @contextmanager
    def progress(self, key: str) -> Iterator[Callable[[int, int], None]]:  # noqa: ARG002
        """Show nothing."""
        yield no_progress


SILENT = SilentReporter()
