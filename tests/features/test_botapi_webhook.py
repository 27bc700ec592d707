"""Webhooks of the double of the Bot API server: real requests to a real server, each update until it is accepted."""

import asyncio
import socket
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from tests.botapi import FakeBotApi
from tests.botapi.delivery import line_of
from tests.botapi.library import post, run
from tests.botapi.serving import HttpThread
from tests.features.conftest import eventually

SECRET = "A-Z_a-z-0-9"

Behaviour = Callable[["Receiver", Request], Awaitable[Response]]


class Receiver:
    """A webhook that keeps what comes, the texts that it has accepted, and behaves as told.

    Args:
        behaviours: What to do with the next requests; with all others, 200.
    """

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = deque(behaviours)
        self.requests: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.accepted: list[str] = []
        self.at_once = self.most_at_once = 0
        app = Starlette(routes=[Route("/telegram/7", self._take, methods=["POST"])])
        self.http = HttpThread(app, on_close=lambda: None)
        self.url = f"http://127.0.0.1:{self.http.port}/telegram/7?x=1"

    async def _take(self, request: Request) -> Response:
        assert request.url.query == "x=1"
        update = await request.json()
        self.requests.append((update, dict(request.headers)))
        behave = self.behaviours.popleft() if self.behaviours else answer(200)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        answered = await behave(self, request)
        self.at_once -= 1
        if answered.status_code == 200:
            self.accepted.append(text_of(update))
        return answered

    @property
    def texts(self) -> list[str]:
        """Return what came, as often as it came."""
        return [text_of(update) for update, _ in self.requests]


def text_of(update: dict[str, Any]) -> str:
    """Return what a person wrote, or what is on the button that they pressed."""
    text: str = update["message"]["text"] if "message" in update else update["callback_query"]["data"]
    return text


def answer(status: int) -> Behaviour:
    """Answer with a status."""

    async def answered(_: Receiver, __: Request) -> Response:
        return Response(status_code=status)

    return answered


async def hang_up(receiver: Receiver, request: Request) -> Response:
    """Cut the connection."""
    assert request.client
    receiver.http.abort(request.client)
    return Response(status_code=500)


