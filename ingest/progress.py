"""How long work tells of how far it has come."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with what is done so far and what there is to do."""


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""
