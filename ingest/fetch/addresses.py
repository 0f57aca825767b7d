"""Check whether an address may be fetched: https, no credentials, a public machine."""

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import AddressPrivate, AddressUnsafe

Resolve = Callable[[str, int], Sequence[str]]
"""Called with the name of a machine and a port; returns its numeric addresses."""

# Each embeds an IPv4 address in an IPv6 one; no publisher's server is reached through them.
_EMBEDDING_NETWORKS = tuple(
    ipaddress.IPv6Network(network)
    for network in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "2002::/16", "2001::/32")
)
_DEFAULT_PORTS = {"https": 443, "http": 80}
_HOST_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?\.?")


@dataclass(frozen=True, slots=True)
class Target:
    """One address that may be fetched, with the numeric addresses that were checked.

    The connection must go to one of `numbers`: a name that is looked up again may have moved.
    """

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def netloc(self) -> str:
        """Return the value of the Host header."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == _DEFAULT_PORTS[self.scheme] else f"{shown}:{self.port}"

    @property
    def numeric(self) -> bool:
        """Return whether the address has a number in place of a name."""
        return self.host in self.numbers


def check_address(address: str, resolve: Resolve, loopback: bool = False) -> Target:
    """Return the target that `address` leads to.

    Every number of the machine must be public, not only the one that is used. `loopback` is for
    tests: it allows this machine, and plain http to this machine alone.

    Raises:
        AddressUnsafe: it is not https, has a user name, or is malformed.
        AddressPrivate: it leads to a private, local, reserved or shared address.
        FetchError: `resolve` raised it.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, KeyError) as error:
        raise AddressUnsafe(address=address) from error
    unclean = any(ord(char) < 33 or char == "\\" for char in address) or "@" in parts.netloc
    if unclean or not (_number(host) or _HOST_NAME.fullmatch(host)):
        raise AddressUnsafe(address=address)
    if parts.scheme != "https" and not loopback:
        raise AddressUnsafe(address=address)
    numbers = (host,) if _number(host) else tuple(dict.fromkeys(resolve(host, port)))
    for text in numbers:
        number = _number(text)
        is_local = number is not None and number.is_loopback
        if number is None or not (_is_public(number) or (loopback and is_local)):
            raise AddressPrivate(address=address)
        if parts.scheme != "https" and not is_local:
            raise AddressUnsafe(address=address)
    if not numbers:
        raise AddressUnsafe(address=address)
    path = parts.path or "/"
    return Target(
        parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path, numbers
    )


def _number(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(number, ipaddress.IPv6Address):
        if number.scope_id is not None or number.is_site_local:
            return False
        if any(number in network for network in _EMBEDDING_NETWORKS):
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved
