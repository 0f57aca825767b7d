"""The two cookies: the one of a session, and the one that a sign-in form belongs to."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION, FORM = "eksempelfinner", "eksempelfinner-skjema"

MAX_VALUE_CHARS = 100


def read_cookie(scope: Mapping[str, Any], name: str) -> str:
    """Return the value of the cookie `name` of a request, "" without."""
    value = HTTPConnection(dict(scope)).cookies.get(_name(scope, name), "")
    return value if len(value) <= MAX_VALUE_CHARS else ""


def set_cookie(response: Response, scope: Mapping[str, Any], name: str, value: str) -> None:
    """Let a response give the browser a cookie that no script reads and that ends with it.

    A session comes along when a link of another site is followed, as in an e-mail, and with
    nothing else that other sites make the browser do.
    """
    response.set_cookie(
        _name(scope, name),
        value,
        path=_path(scope),
        secure=_is_https(scope),
        httponly=True,
        samesite="strict" if name == FORM else "lax",
    )


def drop_cookie(response: Response, scope: Mapping[str, Any], name: str) -> None:
    """Let a response take a cookie from the browser."""
    response.delete_cookie(
        _name(scope, name),
        path=_path(scope),
        secure=_is_https(scope),
        httponly=True,
        samesite="strict" if name == FORM else "lax",
    )


def _name(scope: Mapping[str, Any], name: str) -> str:
    """Return the whole name: its prefix makes the browser refuse what others set.

    `__Host-` needs the path "/", which a site below a path of its host does not have.
    """
    if not _is_https(scope):
        return name
    return f"__Secure-{name}" if scope.get("root_path") else f"__Host-{name}"


def _path(scope: Mapping[str, Any]) -> str:
    return f"{scope.get('root_path', '')}/"


def _is_https(scope: Mapping[str, Any]) -> bool:
    return bool(scope["scheme"] == "https")
