"""What asks in tests: over real connections, or the application itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.types import ASGIApp

from bot.settings import Listen
from bot.web.server import serving

LOOPBACK = Listen("127.0.0.1", 0)
PATIENCE = 20  # seconds; no test waits so long unless it fails


def asked(app: ASGIApp, method: str, path: str, **request: object) -> httpx.Response:
    """Return the answer of an application to one request."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://test", trust_env=False
        ) as client:
            return await client.request(method, path, **request)  # type: ignore[arg-type]

    return asyncio.run(ask())


@asynccontextmanager
async def client_of(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """Serve an application on loopback, and yield a client of it; its connections are kept."""
    async with serving(app, LOOPBACK) as port:
        base = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=base, verify=False, trust_env=False, timeout=PATIENCE) as client:
            yield client


class Wire:
    """A connection on which anything may be said."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def say(self, what: bytes) -> None:
        """Send something."""
        self._writer.write(what)
        await self._writer.drain()

    async def until(self, end: bytes) -> bytes:
        """Return what comes up to an end, with it."""
        return await asyncio.wait_for(self._reader.readuntil(end), PATIENCE)

    async def rest(self) -> bytes:
        """Return what comes until the other side closes the connection, which it must."""
        read = bytearray()
        try:
            while piece := await asyncio.wait_for(self._reader.read(2**16), PATIENCE):
                read += piece
        except ConnectionResetError:
            pass
        return bytes(read)


@asynccontextmanager
async def wire_to(port: int) -> AsyncIterator[Wire]:
    """Yield a connection to a port of loopback, and leave without a word at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.transport.abort()
