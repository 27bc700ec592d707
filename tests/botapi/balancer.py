"""A load balancer in front of several servers: TCP on loopback, connections by turns."""

import asyncio
import contextlib
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

CHUNK = 65_536
START_TIMEOUT = 10


class Balancer:
    """Give each new connection to the next of the ports that takes it, as a context manager.

    Where no port takes it, it is closed. A connection ends on one side when it ends on the other.

    Args:
        ports: Those of the servers, on loopback; they may come and go.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self.port: int
        self._ports = tuple(ports)
        self._next = 0
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="balancer", daemon=True)

    @property
    def url(self) -> str:
        """Return the address of all of them."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Return when it takes connections."""
        self._thread.start()
        if not self._started.wait(START_TIMEOUT):
            raise RuntimeError("The balancer did not start.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close all connections, and return when they are closed."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stop.wait()
        # The end of the loop ends those that are open.
        server.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry bytes between a client and a server."""
        with contextlib.closing(writer):
            server = await self._connected()
            if server is None:
                return
            answers, questions = server
            with contextlib.closing(questions):
                ways = [asyncio.create_task(_carry(*way)) for way in ((reader, questions), (answers, writer))]
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                for way in ways:
                    way.cancel()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for _ in self._ports:
            port = self._ports[self._next % len(self._ports)]
            self._next += 1
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        return None


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Write what is read, until one side is gone."""
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
