"""Ask a server again if it did not answer: what is asked of it can be asked twice."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

WAITS_S = (0.1, 0.4, 1.6)
"""Waited for after each attempt but the last, with up to half as much again by chance, so that
many readers of a server that comes back do not all ask at once. A search waits 3 s at most."""


def again(ask: Callable[[], T], is_passing: Callable[[Exception], bool]) -> T:
    """Return what `ask` returns, asking again after errors that `is_passing` says may pass.

    Raises:
        Exception: the last error.
    """
    for wait in WAITS_S:
        try:
            return ask()
        except Exception as error:
            if not is_passing(error):
                raise
        time.sleep(wait * random.uniform(1, 1.5))  # noqa: S311
    return ask()
