"""Do work that may fail or never end beside other work, in a process that is killed in the end."""

import os
import select
import signal
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Beside:
    """Run `work` in a forked process until the block ends; its bytes may be asked for there."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self.work = work
        self._pid = self._pipe = -1

    def __enter__(self) -> Self:
        self._pipe, write = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._run(write)
        os.close(write)
        return self

    def result(self, seconds: float) -> bytes:
        """Return what the work returned; less where it failed or was silent for `seconds`."""
        blocks: list[bytes] = []
        while select.select([self._pipe], [], [], seconds)[0]:
            block = os.read(self._pipe, 1 << 16)
            if not block:
                break
            blocks.append(block)
        return b"".join(blocks)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._pipe)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def _run(self, write: int) -> None:
        """Work, tell, and end at once: what Python does at its end is for the first process."""
        status = 1
        try:
            with os.fdopen(write, "wb") as pipe:
                pipe.write(self.work())
            status = 0
        finally:
            os._exit(status)
