"""Sockets to take connections at."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

from bot.errors import SettingsError
from bot.printable import on_one_line
from bot.settings import Listen

_MENDS = {
    errno.EADDRINUSE: "is taken by another process. Stop that one, or set LISTEN to another port.",
    errno.EADDRNOTAVAIL: "is no address of this machine. Set LISTEN to one of its own, or to 0.0.0.0 for all.",
    errno.EACCES: "is not for this user to listen at. Set LISTEN to a port from 1024 on.",
}
_NOT_HERE = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
"""What a machine without IPv6 says to an address of ``localhost`` that its list of hosts has all the same."""


async def sockets_at(listen: Listen) -> list[socket.socket]:
    """Return sockets that listen at every address of a host, all at the same port.

    Args:
        listen: The host; port 0 is any that is free.

    Raises:
        SettingsError: There is no such host here, or its port is not to be had; the message says what to do.
    """
    sockets: list[socket.socket] = []
    absent: OSError | None = None
    port = listen.port
    for family, address in await _addresses(listen.host):
        try:
            sockets.append(_listening(family, (address[0], port, *address[2:])))
        except OSError as error:
            if error.errno not in _NOT_HERE:
                close_all(sockets)
                raise _refused(listen, error) from None
            absent = error
        else:
            port = sockets[0].getsockname()[1]
    if absent and not sockets:
        raise _refused(listen, absent)
    return sockets


def close_all(sockets: list[socket.socket]) -> None:
    """Close sockets."""
    for each in sockets:
        each.close()


async def _addresses(host: str) -> list[tuple[socket.AddressFamily, tuple[Any, ...]]]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):  # a name that nobody has, and one that cannot be one
        raise SettingsError(
            f"LISTEN: there is no host {on_one_line(host)}. "
            "Set LISTEN to an address of this machine, such as 127.0.0.1:8080."
        ) from None
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))  # glibc may name one twice


def _listening(family: socket.AddressFamily, address: tuple[Any, ...]) -> socket.socket:
    both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()  # [::] is all of IPv4, too
    return socket.create_server(address, family=family, dualstack_ipv6=both)


def _refused(listen: Listen, error: OSError) -> SettingsError:
    mend = _MENDS.get(error.errno or 0, f"cannot be listened at ({error.strerror}). Set LISTEN to another place.")
    return SettingsError(on_one_line(f"LISTEN: {listen} {mend}"))
