"""Let a package hand out names of its modules without importing them before they are used.

A package whose modules import NumPy, or more, would else make every import of one of them slow.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def hand_out(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package (PEP 562) that hands out these names.

    `modules` has the module of the package that each name is in.
    """

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return find
