"""An HTTP server inside the running event loop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from bot.errors import SettingsError
from bot.settings import Listen
from bot.web import server as module
from bot.web.server import serving
from tests.bot.web.clients import LOOPBACK, PATIENCE, Wire, client_of, wire_to

ASKED = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
ANSWER_END = b"\r\n\r\nwell"
NEVER = 600.0  # seconds


class App:
    """Answers that all is well, as soon as it may.

    Attributes:
        asked: Set when it is asked.
        may_answer: Whether it may.
    """

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer."""
        self.asked.set()
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            for _ in range(9):  # cleaning up may take its turns
                await asyncio.sleep(0)
            raise
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"well"})


def well() -> App:
    """Return an application that answers at once."""
    app = App()
    app.may_answer.set()
    return app


def nobody_at(port: int) -> bool:
    """Return whether nobody listens at a port."""
    with socket.socket() as client:
        return client.connect_ex((LOOPBACK.host, port)) != 0


def test_it_listens_meanwhile() -> None:
    """Connections are taken inside, at the port that it says, and none afterwards."""

    async def serve() -> None:
        async with serving(well(), LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(ASKED)
            await wire.until(ANSWER_END)
        assert nobody_at(port)

    asyncio.run(serve())


def test_a_port_that_is_taken() -> None:
    """Two servers at one port are an error of the setting's, and the first goes on."""

    async def serve() -> None:
        async with client_of(well()) as client:
            with pytest.raises(SettingsError, match="LISTEN"):
                await serving(well(), Listen(LOOPBACK.host, client.base_url.port or 0)).__aenter__()
            assert (await client.get("/")).text == "well"

    asyncio.run(serve())


def test_it_serves_ipv6() -> None:
    """It is reached by IPv6 where it listens there."""

    async def serve() -> str:
        async with serving(well(), Listen("::1", 0)) as port, httpx.AsyncClient(verify=False) as client:
            return (await client.get(f"http://[::1]:{port}/")).text

    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert asyncio.run(serve()) == "well"


def test_nothing_tells_what_serves() -> None:
    """An answer says when it was given, and not by what."""

    async def ask() -> httpx.Headers:
        async with client_of(well()) as client:
            return (await client.get("/")).headers

    assert {*asyncio.run(ask())} == {"date", "content-length"}


def test_it_is_a_guest(caplog: pytest.LogCaptureFixture) -> None:
    """Signals and the log stay as they are, and neither requests nor nonsense fill the log."""
    caplog.set_level(logging.INFO)
    loggers = [logging.getLogger(name) for name in (None, "uvicorn", "uvicorn.access")]

    def state() -> object:
        signals = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        return signals, [logger.handlers[:] for logger in loggers], loggers[0].level

    async def ask() -> None:
        before = state()
        async with client_of(well()) as client:
            assert state() == before
            await client.get("/")
            await client.get("/", headers={"Connection": "upgrade", "Upgrade": "websocket"})
            for nonsense in (b"\x16\x03\x01 nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000):
                async with wire_to(client.base_url.port or 0) as wire:
                    await wire.say(nonsense)
                    assert (await wire.rest()).startswith(b"HTTP/1.1 400 ")

    asyncio.run(ask())
    ours = [record.getMessage() for record in caplog.records if record.name not in {"httpx", "asyncio"}]
    assert len(ours) == 1
    assert ours[0].startswith("HTTP at 127.0.0.1:")


def test_requests_under_way_are_answered_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before the end is answered; meanwhile nothing more is taken, on new connections or on old ones."""
    monkeypatch.setattr(module, "_GRACE", NEVER)

    async def stop() -> bytes:
        app = App()
        running = serving(app, LOOPBACK)
        port = await running.__aenter__()
        async with wire_to(port) as idle, wire_to(port) as wire:
            app.may_answer.set()
            await idle.say(ASKED)
            await idle.until(ANSWER_END)
            app.may_answer.clear()
            app.asked.clear()
            await wire.say(ASKED)
            await app.asked.wait()
            stopping = asyncio.create_task(running.__aexit__(None, None, None))
            while not await asyncio.to_thread(nobody_at, port):
                assert not stopping.done()
            assert await idle.rest() == b""
            app.may_answer.set()
            answer = await wire.rest()
            await stopping
            return answer

    answer = asyncio.run(asyncio.wait_for(stop(), PATIENCE))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(ANSWER_END)


@pytest.mark.parametrize(
    ("said", "answered"),
    [(ASKED, ANSWER_END), (ASKED + b"GET / HT", ANSWER_END), (b"GET / HT", b""), (b"", b"")],
    ids=["idle", "idle, and half a request", "half a request", "silent"],
)
def test_nobody_who_is_idle_delays_the_end(monkeypatch: pytest.MonkeyPatch, said: bytes, answered: bytes) -> None:
    """Connections on which nothing is under way are closed at once at the end."""
    monkeypatch.setattr(module, "_GRACE", NEVER)

    async def stop() -> bytes:
        async with serving(well(), LOOPBACK) as port:
            reader, writer = await asyncio.open_connection(LOOPBACK.host, port)
            wire = Wire(reader, writer)
            await wire.say(said)
            if answered:
                await wire.until(answered)
            async with wire_to(port) as other:  # connections are taken in their order: the first one is
                await other.say(ASKED)
                await other.until(ANSWER_END)
        rest = await wire.rest()
        writer.close()
        return rest

    assert asyncio.run(asyncio.wait_for(stop(), PATIENCE)) == b""


@pytest.mark.parametrize(
    "said", [ASKED, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf"], ids=["hanging", "half a body"]
)
def test_what_does_not_end_is_cut(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    """A request that goes on for too long after the end is cut, and that is nothing for the log."""
    monkeypatch.setattr(module, "_GRACE", 0.01)

    async def stop() -> bytes:
        app = App()
        async with serving(app, LOOPBACK) as port:
            reader, writer = await asyncio.open_connection(LOOPBACK.host, port)
            await Wire(reader, writer).say(said)
            await app.asked.wait()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        rest = await Wire(reader, writer).rest()
        writer.close()
        return rest

    assert asyncio.run(stop()) == b""
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_the_end_comes_also_by_an_error() -> None:
    """An error inside goes its way, and leaves nothing running."""

    async def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            async with serving(well(), LOOPBACK) as port:
                raise ZeroDivisionError
        assert nobody_at(port)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(fail())
