"""Which addresses may be connected to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.fetching.addresses import is_public

NAT64 = "64:ff9b::"

PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "223.255.255.255",
    "168.63.129.15",
    "2001:200::1",
    "2400:cb00::1",
    "2606:4700::1111",
    "2a00:1450::1",
    NAT64 + "1.1.1.1",
]

# By the IANA registries, each block's first or last address, and what is known to stand there.
NOT_PUBLIC = {
    "this host": "0.0.0.0 0.1.2.3",
    "private": "10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255",
    "loopback": "127.0.0.1 127.255.255.255 ::1",
    "link-local": "169.254.0.0 169.254.169.254 fe80::1 febf:ffff::1",
    "carrier": "100.64.0.0 100.127.255.255 100.100.100.200",
    "protocols": "192.0.0.0 192.0.0.9 192.0.0.192 192.0.0.255 2001::1 2001:1ff:ffff::1",
    "relay": "192.88.99.1",
    "documentation": "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1 3fff:fff:ffff::1",
    "benchmarks": "198.18.0.0 198.19.255.255 2001:2::1",
    "multicast": "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
    "reserved": "240.0.0.1 255.255.255.255 4000::1 5f00::1 e000::1 1::1",
    "unspecified": "::",
    "unique local": "fc00::1 fd00:ec2::254 fdff:ffff::1",
    "site-local": "fec0::1",
    "discard": "100::1 100:0:0:1::1",
    "Azure": "168.63.129.16",
    "mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:1.1.1.1",
    "compatible": "::127.0.0.1 ::10.0.0.1 ::1.1.1.1",
    "translated": "::ffff:0:127.0.0.1",
    "6to4": "2002:7f00:1::1 2002:a00:1::1 2002:101:101::1",
    "Teredo": "2001:0:101:101::80ff:fffe",
    "NAT64": f"{NAT64}127.0.0.1 {NAT64}10.0.0.1 {NAT64}169.254.169.254 {NAT64}0.0.0.0 {NAT64}168.63.129.16",
    "local NAT64": "64:ff9b:1::1.1.1.1 64:ff9b:1:ffff::1",
    "scoped": "fe80::1%eth0 2606:4700::1111%eth0",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    """What anybody on the internet can reach may be connected to, up to the edges of the blocks beside it."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("addresses", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_no_other_address_is(addresses: str) -> None:
    """What has a special purpose, or only wraps another address, may not be connected to."""
    assert [address for address in addresses.split() if is_public(ip_address(address))] == []


@given(st.ip_addresses(v=4))
@example(IPv4Address("100.64.0.1"))
def test_python_agrees_on_ipv4(address: IPv4Address) -> None:
    """Nothing is public that Python, of whatever version, calls private, reserved or multicast."""
    if is_public(address):
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.is_link_local, address.is_unspecified))


@given(st.ip_addresses(v=6))
@example(IPv6Address("2000::1"))
def test_python_agrees_on_ipv6(address: IPv6Address) -> None:
    """The same; only what a NAT64 translates is reserved for it, and nothing else that is public holds IPv4."""
    if is_public(address) and address not in IPv6Network(f"{NAT64}/96"):
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.is_link_local, address.is_site_local))
        assert not any((address.ipv4_mapped, address.sixtofour, address.teredo))


@given(st.ip_addresses(v=4))
@example(IPv4Address("127.0.0.1"))
@example(IPv4Address("1.1.1.1"))
def test_translated_as_what_is_translated(address: IPv4Address) -> None:
    """An IPv4 address behind a NAT64 is as public as it is without."""
    assert is_public(IPv6Address(NAT64 + str(address))) == is_public(address)
