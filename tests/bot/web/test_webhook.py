"""Updates that Telegram posts."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from http import HTTPStatus
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message

from bot.errors import StateError
from bot.web.posted import MAX_BYTES
from bot.web.server import serving
from bot.web.webhook import Webhook, webhook_path, webhook_secret
from tests.bot.web.clients import LOOPBACK, asked, client_of, wire_to

TOKEN = "7000000001:secret-secret-secret"
SECRET = webhook_secret(TOKEN)
PATH = webhook_path(7000000001)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
RIGHT = {HEADER: SECRET}
UPDATE = {"update_id": 2**53, "message": {"text": "पुल कब खुला?"}}
WRITTEN = "what people wrote"
DEEPEST = 100_000


class Inbox:
    """Takes updates as long as it can.

    Attributes:
        taken: What it has.
        error: What it raises instead, if anything.
    """

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.error: Exception | None = None
        self.app = app_of(Webhook(PATH, SECRET, self.accept))

    async def accept(self, update: dict[str, Any]) -> None:
        """Take an update."""
        if self.error:
            raise self.error
        self.taken.append(update)

    def posted(self, body: bytes) -> int:
        """Return the status that a post gets."""
        return asked(self.app, "POST", PATH, content=body, headers=RIGHT).status_code


def app_of(webhook: Webhook) -> Starlette:
    """Return a webhook by itself, whose unforeseen errors are the test's."""
    return Starlette(routes=[Route(PATH, webhook.take, methods=["POST"])])


@pytest.fixture
def inbox() -> Inbox:
    """An inbox that is empty and works."""
    return Inbox()


def test_the_secret_is_what_telegram_takes() -> None:
    """The secret is one that Telegram takes, each token has its own, and it does not tell the token."""
    assert re.fullmatch("[A-Za-z0-9_-]{1,256}", SECRET)
    assert webhook_secret("7000000001:another") != SECRET
    assert not set(re.findall("[a-z]{4,}", TOKEN)) & set(re.findall("[a-z]{4,}", SECRET))


def test_the_secret_stays() -> None:
    """A token has the same secret in every process and release: one that starts shuts no other out."""
    assert webhook_secret("1:a") == "dc7860fd6ddce1930ed2611d460e9b9fafe0e9746f0ba59f923a26856043b355"


def test_without_a_secret_there_is_no_webhook() -> None:
    """An empty secret, which a request without any has too, is no secret."""
    with pytest.raises(ValueError, match="secret"):
        Webhook(PATH, "", Inbox().accept)


def test_an_update_is_confirmed_when_it_is_stored() -> None:
    """Telegram gets its 200 when the update is safe, and not before."""
    entered, stored = asyncio.Event(), asyncio.Event()

    async def accept(_: dict[str, Any]) -> None:
        entered.set()
        await stored.wait()

    async def post() -> int:
        async with client_of(app_of(Webhook(PATH, SECRET, accept))) as client:
            posting = asyncio.create_task(client.post(PATH, json=UPDATE, headers=RIGHT))
            await entered.wait()
            for _ in range(3):  # the loop's turns in which an answer would come
                await client.get("/")
            assert not posting.done()
            stored.set()
            return (await posting).status_code

    assert asyncio.run(post()) == HTTPStatus.OK


