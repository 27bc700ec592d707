"""Connections to addresses that were checked, and to the very ones that were: a name is looked up once.

A name that leads to a public address when it is checked and to another when it is connected to (DNS rebinding) would
otherwise open the network that the bot stands in to everybody who can send it a link.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence

import httpcore

from bot.errors import Unfetched
from bot.fetching.addresses import IpAddress
from bot.fetching.deadline import Deadline
from bot.fetching.errors import UnfetchableError
from bot.fetching.resolving import Resolve, resolve_by

_FOR_ONE = 5.0  # seconds for one of several addresses, so that the next one has its chance


class CheckedBackend(httpcore.NetworkBackend):
    """Connects as httpcore asks, to addresses that are allowed, by a deadline; Unix sockets it has none.

    Args:
        resolve: Returns the addresses of a host.
        allowed: Whether an address may be connected to.
        deadline: By when all must be done. What httpcore has for timeouts is for each step, and steps have no end.
    """

    def __init__(self, resolve: Resolve, allowed: Callable[[IpAddress], bool], deadline: Deadline) -> None:
        self._resolve, self._allowed, self._deadline = resolve, allowed, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            UnfetchableError: The host has no address, or one that is not allowed, or time is up.
            httpcore.ConnectError: None of them answers.
            httpcore.ConnectTimeout: The last of them does not answer in time.
        """
        addresses = resolve_by(self._deadline, self._resolve, host)
        # One is enough: whoever names an inside address among public ones does not mean well.
        if not all(self._allowed(address) for address in addresses):
            raise UnfetchableError(
                Unfetched.PRIVATE, "is not on the public internet", "Send the page as a file instead"
            )
        return _Timed(self._first_of(addresses, port, socket_options), self._deadline)

    def _first_of(
        self, addresses: Sequence[IpAddress], port: int, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        *others, last = addresses
        for address in others:
            try:
                return self._connect(address, port, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, options)

    def _connect(
        self, address: IpAddress, port: int, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        timeout = min(_FOR_ONE, self._deadline.left())
        return self._sockets.connect_tcp(str(address), port, timeout=timeout, socket_options=options)


class _Timed(httpcore.NetworkStream):
    """A connection on which every step takes what is left of the time, and no more."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
