"""A connection that nobody can hold for ever."""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

IDLE = 60
"""Seconds that a connection is kept between two requests: Telegram, and proxies, use one for many."""

_REQUEST = 30.0  # seconds from the first byte of a request to the last of its response
_MOST = 500  # connections: those that the bot needs itself shall be left of what the system gives a process


class Protocol(H11Protocol):
    """HTTP/1.1 with an end to everything: uvicorn waits for ever for the rest of a request, and for its reader."""

    _idle = False
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # so does uvicorn
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        # asyncio does so only for sockets that name their protocol; without, a response may wait 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._cut_after(_REQUEST)
        if len(self.connections) > _MOST:
            self.cut()

    def data_received(self, data: bytes) -> None:
        """Go on with a request, or begin one."""
        if self._idle:
            self._idle = False
            self._cut_after(_REQUEST)
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()  # which begins the next one, where it has come already
        self._idle = self.cycle.response_complete
        self._cut_after(IDLE if self._idle else _REQUEST)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def cut(self) -> None:
        """Close the connection at once."""
        self.transport.abort()

    def _cut_after(self, seconds: float) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, self.cut)
