"""A connection that nobody can hold for ever."""

from __future__ import annotations

import asyncio
import logging
import socket

import pytest
from starlette.types import Receive, Scope, Send

from bot.web import protocol as module
from bot.web.protocol import Protocol
from bot.web.server import serving
from tests.bot.web.clients import LOOPBACK, PATIENCE, wire_to

AT_ONCE = 0.02
ASKED = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
ANSWER_END = b"\r\n\r\nwell"


async def well(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    """Answer that all is well, without a look at the body."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"well"})


async def reading(_: Scope, receive: Receive, send: Send) -> None:
    """Answer when the body is read."""
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    await well({}, receive, send)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET / HT",
        ASKED[:-2],
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
    ],
    ids=["nothing", "half a line", "half a head", "half a body", "half a chunk"],
)
def test_who_does_not_go_on_is_cut(
    said: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A connection on which a request is begun and not ended is closed, which is nothing for the log."""
    monkeypatch.setattr(module, "_REQUEST", AT_ONCE)

    async def wait() -> bytes:
        async with serving(reading, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(said)
            return await wire.rest()

    assert asyncio.run(wait()) == b""
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_who_sends_byte_by_byte_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time for a request is for all of it: a byte now and then buys no more."""
    monkeypatch.setattr(module, "_REQUEST", AT_ONCE)

    async def drip() -> None:
        async with serving(reading, LOOPBACK) as port, wire_to(port) as wire:
            ended = asyncio.create_task(wire.rest())
            await wire.say(b"GET / HTTP/1.1\r\nX: ")
            while not ended.done():
                try:
                    await wire.say(b"a")
                except ConnectionError:
                    break
                await asyncio.wait([ended], timeout=AT_ONCE / 10)
            assert await ended == b""

    asyncio.run(asyncio.wait_for(drip(), PATIENCE))


def test_who_goes_on_sending_after_the_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that goes on without end after its answer ends with the time for a request."""
    monkeypatch.setattr(module, "_REQUEST", AT_ONCE)

    async def send_on() -> bytes:
        async with serving(well, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n")
            answer = await wire.until(ANSWER_END)
            await wire.say(b"more")
            assert await wire.rest() == b""
            return answer

    assert asyncio.run(send_on()).startswith(b"HTTP/1.1 200 ")


def test_who_does_not_read_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that nobody reads holds nothing for ever."""
    monkeypatch.setattr(module, "_REQUEST", AT_ONCE)

    async def ask_and_wait() -> None:
        given_up = asyncio.Event()

        async def endless(_: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _piece in range(4):
                await send({"type": "http.response.body", "body": b" " * 2**24, "more_body": True})
            given_up.set()

        async with serving(endless, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(ASKED)
            await asyncio.wait_for(given_up.wait(), PATIENCE)

    asyncio.run(ask_and_wait())


def test_an_idle_connection_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection on which nothing more is asked is closed."""
    monkeypatch.setattr(module, "IDLE", AT_ONCE)

    async def ask_once() -> bytes:
        async with serving(well, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(ASKED)
            await wire.until(ANSWER_END)
            return await wire.rest()

    assert asyncio.run(ask_once()) == b""


def test_every_request_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """On one connection every request has the full time, also those that are sent ahead; between them there is more."""
    given: list[float] = []
    cut_after = Protocol._cut_after

    def noted(protocol: Protocol, seconds: float) -> None:
        given.append(seconds)
        cut_after(protocol, seconds)

    monkeypatch.setattr(Protocol, "_cut_after", noted)

    async def ask() -> None:
        async with serving(well, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(ASKED)
            await wire.until(ANSWER_END)
            await wire.say(ASKED + ASKED)
            await wire.until(ANSWER_END)
            await wire.until(ANSWER_END)

    asyncio.run(ask())
    request, idle = module._REQUEST, module.IDLE
    assert given == [request, idle, request, request, idle]


def test_too_many_connections_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many connections at a time the last is closed at once; when one ends there is room again."""
    monkeypatch.setattr(module, "_MOST", 1)

    async def connect() -> None:
        async with serving(well, LOOPBACK) as port:
            async with wire_to(port) as first:
                await first.say(ASKED)
                await first.until(ANSWER_END)
                async with wire_to(port) as second:
                    assert await second.rest() == b""
                await first.say(ASKED)
                await first.until(ANSWER_END)
                await first.say(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                assert (await first.rest()).endswith(ANSWER_END)
            async with wire_to(port) as third:
                await third.say(ASKED)
                await third.until(ANSWER_END)

    asyncio.run(connect())


def test_answers_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are not held back to be sent together with later ones (RFC 896)."""
    at_once: list[int] = []

    def noted(protocol: Protocol, _: float) -> None:
        connection = protocol.transport.get_extra_info("socket")
        at_once.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(Protocol, "_cut_after", noted)

    async def ask() -> None:
        async with serving(well, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(ASKED)
            await wire.until(ANSWER_END)

    asyncio.run(ask())
    assert at_once
    assert all(at_once)
