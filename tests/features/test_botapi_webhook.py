"""Webhooks of the double of the Bot API server: real requests to a real server, each update until it is accepted."""

import socket
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from telegram import Update

from tests.botapi import FakeBotApi, arbitrary
from tests.botapi.delivery import line_of
from tests.botapi.library import is_delivered, run, set_webhook
from tests.botapi.receiver import Behaviour, Receiver, answer, hang_up, meet, say_nothing
from tests.features.conftest import eventually

SECRET = "A-Z_a-z-0-9"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook that is up."""
    with Receiver() as webhook:
        yield webhook


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


@given(arbitrary.updates())
def test_every_update_has_a_line(update: dict[str, Any]) -> None:
    """Whatever Telegram may send has a line to wait in, which its kind and its chat or person tell."""
    kind, whose = line_of(update)
    assert kind in update or f"edited_{kind}" in update
    assert isinstance(whose, int)


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
    with receiver:
        assert is_delivered(api)
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
