"""The callback by which long work reports its progress."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the number of parts that are done and the number of all parts."""


def no_progress(_done: int, _total: int) -> None:
    """Ignore progress."""
