"""Sockets to take connections at."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Sequence

import pytest

from bot.errors import SettingsError
from bot.settings import Listen
from bot.web.listening import close_all, sockets_at
from tests.bot.web.clients import LOOPBACK

NOT_OURS = "192.0.2.1"
"""For documentation (RFC 5737): no machine has it."""


def ports_at(listen: Listen) -> dict[str, int]:
    """Return the addresses listened at, and the port of each."""
    sockets = asyncio.run(sockets_at(listen))
    found = {each.getsockname()[0]: each.getsockname()[1] for each in sockets}
    close_all(sockets)
    return found


def let_resolve(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name lead to addresses."""
    resolve = socket.getaddrinfo

    def found(_: str, port: int | None, family: int = 0, kind: int = 0, *rest: int) -> Sequence[object]:
        return [each for address in addresses for each in resolve(address, port, family, kind, *rest)]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def is_free(port: int) -> bool:
    """Return whether nobody listens at a port of loopback."""
    with socket.socket() as client:
        return client.connect_ex((LOOPBACK.host, port)) != 0


def test_any_port_that_is_free() -> None:
    """Port 0 is one that nobody has."""
    assert [*ports_at(LOOPBACK)] == [LOOPBACK.host]
    assert 0 not in ports_at(LOOPBACK).values()


def test_every_address_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has several addresses, as localhost does, is listened at at each, at one port."""
    let_resolve(monkeypatch, "127.0.0.1", "::1", "127.0.0.1")
    ports = ports_at(Listen("localhost", 0))
    if "::1" not in ports:
        pytest.skip("this machine has no IPv6")
    assert {*ports} == {"127.0.0.1", "::1"}
    assert len({*ports.values()}) == 1


def test_an_address_that_is_not_here_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a name's addresses those that this machine has are enough, as where it has no IPv6."""
    let_resolve(monkeypatch, NOT_OURS, "127.0.0.1")
    assert [*ports_at(Listen("localhost", 0))] == ["127.0.0.1"]


def test_all_addresses() -> None:
    """[::] takes connections by IPv4, too."""
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    sockets = asyncio.run(sockets_at(Listen("::", 0)))
    assert not is_free(sockets[0].getsockname()[1])
    close_all(sockets)


def test_a_port_that_is_taken_is_named() -> None:
    """A port that another process has is an error with the setting's name and the next step."""
    with socket.create_server((LOOPBACK.host, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^LISTEN: 127\.0\.0\.1:{port} is taken by another process\. Stop"):
            ports_at(Listen(LOOPBACK.host, port))


def test_where_one_port_is_taken_no_other_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one address of a name cannot be had, none of the others is kept from others."""
    port = ports_at(LOOPBACK)[LOOPBACK.host]
    made = socket.create_server

    def second_is_taken(address: tuple[str, int], *, family: int, dualstack_ipv6: bool) -> socket.socket:
        if address[0] == NOT_OURS:
            raise OSError(errno.EADDRINUSE, "in use")
        return made(address, family=family, dualstack_ipv6=dualstack_ipv6)

    monkeypatch.setattr(socket, "create_server", second_is_taken)
    let_resolve(monkeypatch, LOOPBACK.host, NOT_OURS)
    with pytest.raises(SettingsError, match="taken"):
        ports_at(Listen("localhost", port))
    assert is_free(port)


def test_an_address_of_another_machine_is_named() -> None:
    """An address that this machine has not is an error that names it and the next step."""
    with pytest.raises(SettingsError, match=r"^LISTEN: 192\.0\.2\.1:8080 is no address of this machine\. Set LISTEN"):
        ports_at(Listen(NOT_OURS, 8080))


@pytest.mark.parametrize("host", ["a" * 64 + ".test", "a\0b", "\ud800"], ids=ascii)
def test_a_host_that_there_cannot_be_is_named(host: str) -> None:
    """A host that can have no address is an error on one line."""
    with pytest.raises(SettingsError, match=r"^LISTEN: there is no host .* Set LISTEN") as caught:
        ports_at(Listen(host, 8080))
    assert "\0" not in str(caught.value)


def test_a_host_that_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has no address is an error that names it."""

    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SettingsError, match=r"^LISTEN: there is no host no\.such\.host\. Set LISTEN"):
        ports_at(Listen("no.such.host", 8080))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, r"127\.0\.0\.1:80 is not for this user to listen at\. Set LISTEN to a port from 1024 on\."),
        (errno.EMFILE, r"127\.0\.0\.1:80 cannot be listened at \(what the system says\)\. Set LISTEN"),
    ],
)
def test_what_the_system_refuses_is_told(monkeypatch: pytest.MonkeyPatch, number: int, sentence: str) -> None:
    """What else the system refuses is an error with its reason and the next step."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "what the\nsystem says")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(SettingsError, match=f"^LISTEN: {sentence}"):
        ports_at(Listen(LOOPBACK.host, 80))
