"""An HTTP server inside the running event loop."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.settings import Listen
from bot.web.listening import sockets_at
from bot.web.protocol import IDLE, Protocol

_GRACE = 2.0  # seconds that a stop waits for requests under way

_log = logging.getLogger(__name__)


@asynccontextmanager
async def serving(app: ASGIApp, listen: Listen) -> AsyncIterator[int]:
    """Serve an application, and yield the port at which connections are taken.

    At the end no more are taken, requests under way get a few seconds, and everything is closed.

    Args:
        app: The application.
        listen: Where connections are taken; port 0 is any that is free.

    Raises:
        SettingsError: They cannot be taken there.
    """
    sockets = await sockets_at(listen)
    port: int = sockets[0].getsockname()[1]
    config = uvicorn.Config(
        _Cancellable(app),
        http=Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",  # of its own loggers: requests, and whatever nonsense is sent, would fill the log
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets))
    try:
        await server.is_up.wait()
        _log.info("HTTP at %s", Listen(listen.host, port))
        yield port
    finally:
        server.should_exit = True
        await running


class _Server(uvicorn.Server):
    """uvicorn as a guest: signals are the bot's, and a stop is over in time."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so: not every version of uvicorn can be stopped before."""
        try:
            await super().startup(sockets)
        finally:
            self.is_up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # as in uvicorn
        """Take no more connections, wait for requests under way, and cut what is left."""
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=_GRACE)
        for connection in list(state.connections):
            if isinstance(connection, Protocol):
                connection.cut()
        left = list(state.tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left)


class _Cancellable:
    """An application whose requests can be cancelled at the end: uvicorn would log a traceback for each."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(asyncio.CancelledError):
            await self._app(scope, receive, send)
