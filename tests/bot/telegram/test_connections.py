"""The connections to the Bot API server, with servers that behave and others."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram import connections as module
from bot.telegram.connections import Connections
from bot.telegram.waiting import is_undone, may_have_arrived
from tests.botapi import FakeBotApi

_Result = TypeVar("_Result")

SECRET = "secret-secret-secret"
DATE = "Thu, 13 Jan 2022 12:00:00 GMT"
ANSWER = b'{"ok":true,"result":"yes"}'
WHOLE = b"HTTP/1.1 200 OK\r\nDate: %s\r\nContent-Length: %d\r\n\r\n%s" % (DATE.encode(), len(ANSWER), ANSWER)
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ANSWER

Server = Callable[[bytes], bytes | None]
"""What is answered to a request: None for never, empty for a connection that is closed."""


class Talk:
    """What is asked of a server that answers as it is told.

    Attributes:
        requests: The requests, whole.
        dates: The dates that the connections told of.
    """

    def __init__(self, answers: Server) -> None:
        self.requests: list[bytes] = []
        self.dates: list[str | None] = []
        self._answers = answers
        self._writers: list[asyncio.StreamWriter] = []

    async def close(self) -> None:
        """Close all connections."""
        for writer in self._writers:
            writer.close()
            await writer.wait_closed()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on a connection."""
        self._writers.append(writer)
        while head := await _head(reader):
            length = next((int(line[15:]) for line in head.splitlines() if line.lower()[:15] == b"content-length:"), 0)
            self.requests.append(head + await reader.readexactly(length))
            answer = self._answers(self.requests[-1])
            if answer is None:
                continue  # the client waits, and goes away
            writer.write(answer)
            if not answer or answer == HALF:
                break
        writer.close()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def talked(
    answers: Server, ask: Callable[[Connections, str], Awaitable[_Result]], *, answers_in: float = 5, most: int = 2
) -> tuple[_Result, Talk]:
    """Return what came of asking a server, and what was said."""

    async def run() -> tuple[_Result, Talk]:
        talk = Talk(answers)
        server = await asyncio.start_server(talk.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        connections = Connections(most, answers_in, talk.dates.append)
        await connections.initialize()
        try:
            return await ask(connections, f"http://127.0.0.1:{port}/bot7:{SECRET}/x"), talk
        finally:
            await connections.shutdown()
            await talk.close()
            server.close()
            await server.wait_closed()

    return asyncio.run(run())


async def post(connections: Connections, url: str) -> object:
    """Return what a call returns, or the error with which it ends."""
    try:
        return await connections.post(url)
    except TelegramError as error:
        return error


def test_a_call_is_answered() -> None:
    """A call's answer is returned, and the time that Telegram tells with it is handed on."""
    found, talk = talked(lambda _: WHOLE, post)
    assert (found, talk.dates) == ("yes", [DATE])


def test_connections_are_kept() -> None:
    """One call after another goes by the same connection."""
    peers: set[object] = set()

    async def ask(connections: Connections, url: str) -> None:
        for _ in range(3):
            await connections.post(url)
        assert connections._session
        assert connections._session.connector
        peers.update(connections._session.connector._conns)

    _, talk = talked(lambda _: WHOLE, ask)
    assert len(talk.requests) == 3
    assert len(peers) == 1


@pytest.mark.parametrize(
    "answers",
    [lambda _: b"", lambda _: b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"],
    ids=["closed without a word", "502"],
)
def test_what_is_not_answered_was_not_done(answers: Server) -> None:
    """A connection that is closed without a word, and an error of the server, may be tried again."""
    error, _ = talked(answers, post)
    assert isinstance(error, NetworkError)
    assert is_undone(error)


def test_a_server_that_is_not_there() -> None:
    """Where nothing listens, the call may be made again; the error does not tell the token, which is in the address."""

    async def ask(connections: Connections, _: str) -> object:
        return await post(connections, f"http://127.0.0.1:1/bot7:{SECRET}/x")

    error, _ = talked(lambda _: WHOLE, ask)
    assert isinstance(error, NetworkError)
    assert is_undone(error)
    assert SECRET not in str(error)


def test_no_error_tells_the_token() -> None:
    """Where an error tells the address of a call, as that of a server that sends it round in circles, ours does not."""

    def answer(request: bytes) -> bytes:
        return b"HTTP/1.1 307 x\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % request.split()[1]

    error, talk = talked(answer, post)
    assert isinstance(error, NetworkError)
    assert SECRET in str(error.__cause__)
    assert SECRET not in str(error)
    assert talk.requests


GATEWAY = b"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize("answer", [None, HALF, GATEWAY], ids=["never", "half", "none behind a gateway"])
def test_what_may_have_been_done(answer: bytes | None) -> None:
    """Where no answer comes in time, or only its beginning, the call may have been done."""
    error, talk = talked(lambda _: answer, post, answers_in=0.05)
    assert isinstance(error, NetworkError)
    assert may_have_arrived(error)
    assert SECRET not in str(error)
    assert len(talk.requests) == 1


def test_waiting_for_a_connection_is_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that gets no connection in time was not made: it may be made again."""
    monkeypatch.setattr(module, "_CONNECTS", 0.05)

    async def ask(connections: Connections, url: str) -> object:
        first = asyncio.create_task(post(connections, url))
        await asyncio.sleep(0)
        second = await post(connections, url)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        return second

    error, talk = talked(lambda _: None, ask, most=1)
    assert isinstance(error, NetworkError)
    assert is_undone(error)
    assert len(talk.requests) == 1


def test_a_call_waits_as_long_as_it_says() -> None:
    """A call that says itself how long it waits, as fetching updates does, waits so long."""

    async def ask(connections: Connections, url: str) -> None:
        with pytest.raises(NetworkError):
            await connections.post(url, read_timeout=0.05)

    _, talk = talked(lambda _: None, ask, answers_in=10**6)
    assert len(talk.requests) == 1


@pytest.fixture
def _new_environment() -> Iterator[None]:
    """Forget which proxies were found, before and after."""
    module._proxy_for.cache_clear()
    yield
    module._proxy_for.cache_clear()


@pytest.mark.usefixtures("_new_environment")
def test_calls_go_by_the_proxy_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call goes by the proxy that the environment names, with its password, but for servers that it leaves out."""

    async def ask(connections: Connections, url: str) -> tuple[object, object]:
        monkeypatch.setenv("http_proxy", f"http://asha:{SECRET}@{urlsplit(url).netloc}")
        monkeypatch.setenv("no_proxy", "telegram.invalid")
        elsewhere = await post(connections, "http://api.invalid/x")
        return elsewhere, await post(connections, "http://telegram.invalid/x")

    (by_proxy, direct), talk = talked(lambda _: WHOLE, ask)
    assert by_proxy == "yes"
    assert isinstance(direct, NetworkError)
    (request,) = talk.requests
    assert request.startswith(b"POST http://api.invalid/x")
    assert b"Proxy-Authorization: Basic " + base64.b64encode(f"asha:{SECRET}".encode()) in request


WORDS = "पूछो “\"' 🙂"


def sent(*parameters: RequestParameter) -> bytes:
    """Return the request by which a call with some parameters is made."""
    data = RequestData(list(parameters))
    _, talk = talked(lambda _: WHOLE, lambda connections, url: connections.post(url, data))
    (request,) = talk.requests
    return request


def test_calls_are_json() -> None:
    """A call without files is made as JSON, with all that is said."""
    head, _, body = sent(RequestParameter.from_input("text", WORDS)).partition(b"\r\n\r\n")
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {"text": WORDS}


def test_calls_with_files_are_forms() -> None:
    """A call with a file is made as a form, which holds the file's bytes and all that is said."""
    picture = RequestParameter.from_input("photo", InputFile(b"\0\xff", filename="p.png"))
    request = sent(RequestParameter.from_input("caption", WORDS), picture)
    assert b"Content-Type: multipart/form-data" in request
    assert WORDS.encode() in request
    assert b'filename="p.png"' in request
    assert b"\r\n\0\xff\r\n" in request


def test_connections_that_are_closed() -> None:
    """After the end no call is made; ending twice, or without a beginning, is no error."""

    async def run() -> None:
        connections = Connections(1, 1, lambda _: None)
        await connections.shutdown()
        with pytest.raises(RuntimeError):
            await connections.do_request("http://127.0.0.1:1", "POST")
        for _ in range(2):
            await connections.initialize()
        for _ in range(2):
            await connections.shutdown()
        with pytest.raises(RuntimeError):
            await connections.do_request("http://127.0.0.1:1", "POST")

    asyncio.run(run())


@pytest.mark.parametrize(
    ("status", "kind"), [(400, BadRequest), (403, Forbidden), (429, RetryAfter), (500, NetworkError)]
)
def test_what_telegram_refuses(api: FakeBotApi, status: int, kind: type[TelegramError]) -> None:
    """Telegram's errors are those of the library; a call after them is answered."""
    api.fail_next("getMe", status, retry_after=7 if status == 429 else None)

    async def ask() -> None:
        request = Connections(1, 5, lambda _: None)
        await request.initialize()
        bot = Bot(api.token, f"{api.url}/bot", request=request)
        with pytest.raises(kind) as caught:
            await bot.get_me()
        assert type(caught.value) is kind
        assert (await bot.get_me()).username == "poochho_bot"
        await request.shutdown()

    asyncio.run(ask())
