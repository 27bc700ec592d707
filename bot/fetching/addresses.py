"""Which addresses may be connected to: those of the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IpAddress = IPv4Address | IPv6Address

# Written out rather than asked of Python: `ipaddress.is_global` of Python 3.11 knows neither all of 192.0.0.0/24 nor
# 2002::/16, and takes multicast, site-local and much that nobody has assigned for global.

# Blocks that the IANA IPv4 Special-Purpose Address Registry does not call globally reachable, and multicast (RFC 5771).
# https://www.iana.org/assignments/iana-ipv4-special-registry
_NOT_PUBLIC = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network: Linux connects to itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a provider's NAT; also clouds' metadata (100.100.100.200)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; clouds' metadata (169.254.169.254)
        "172.16.0.0/12",
        "192.0.0.0/24",  # two addresses in it are reachable, and serve no pages
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        # Assigned to Microsoft, and inside Azure the machine's own metadata and secrets:
        # https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
        "168.63.129.16/32",
    )
)

# All that is assigned as global unicast, https://www.iana.org/assignments/ipv6-address-space. Outside of it are
# loopback, unique local, link-local, site-local and multicast addresses and those that hold an IPv4 address (RFC 4291).
_GLOBAL_UNICAST = IPv6Network("2000::/3")

# Blocks in it that the IANA IPv6 Special-Purpose Address Registry has, https://www.iana.org/assignments/iana-ipv6-special-registry
_NOT_PUBLIC_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo, which holds an IPv4 address, benchmarking, ORCHID; what is reachable serves no pages
        "2001:db8::/32",
        "2002::/16",  # 6to4, which holds an IPv4 address
        "3fff::/20",
    )
)

# The one translation to IPv4 that pages are read through: networks that speak only IPv6 (RFC 6052, section 2.1).
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: IpAddress) -> bool:
    """Return whether an address is one that anybody on the internet reaches, and the same host for everybody.

    Addresses that only wrap an IPv4 address (mapped, compatible, 6to4, Teredo) are not, whatever they wrap: nothing
    public is named by them. That of a NAT64 is as public as the IPv4 address in it.
    """
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _NOT_PUBLIC)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    return address in _GLOBAL_UNICAST and not any(address in block for block in _NOT_PUBLIC_6)
