"""Where a call comes from: the address that our own proxies vouch for, and nothing that a client made up."""

import ipaddress

# Whoever rents one IPv6 connection gets at least this many bits to themselves.
HOUSEHOLD_BITS = 64


def caller(peer: str, forwarded: str, hops: int) -> str:
    """The address that a call is counted under.

    `peer` is who holds the connection, `forwarded` the X-Forwarded-For header, `hops` how many proxies of
    ours stand before us: each adds the address that it saw at the right end. With fewer entries than hops
    somebody went round a proxy, and their own address counts. IPv6 counts per /64.
    """
    told = [part.strip() for part in forwarded.split(",") if part.strip()]
    seen = told[-hops] if 0 < hops <= len(told) else peer
    return _household(seen) or _household(peer) or "unknown"


def _household(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), HOUSEHOLD_BITS), strict=False))
