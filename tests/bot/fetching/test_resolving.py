"""Looking up hosts."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from threading import Event

import pytest

from bot.errors import Unfetched
from bot.fetching.addresses import IpAddress
from bot.fetching.deadline import Deadline
from bot.fetching.errors import UnfetchableError
from bot.fetching.resolving import resolve, resolve_by

LOOPBACK = ip_address("127.0.0.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "017700000001", "0x7f000001"])
def test_numbers_are_the_addresses_that_they_are(host: str) -> None:
    """An address written as the system's resolver takes it, decimal, octal or hexadecimal, is seen as what it is."""
    assert resolve(host) == [LOOPBACK]


def test_addresses_of_either_kind() -> None:
    """IPv6 addresses are seen too, each once."""
    assert resolve("::ffff:127.0.0.1") == [ip_address("::ffff:127.0.0.1")]


@pytest.mark.parametrize("host", ["a" * 70 + ".test", "a..test", "nowhere.invalid", "a" * 300])
def test_no_such_host(host: str) -> None:
    """A host that does not exist, or cannot, is said to; offline, that it cannot be looked up now."""
    with pytest.raises(UnfetchableError) as refused:
        resolve_by(Deadline(20), resolve, host)
    assert refused.value.unfetched in {Unfetched.NO_SUCH_HOST, Unfetched.UNREACHABLE}


@pytest.mark.parametrize(
    ("error", "unfetched"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Unfetched.NO_SUCH_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Unfetched.UNREACHABLE),
        (UnicodeError("label too long"), Unfetched.NO_SUCH_HOST),
    ],
)
def test_what_the_system_says(error: Exception, unfetched: Unfetched) -> None:
    """A name that does not exist is told from a name server that does not answer."""

    def fail(_: str) -> list[IpAddress]:
        raise error

    with pytest.raises(UnfetchableError) as refused:
        resolve_by(Deadline(20), fail, "news.test")
    assert refused.value.unfetched is unfetched


def test_no_address_is_no_host() -> None:
    """A host without an address does not exist."""
    with pytest.raises(UnfetchableError) as refused:
        resolve_by(Deadline(20), lambda _: [], "news.test")
    assert refused.value.unfetched is Unfetched.NO_SUCH_HOST


def test_a_resolver_that_hangs_is_left() -> None:
    """The system's resolver takes as long as it likes, and nobody waits for it longer than the deadline."""
    forever = Event()

    def hang(_: str) -> list[IpAddress]:
        forever.wait()
        return [LOOPBACK]

    with pytest.raises(UnfetchableError) as late:
        resolve_by(Deadline(0.05), hang, "news.test")
    forever.set()
    assert late.value.unfetched is Unfetched.TOO_SLOW
