"""Who sends a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.access.roles import Role

Way = Literal["password", "token", "proxy", "none"]
"""How somebody showed who they are."""

_KEY = "eksempelfinner.visitor"
_FROM_PROXY = "eksempelfinner.from_proxy"
_CLAIMED = "eksempelfinner.claimed_proxy"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request: a user by name, or anybody, whose name is ""."""

    name: str
    role: Role
    way: Way


def note_visitor(scope: Any, visitor: Visitor) -> None:
    """Note who sends the request of an ASGI scope."""
    scope[_KEY] = visitor


def visitor_of(scope: Mapping[str, Any]) -> Visitor | None:
    """Return who sends the request of an ASGI scope, None if it did not come through the gate."""
    visitor: Visitor | None = scope.get(_KEY)
    return visitor


def note_proxy(scope: Any) -> None:
    """Note that the request of an ASGI scope came from a proxy that is trusted."""
    scope[_FROM_PROXY] = True


def is_from_proxy(scope: Mapping[str, Any]) -> bool:
    """Return whether the request of an ASGI scope came from a proxy that is trusted."""
    return bool(scope.get(_FROM_PROXY))


def note_claim(scope: Any) -> None:
    """Note that the request of an ASGI scope came with headers of a proxy that is not trusted."""
    scope[_CLAIMED] = True


def has_claim(scope: Mapping[str, Any]) -> bool:
    """Return whether the request came with headers of a proxy that is not trusted."""
    return bool(scope.get(_CLAIMED))
