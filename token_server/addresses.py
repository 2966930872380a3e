"""Whose request this is: the address limits are counted by.

Owns: reading X-Forwarded-For, and how far it is believed. Pure.
Must not know: limits, settings, HTTP frameworks.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = "unknown"
# A household or a phone gets a whole /64: counting single addresses would limit nobody.
IPV6_PREFIX_BITS = 64

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class TrustedProxies:
    """The networks whose word about the address before them is taken."""

    networks: tuple[_Network, ...] = ()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> TrustedProxies:
        """Addresses (`10.0.0.7`) and networks (`10.0.0.0/8`).

        Raises:
            ValueError: an entry is neither.
        """
        return cls(tuple(ipaddress.ip_network(entry, strict=False) for entry in entries))

    def __contains__(self, address: _Address) -> bool:
        return any(address in network for network in self.networks)


def client_key(peer: str | None, forwarded_for: Iterable[str], trusted: TrustedProxies) -> str:
    """The address of the client, as a key to count by.

    `peer` is the other end of the connection; `forwarded_for` the X-Forwarded-For headers in the
    order they came. The list is read from its end, past proxies that are trusted: what stands
    before the first address that is not was written by someone unknown.
    """
    address = _parse(peer or "")
    if address is None:
        return UNKNOWN
    hops = [hop for header in forwarded_for for hop in header.split(",")]
    while hops and address in trusted:
        before = _parse(hops.pop())
        if before is None:
            break
        address = before
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_PREFIX_BITS), strict=False))
    return str(address)


def _parse(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
