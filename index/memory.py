"""Keep the last results of a method without keeping its object.

`lru_cache` over a bound method makes a circle of the object and its cache, which only the garbage
collector ends, some time: a server that follows publications kept ten generations and their files.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakMethod

Argument = TypeVar("Argument")
Result = TypeVar("Result")


def remembering(method: Callable[[Argument], Result], most: int) -> Callable[[Argument], Result]:
    """Return a bound `method` that keeps its `most` last results; it is for its object alone."""
    found: Any = WeakMethod(method)

    @lru_cache(maxsize=most)
    def call(argument: Argument) -> Result:
        result: Result = found()(argument)
        return result

    return call
