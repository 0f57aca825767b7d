"""Decide, when a server starts, who may use it."""

from dataclasses import dataclass
from ipaddress import ip_address

from assistant.access.registry import LiveRegistry
from assistant.access.roles import EDITOR, READER, Role
from assistant.errors import AccessOpen, ProxyUntrusted
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may use a server.

    `anonymous` is the role of who has not signed in, None if nobody may use it so. `is_local` is
    whether that is so because the server can be reached from its own machine alone. `user_header`
    is the header in which a proxy names the user, lower case, "" without; `proxies` are the
    addresses and networks that are believed.
    """

    registry: LiveRegistry
    anonymous: Role | None
    is_local: bool
    user_header: str
    proxies: tuple[str, ...]

    @property
    def has_sign_in(self) -> bool:
        """Return whether there is anything to sign in for."""
        return self.anonymous != EDITOR

    @property
    def has_users(self) -> bool:
        """Return whether anybody can sign in by now."""
        return self.has_sign_in and bool(self.user_header or not self.registry.now().is_empty)


def read_policy(settings: Settings, bound_to: str) -> Policy:
    """Return who may use a server that listens on the address `bound_to`.

    On a loopback address without a proxy a server is open until somebody makes an account or a
    token. On any other it is closed, unless it is to be public.

    Raises:
        AccessOpen: it would be open to others, and nobody said that it is to be.
        ProxyUntrusted: a proxy is to name the users, and none is trusted.
        AccessUnreadable: the file of accounts cannot be read.
    """
    proxies = tuple(filter(None, (part.strip() for part in settings.trusted_proxies.split(","))))
    if settings.proxy_user_header and not proxies:
        raise ProxyUntrusted
    registry = LiveRegistry(settings.data)
    can_sign_in = bool(settings.proxy_user_header) or not registry.now().is_empty
    # A proxy in front lets others in, also to a loopback address.
    is_local = is_loopback(bound_to) and not proxies
    if not (can_sign_in or is_local or settings.public):
        raise AccessOpen(host=settings.host)
    anonymous: Role | None = None
    if settings.public:
        anonymous = READER
    elif not can_sign_in:
        anonymous = EDITOR
    return Policy(
        registry=registry,
        anonymous=anonymous,
        is_local=anonymous == EDITOR,
        user_header=settings.proxy_user_header.lower(),
        proxies=proxies,
    )


def is_loopback(address: str) -> bool:
    """Return whether only this machine can reach an address, or comes from it."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
