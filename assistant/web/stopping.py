"""End the server when the system asks for it: what runs is answered, and the exit code is 0."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

GRACE_SECONDS = 10
"""Requests that run are given this time; the longest search takes a tenth of it."""


@contextmanager
def ending_on_request() -> Iterator[None]:
    """Make SIGTERM end the block as if it were done, with exit code 0.

    While requests are answered, uvicorn has the signal: it takes no new ones, waits for those that
    run, and then raises the signal again, which is met here.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python lets no other thread set what a signal does
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