def test_an_update_is_taken_as_it_is(inbox: Inbox) -> None:
    """What is stored is what Telegram sent."""
    assert inbox.posted(json.dumps(UPDATE).encode()) == HTTPStatus.OK
    assert inbox.posted(json.dumps(UPDATE, ensure_ascii=False).encode()) == HTTPStatus.OK
    assert inbox.taken == [UPDATE, UPDATE]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(HEADER, "")],
        *([(HEADER, SECRET[:length])] for length in (1, 32, 63)),
        [(HEADER, SECRET + "0")],
        [(HEADER, SECRET.upper())],
        [(HEADER, SECRET * 4)],
        [(HEADER, "पुल".encode())],
        [(HEADER, b"\xff\xfe")],
        [(HEADER, SECRET), (HEADER, SECRET)],
        [("Authorization", SECRET)],
    ],
)
def test_who_does_not_know_the_secret_is_refused(inbox: Inbox, headers: list[tuple[str, Any]]) -> None:
    """Any secret but the right one, of whatever length and however alike, is refused without a reason."""
    answer = asked(inbox.app, "POST", PATH, json=UPDATE, headers=headers)
    assert (answer.status_code, answer.text) == (HTTPStatus.FORBIDDEN, "Forbidden")
    assert inbox.taken == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, HTTPStatus.FORBIDDEN),
        (RIGHT | {"Content-Length": str(MAX_BYTES + 1)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (RIGHT | {"Content-Length": "9" * 20}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
    ids=["no secret", "too large", "far too large"],
)
def test_what_is_refused_is_not_read(inbox: Inbox, headers: dict[str, str], status: int) -> None:
    """The body of a stranger, or one that says it is too large, is not read: the connection ends with the answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("it is read")

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": PATH, "root_path": "", "query_string": b"", "headers": raw}
    asyncio.run(inbox.app(scope, receive, send))
    assert sent[0]["status"] == status
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_large_body_is_refused_while_it_is_sent(inbox: Inbox) -> None:
    """Who sends a body without end, in chunks over a real connection, is told so in between, and no more is taken."""

    async def post() -> bytes:
        async with serving(inbox.app, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(f"POST {PATH} HTTP/1.1\r\nHost: a\r\n{HEADER}: {SECRET}\r\n".encode())
            await wire.say(b"Transfer-Encoding: chunked\r\n\r\n")
            await wire.say((b"10000\r\n" + b" " * 2**16 + b"\r\n") * (MAX_BYTES // 2**16))
            await wire.say(b"1\r\n \r\n")
            return await wire.rest()

    assert asyncio.run(post()).startswith(b"HTTP/1.1 413 ")


def test_the_largest_body_is_taken(inbox: Inbox) -> None:
    """A body of a megabyte is taken, one byte more is not."""
    body = json.dumps(UPDATE).encode()
    assert inbox.posted(body.ljust(MAX_BYTES)) == HTTPStatus.OK
    assert inbox.posted(body.ljust(MAX_BYTES + 1)) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert inbox.taken == [UPDATE]


@pytest.mark.parametrize("body", ["{", f'{{"text": "{WRITTEN}"}}', f'{{"update_id": "{WRITTEN}"}}', "[" * DEEPEST])
def test_what_is_no_update_is_refused(inbox: Inbox, body: str, caplog: pytest.LogCaptureFixture) -> None:
    """What is no update is refused with one line in the log, which tells nothing that people wrote."""
    assert inbox.posted(body.encode()) == HTTPStatus.BAD_REQUEST
    assert inbox.taken == []
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert WRITTEN not in record.getMessage()
    assert record.exc_info is None


def test_what_cannot_be_written_is_refused(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """An update that is nested just so that it can be read, and not written any more, is no error of the server."""
    inbox.error = RecursionError()
    assert inbox.posted(json.dumps(UPDATE).encode()) == HTTPStatus.BAD_REQUEST
    assert len(caplog.records) == 1


def test_telegram_is_asked_to_send_again_what_cannot_be_stored(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """While updates cannot be stored Telegram keeps them; the log says so once, and once that it is over."""
    caplog.set_level(logging.INFO)
    body = json.dumps(UPDATE).encode()
    for _ in range(2):
        inbox.error = StateError("The database is full. Make room.")
        assert [inbox.posted(body) for _ in range(3)] == [HTTPStatus.SERVICE_UNAVAILABLE] * 3
        inbox.error = None
        assert [inbox.posted(body) for _ in range(2)] == [HTTPStatus.OK] * 2
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.web.webhook"]
    assert (
        lines
        == [
            "Updates cannot be stored, Telegram will send them again: The database is full. Make room.",
            "Updates are stored again",
        ]
        * 2
    )


@pytest.mark.parametrize("sent", ["{", json.dumps(UPDATE)], ids=["half", "all but the last byte"])
def test_who_leaves_half_way_leaves_nothing(inbox: Inbox, sent: str, caplog: pytest.LogCaptureFixture) -> None:
    """A body that never comes to its end is no update, and nothing for the log."""

    async def leave() -> None:
        async with serving(inbox.app, LOOPBACK) as port, wire_to(port) as wire:
            await wire.say(f"POST {PATH} HTTP/1.1\r\nHost: a\r\n{HEADER}: {SECRET}\r\n".encode())
            await wire.say(f"Expect: 100-continue\r\nContent-Length: {len(sent) + 1}\r\n\r\n".encode())
            await wire.until(b"100 Continue\r\n\r\n")
            await wire.say(sent.encode())

    asyncio.run(leave())
    assert inbox.taken == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
