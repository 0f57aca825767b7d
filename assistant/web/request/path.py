"""The path of a request inside the site."""

from collections.abc import Mapping
from typing import Any


def path_in_site(scope: Mapping[str, Any]) -> str:
    """Return the path of an ASGI scope, without the path that a proxy serves the site under."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))
