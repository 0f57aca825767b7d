"""The address that a request comes from."""

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

IPV6_PREFIX = 64
"""One subscriber has at least as many addresses of IPv6, so that single ones say nothing."""


def client_address(scope: Mapping[str, Any]) -> str:
    """Return the address that the request of an ASGI scope comes from, "" if that is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def network_of(address: str) -> str:
    """Return what is counted as one place: an address of IPv4, or the network of one of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_PREFIX), strict=False))
