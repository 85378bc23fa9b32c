"""Who asks: the address of the connection, or what a proxy that is trusted says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
LOCAL = "local"
"""The address of who connects over a Unix socket."""


def networks_of(names: Iterable[str]) -> tuple[Network, ...]:
    """Return networks by their names, an address or a range (10.0.0.0/8). Raises ValueError."""
    return tuple(ip_network(name, strict=False) for name in names)


def is_loopback(address: str) -> bool:
    """Return whether an address is this machine's own."""
    if address == LOCAL:
        return True
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback


def address_of(
    client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]], trusted: Sequence[Network]
) -> str:
    """Return the address that a request counts by: the nearest in front of all trusted proxies.

    Without a trusted proxy, headers say nothing; with one, whoever connects over a Unix socket is trusted.
    """
    address = client[0] if client and client[0] else LOCAL
    if not trusted or not _is_within(address, trusted):
        return address
    hops = [
        hop.strip()
        for name, value in headers
        if name == b"x-forwarded-for"
        for hop in value.decode("latin-1").split(",")
    ]
    for hop in reversed(hops):
        if _parsed(hop) is None:
            return address
        address = hop
        if not _is_within(hop, trusted):
            return address
    return address


def _is_within(address: str, networks: Sequence[Network]) -> bool:
    if address == LOCAL:
        return True
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in networks)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed
