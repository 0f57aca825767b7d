"""Every route of the running application, however deep it is mounted."""

import re
from collections.abc import Iterator
from typing import Any

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def paths_of(app: Any, prefix: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the path and the methods of every route below `app`, a router or a mount."""
    for route in app.routes:
        path = prefix + getattr(route, "path", "")
        # FastAPI keeps a router that was included as one route.
        inside = getattr(route, "original_router", route)
        if getattr(inside, "routes", None):
            yield from paths_of(inside, path)
        else:
            yield path, frozenset(getattr(route, "methods", None) or ())


def example_of(path: str) -> str:
    """Return an address that a path with parameters matches."""
    filled = re.sub(r"\{(\w+):int\}", "1", path)
    return re.sub(r"\{[^}]+\}", "x", filled) or "/"
