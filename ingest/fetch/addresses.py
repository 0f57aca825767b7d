"""Say whether an address may be fetched from: https, no credentials, a public machine."""

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import AddressPrivate, AddressUnsafe

Resolve = Callable[[str, int], Sequence[str]]
"""Called with a name and a port; returns the numeric addresses of the machine."""

# Each carries an IPv4 address inside an IPv6 one; no publisher's server is reached so.
_CARRIERS = tuple(
    ipaddress.IPv6Network(each)
    for each in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "2002::/16", "2001::/32")
)
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?\.?")


@dataclass(frozen=True, slots=True)
class Target:
    """Hold an address that may be asked, and the numeric ones that its name was checked to have.

    The connection must go to one of `numbers`: a name that is looked up again may have moved.
    """

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def netloc(self) -> str:
        """Return what stands in the Host header."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return shown if self.port == usual else f"{shown}:{self.port}"

    @property
    def numeric(self) -> bool:
        """Say whether the address has numbers in place of a name."""
        return self.host in self.numbers


def check_address(address: str, resolve: Resolve, loopback: bool = False) -> Target:
    """Return where `address` leads.

    Every number of the machine must be public, not only the one that is used. `loopback` is for
    tests: this machine may be asked, and plain http then goes to it alone.

    Raises:
        AddressUnsafe: it is not https, has a user name, or is not well formed.
        AddressPrivate: it leads to a private, local, reserved or shared address.
        FetchError: what `resolve` raises.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, KeyError) as error:
        raise AddressUnsafe(address=address) from error
    unclean = any(ord(char) < 33 or char == "\\" for char in address) or "@" in parts.netloc
    if unclean or not (_number(host) or _NAME.fullmatch(host)):
        raise AddressUnsafe(address=address)
    if parts.scheme != "https" and not loopback:
        raise AddressUnsafe(address=address)
    numbers = (host,) if _number(host) else tuple(dict.fromkeys(resolve(host, port)))
    for each in numbers:
        number = _number(each)
        local = number is not None and number.is_loopback
        if number is None or not (_is_public(number) or (loopback and local)):
            raise AddressPrivate(address=address)
        if parts.scheme != "https" and not local:
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
        if any(number in carrier for carrier in _CARRIERS):
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved
