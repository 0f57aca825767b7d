"""The address that somebody asked for before signing in: it leads back into this site alone."""

from urllib.parse import quote, urlsplit

from starlette.types import Scope

from assistant.web.request.path import path_in_site

TARGET = "til"
"""The parameter with what was asked for: a path and a query, without the "/" in front."""

MAX_TARGET_CHARS = 8_000
"""A longer one is forgotten: it would not fit into the address of the sign-in."""


def asked_for(scope: Scope) -> str:
    """Return what a request asks for, as it stands behind `TARGET`."""
    path = quote(path_in_site(scope).lstrip("/"))
    query = scope["query_string"].decode("latin-1")
    target = f"{path}?{query}" if query else path
    return target if len(target) <= MAX_TARGET_CHARS else ""


def safe_target(target: str, root: str) -> str:
    """Return the address of a target, whoever wrote it: one of this site, its start if in doubt.

    A browser may read two slashes of either kind, or a line break, as the begin of another site.
    """
    start = f"{root}/"
    is_plain = len(target) <= MAX_TARGET_CHARS and target.isascii() and target.isprintable()
    if not is_plain or "\\" in target or target.startswith("/"):
        return start
    try:
        parts = urlsplit(target)
    except ValueError:
        return start
    return start if parts.scheme or parts.netloc else f"{start}{target}"