async def say_nothing(receiver: Receiver, request: Request) -> Response:
    """Wait until the other side gives up."""
    await asyncio.wait(
        [asyncio.ensure_future(request.receive()), asyncio.ensure_future(receiver.http.closing.wait())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    return Response(status_code=500)


def meet(at_once: int) -> Behaviour:
    """Answer when so many requests are there at the same time."""

    async def answered(receiver: Receiver, _: Request) -> Response:
        closing = receiver.http.closing
        while receiver.most_at_once < at_once and not closing.is_set():  # noqa: ASYNC110  # it changes in this loop
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)  # long enough for more to come
        return Response()

    return answered


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook that is up."""
    webhook = Receiver()
    webhook.http.start()
    yield webhook
    webhook.http.close()


def set_webhook(api: FakeBotApi, url: str, **more: object) -> None:
    """Set a webhook as the library does."""
    api.world.next_webhook = 0  # a test need not wait a second for the next one
    assert run(api, lambda bot: bot.set_webhook(url, **more))  # type: ignore[arg-type]


def is_delivered(api: FakeBotApi) -> bool:
    """Wait until no update waits."""
    return api.waits_for(lambda server: server.pending == 0)


# What comes, and in which order


def test_updates_are_posted_with_the_secret(api: FakeBotApi, receiver: Receiver) -> None:
    """What waited and what comes later is posted as JSON that the library reads, with the secret, and then is gone."""
    asha = api.person("Asha", language_code="hi")
    said = asha.says("भारत की राजधानी?")
    set_webhook(api, receiver.url, secret_token=SECRET)
    assert is_delivered(api)
    asha.says("और?")
    assert is_delivered(api)
    assert receiver.accepted == ["भारत की राजधानी?", "और?"]
    body, headers = receiver.requests[0]
    assert headers["x-telegram-bot-api-secret-token"] == SECRET
    assert headers["content-type"] == "application/json"
    update = Update.de_json(body)
    assert (update.update_id, update.message and update.message.message_id) == (said.update_id, said.message_id)


def test_no_secret_is_made_up(api: FakeBotApi, receiver: Receiver) -> None:
    """A webhook that was set without a secret gets no header for it."""
    set_webhook(api, receiver.url)
    api.person().says("hi")
    assert is_delivered(api)
    (_, headers) = receiver.requests[0]
    assert "x-telegram-bot-api-secret-token" not in headers


def test_chats_do_not_wait_for_each_other(api: FakeBotApi, receiver: Receiver) -> None:
    """The messages of a chat come one after another, those of another chat meanwhile."""
    asha, ravi = api.person("Asha"), api.person("Ravi")
    receiver.behaviours += [meet(2), meet(2)]
    for text in "a1", "a2", "a3":
        asha.says(text)
    ravi.says("r1")
    set_webhook(api, receiver.url)
    assert is_delivered(api)
    assert sorted(receiver.texts[:2]) == ["a1", "r1"]
    assert [text for text in receiver.texts if text.startswith("a")] == ["a1", "a2", "a3"]
    assert receiver.most_at_once == 2


def test_there_are_no_more_connections_than_wanted(api: FakeBotApi, receiver: Receiver) -> None:
    """However many chats wait, only max_connections are served at the same time."""
    receiver.behaviours += [meet(3)] * 9
    for number in range(9):
        api.person().says(str(number))
    set_webhook(api, receiver.url, max_connections=3)
    assert is_delivered(api)
    assert receiver.most_at_once == 3
    assert len(receiver.texts) == 9


def test_what_is_no_message_has_a_line_of_its_own() -> None:
    """As with Telegram, the messages of a chat and their edits are in one line; presses and queries are not in it."""
    chat, person = {"id": -7, "type": "group", "title": "G"}, {"id": 5, "is_bot": False, "first_name": "Asha"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": person}
    events: dict[str, Any] = {
        "message": message,
        "edited_message": message,
        "callback_query": {"id": "1", "from": person, "chat_instance": "", "message": message},
        "inline_query": {"id": "1", "from": person, "query": "", "offset": ""},
        "my_chat_member": {"chat": chat, "from": person, "date": 0},
        "poll": {"id": "1"},
    }
    lines = {name: line_of({"update_id": 9, name: event}) for name, event in events.items()}
    assert lines["message"] == lines["edited_message"] == ("message", -7)
    assert lines["callback_query"] == ("callback_query", 5)
    assert len(set(lines.values())) == 5
    assert line_of({"update_id": 10, "poll": {"id": "1"}}) != lines["poll"]


# What goes wrong


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (answer(500), "Wrong response from the webhook: 500 Internal Server Error"),
        (answer(302), "Wrong response from the webhook: 302 Found"),
        (answer(403), "Wrong response from the webhook: 403 Forbidden"),
        (hang_up, "Connection closed"),
    ],
    ids=["500", "302", "403", "closed"],
)
def test_what_is_not_accepted_comes_again(
    api: FakeBotApi, receiver: Receiver, behaviour: Behaviour, words: str
) -> None:
    """Until the answer is 2xx an update comes again, those after it in the chat wait, and getWebhookInfo says why."""
    receiver.behaviours += [behaviour, behaviour]
    asha = api.person()
    asha.says("1")
    asha.says("2")
    set_webhook(api, receiver.url)
    assert is_delivered(api)
    info = run(api, lambda bot: bot.get_webhook_info())
    assert receiver.texts == ["1", "1", "1", "2"]
    assert receiver.accepted == ["1", "2"]
    assert (info.last_error_message, info.pending_update_count) == (words, 0)
    assert info.last_error_date is not None


def test_what_is_not_answered_comes_again(receiver: Receiver) -> None:
    """A webhook that says nothing for too long has not accepted."""
    receiver.behaviours.append(say_nothing)
    with FakeBotApi(patience=0.2) as api:
        api.person().says("1")
        set_webhook(api, receiver.url)
        assert is_delivered(api)
        info = run(api, lambda bot: bot.get_webhook_info())
    assert receiver.texts[:2] == ["1", "1"]
    assert info.last_error_message == "Read timeout expired"


def test_nothing_is_lost_while_nobody_listens(api: FakeBotApi) -> None:
    """A refused connection is tried again, and all that came meanwhile is delivered when the webhook is up."""
    receiver = Receiver()  # its port is taken, and nobody listens there
    set_webhook(api, receiver.url)
    asha, ravi = api.person("Asha"), api.person("Ravi")
    asha.says("a1")
    assert api.waits_for(lambda server: bool(server.world.webhook and server.world.webhook.last_failure))
    asha.says("a2")
    ravi.says("r1")
    info = run(api, lambda bot: bot.get_webhook_info())
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 3)
    receiver.http.start()
    assert is_delivered(api)
    receiver.http.close()
    assert sorted(receiver.accepted) == ["a1", "a2", "r1"]


def test_addresses_elsewhere_never_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not on this machine is not even looked up; updates for it wait."""
    looked_up = Mock(wraps=socket.getaddrinfo)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with FakeBotApi(patience=0.01) as api:
        set_webhook(api, "https://example.org/telegram")
        api.person().says("hi")
        assert api.waits_for(lambda server: bool(server.world.webhook and server.world.webhook.last_failure))
        info = run(api, lambda bot: bot.get_webhook_info())
    assert (info.last_error_message, info.pending_update_count) == ("Connection timed out", 1)
    assert all("example.org" not in call.args for call in looked_up.call_args_list)


def test_the_server_stops_at_once_while_a_delivery_waits(receiver: Receiver) -> None:
    """Closing breaks deliveries off, though the webhook has all the time in the world."""
    receiver.behaviours.append(say_nothing)
    with FakeBotApi(patience=1_000) as api:
        api.person().says("hi")
        set_webhook(api, receiver.url)
        assert eventually(lambda: bool(receiver.requests))
    assert receiver.accepted == []


# Setting it, and going back to polling


def test_deleting_the_webhook_gives_back_what_is_left(receiver: Receiver) -> None:
    """What was not accepted, also what is just being delivered, is there for getUpdates, and is posted no more."""
    receiver.behaviours.append(say_nothing)

    async def fetch(bot: Bot) -> list[str | None]:
        assert (await bot.get_webhook_info()).pending_update_count == 2
        await bot.delete_webhook()
        return [update.message.text for update in await bot.get_updates() if update.message]

    with FakeBotApi(patience=1_000) as api:
        asha = api.person()
        asha.says("1")
        asha.says("2")
        set_webhook(api, receiver.url)
        assert eventually(lambda: receiver.at_once == 1)
        assert run(api, fetch) == ["1", "2"]
        assert run(api, lambda bot: bot.get_webhook_info()).url == ""
        assert eventually(lambda: receiver.at_once == 0)
    assert receiver.texts == ["1"]


def test_another_webhook_takes_over(api: FakeBotApi, receiver: Receiver) -> None:
    """From setWebhook on, what the earlier address did not accept goes to the new one."""
    receiver.behaviours.append(say_nothing)
    api.person().says("1")
    set_webhook(api, receiver.url)
    assert eventually(lambda: bool(receiver.requests))
    set_webhook(api, receiver.url, secret_token="new")
    assert is_delivered(api)
    assert [headers.get("x-telegram-bot-api-secret-token") for _, headers in receiver.requests] == [None, "new"]


@pytest.mark.parametrize("method", ["set_webhook", "delete_webhook"])
def test_pending_updates_can_be_dropped(api: FakeBotApi, receiver: Receiver, method: str) -> None:
    """With drop_pending_updates nothing that waited is ever delivered."""
    asha = api.person()
    asha.says("old")
    if method == "set_webhook":
        set_webhook(api, receiver.url, drop_pending_updates=True)
    else:
        run(api, lambda bot: bot.delete_webhook(drop_pending_updates=True))
        set_webhook(api, receiver.url)
    asha.says("new")
    assert is_delivered(api)
    assert receiver.texts == ["new"]


def test_a_webhook_gets_the_kinds_that_it_asked_for(api: FakeBotApi, receiver: Receiver) -> None:
    """The allowed_updates of setWebhook hold, and are told with the number of connections."""
    set_webhook(api, receiver.url, allowed_updates=["inline_query"])
    assert api.person().says("unheard").update_id is None
    info = run(api, lambda bot: bot.get_webhook_info())
    assert (info.url, info.max_connections, info.has_custom_certificate) == (receiver.url, 40, False)
    assert info.allowed_updates == ("inline_query",)


def test_a_webhook_ends_the_poll_that_waits(api: FakeBotApi) -> None:
    """A bot that polls while another sets a webhook is told so."""
    answers: list[dict[str, Any]] = []
    poll = threading.Thread(target=lambda: answers.append(post(api, "getUpdates", timeout=50)))
    poll.start()
    assert api.waits_for(lambda server: bool(server.calls))
    set_webhook(api, "https://example.org/telegram")
    poll.join()
    assert answers[0]["description"] == "Conflict: terminated by setWebhook request"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"url": "http://example.org/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org:8080/x"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://127.0.0.1:8080/x"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "ftp://example.org/x"}, "invalid webhook URL specified"),
        ({"url": "https:///x"}, "invalid webhook URL specified"),
        ({"url": "https://example.org:x/"}, "invalid webhook URL specified"),
        ({"url": "https://example.org/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
def test_webhooks_that_telegram_refuses(api: FakeBotApi, parameters: dict[str, object], sentence: str) -> None:
    """A wrong address or secret is refused in Telegram's words, and the webhook that was there before is gone."""
    set_webhook(api, "https://example.org:8443/before")
    api.world.next_webhook = 0
    assert post(api, "setWebhook", **parameters)["description"] == f"Bad Request: {sentence}"
    assert run(api, lambda bot: bot.get_webhook_info()).url == ""


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]:9/x", "https://a.in:88/x"])
def test_webhooks_that_telegram_takes(api: FakeBotApi, url: str) -> None:
    """On this machine plain HTTP will do at any port, and a secret may have 256 characters."""
    set_webhook(api, url, secret_token="a" * 256, max_connections=100)
    assert run(api, lambda bot: bot.get_webhook_info()).url == url


def test_what_telegram_bends_is_noticed(api: FakeBotApi) -> None:
    """A number of connections out of the limits and an empty secret are taken for others, and recorded."""
    set_webhook(api, "https://example.org/", max_connections=101, secret_token="")
    assert run(api, lambda bot: bot.get_webhook_info()).max_connections == 100
    assert [sentence.split()[1] for sentence in api.violations] == ["max_connections", "secret_token"]
    api.violations.clear()


def test_a_webhook_can_be_set_once_a_second(api: FakeBotApi) -> None:
    """The second of two processes that start together is told to wait, also where it wants the same."""
    answers = [post(api, "setWebhook", url="https://example.org/") for _ in range(2)]
    assert [answer["ok"] for answer in answers] == [True, False]
    assert answers[1]["parameters"] == {"retry_after": 1}
    assert post(api, "deleteWebhook")["ok"]


def test_the_same_webhook_again_changes_nothing(api: FakeBotApi, receiver: Receiver) -> None:
    """A process that starts beside others and sets what is set already interrupts no delivery."""
    receiver.behaviours.append(meet(1))
    set_webhook(api, receiver.url)
    api.person().says("1")
    set_webhook(api, receiver.url)
    assert is_delivered(api)
    assert receiver.texts == ["1"]
