"""An HTTP server in a thread that starts and stops at once."""

import asyncio
import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

START_TIMEOUT = 10


class _Server(uvicorn.Server):
    """uvicorn without its tenths of a second: it waits for events instead of looking whether something changed."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.running = threading.Event()
        self.stop = asyncio.Event()

    async def main_loop(self) -> None:
        """Serve until `stop` is set."""
        self.running.set()
        await self.stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, let the handlers end, close what is open."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for listener in sockets or []:
            listener.close()
        await asyncio.gather(*self.server_state.tasks)


class HttpThread:
    """Serve an ASGI application on a free port of the loopback interface, as a context manager.

    Handlers that wait should stop waiting when `closing` is set; `on_close` is called in the server's thread then.
    """

    def __init__(self, app: ASGIApp, on_close: Callable[[], None]) -> None:
        self._on_close = on_close
        # The protocol is named, for asyncio looks at it before it turns Nagle's algorithm off: 40 ms an answer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            # Nobody looks at these, and they take a tenth of the time.
            access_log=False,
            proxy_headers=False,
            date_header=False,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="fake Bot API", daemon=True)
        self.loop: asyncio.AbstractEventLoop

    @property
    def closing(self) -> asyncio.Event:
        """Return the event that says that the server ends."""
        return self._server.stop

    def start(self) -> None:
        """Return when the server takes connections."""
        self._thread.start()
        if not self._server.running.wait(START_TIMEOUT):
            raise RuntimeError("The fake Bot API server did not start.")

    def close(self) -> None:
        """Return when the server has ended."""
        self.loop.call_soon_threadsafe(self._stop)
        self._thread.join()

    def abort(self, client: tuple[str, int]) -> None:
        """Cut the connection of a client, in the server's thread."""
        for connection in self._server.server_state.connections:
            if isinstance(connection, H11Protocol) and connection.client == client:
                connection.transport.abort()

    def _stop(self) -> None:
        self.closing.set()
        self._on_close()

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            self.loop = runner.get_loop()
            runner.run(self._server.serve(sockets=[self._socket]))
