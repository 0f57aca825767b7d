"""One middleware in front of every route: who asks, may they, and how often."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.accounts import folded_name
from assistant.access.policy import is_loopback
from assistant.access.registry import Registry
from assistant.access.roles import EDITOR, READER, Role, is_at_least
from assistant.access.tokens import token_of
from assistant.web.access.client_address import client_address, network_of
from assistant.web.access.cookies import SESSION, read_cookie
from assistant.web.access.doors import Doors
from assistant.web.access.open_paths import EDITORS, OPEN, SIGN_IN, UNLIMITED
from assistant.web.access.refusal import Refusal, Refusals
from assistant.web.access.visitor import Visitor, has_claim, is_from_proxy, note_visitor
from assistant.web.pages.site import Site
from assistant.web.request.path import path_in_site

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing, whoever makes a browser send them."""

MAX_NAME_CHARS = 200


class Gate:
    """Lets through who may use the server; it stands before every route, Gradio's included."""

    def __init__(
        self, app: ASGIApp, doors: Doors, site: Site, editors: frozenset[str] = EDITORS
    ) -> None:
        """Wrap `app`; `editors` are the paths that only an editor may see."""
        self._app = app
        self._doors = doors
        self._refusals = Refusals(site)
        self._editors = editors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            response: Response = await run_in_threadpool(self._refusals.answer, scope, refusal)
            await response(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        """Return why a request is not let through; if it is, note who sends it."""
        path = path_in_site(scope)
        if _is_from_another_site(scope):
            return Refusal("foreign")
        visitor = self._visitor(scope)
        if visitor is not None:
            note_visitor(scope, visitor)
        if path in OPEN and path != SIGN_IN:
            return None
        if self._doors.policy.is_local and _is_not_local(scope):
            return Refusal("not_local")
        if visitor is None and path != SIGN_IN:
            return Refusal("unknown", can_sign_in=self._has_accounts())
        if wait := self._wait(scope, path, visitor):
            return Refusal("too_many", wait=wait)
        if visitor is None:
            return None
        if path in self._editors and not is_at_least(visitor.role, EDITOR):
            is_anybody = visitor.way == "none" and self._has_accounts()
            return Refusal("unknown" if is_anybody else "not_editor", can_sign_in=is_anybody)
        return None

    def _visitor(self, scope: Scope) -> Visitor | None:
        """Return who sends a request: by token, by a proxy, by session, or anybody."""
        policy = self._doors.policy
        registry = policy.registry.now()
        name = self._named_by_proxy(scope)
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            if token := token_of(registry, secret.strip()):
                return Visitor(token.name, token.role, "token")
            # A program that shows a token means it: a wrong one is not taken for no token. But a
            # proxy may pass on the one that it knows the user by.
            if not name:
                return None
        if name:
            return Visitor(name, _role_of(name, registry), "proxy")
        if secret := read_cookie(scope, SESSION):
            account = self._doors.sessions.find(secret, registry)
            if account is not None:
                return Visitor(account.name, account.role, "password")
        return Visitor("", policy.anonymous, "none") if policy.anonymous else None

    def _named_by_proxy(self, scope: Scope) -> str:
        header = self._doors.policy.user_header
        if not header or not is_from_proxy(scope):
            return ""
        # Of two names one came from the browser, and nobody knows which.
        names = Headers(scope=scope).getlist(header)
        name = _as_typed(names[0].strip()) if len(names) == 1 else ""
        return name if name.isprintable() and len(name) <= MAX_NAME_CHARS else ""

    def _wait(self, scope: Scope, path: str, visitor: Visitor | None) -> int:
        """Return the seconds that a visitor has to wait who has asked for too much, else 0."""
        address = client_address(scope)
        if is_loopback(address) or path.startswith(UNLIMITED):
            return 0
        if visitor is None or not visitor.name:
            return self._doors.rates.take(f"none {network_of(address)}")
        return self._doors.rates.take(f"{visitor.way} {visitor.name}")

    def _has_accounts(self) -> bool:
        return bool(self._doors.policy.registry.now().accounts)


def _as_typed(value: str) -> str:
    """Return the value of a header as its sender meant it: names have letters such as å."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value


def _role_of(name: str, registry: Registry) -> Role:
    account = registry.accounts.get(folded_name(name))
    return account.role if account else READER


def _is_from_another_site(scope: Scope) -> bool:
    """Return whether a page of another site makes the browser send something."""
    if scope["type"] == "http" and scope["method"] in SAFE:
        return False
    return Headers(scope=scope).get("sec-fetch-site", "none") not in ("same-origin", "none")


def _is_not_local(scope: Scope) -> bool:
    """Return whether a request came to this machine from elsewhere, or under another name.

    A proxy says that it passed it on; and a page of another site that has its own name lead to
    this machine (DNS rebinding) sends that name.
    """
    if has_claim(scope):
        return True
    try:
        name = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return True
    return not (name in ("", "localhost") or name.endswith(".localhost") or is_loopback(name))
