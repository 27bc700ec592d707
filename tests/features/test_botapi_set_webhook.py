"""Setting a webhook in the double of the Bot API server, what it refuses, and going back to polling."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Bot

from tests.botapi import FakeBotApi
from tests.botapi.library import is_delivered, post, run, set_webhook
from tests.botapi.receiver import Receiver, meet, say_nothing
from tests.features.conftest import eventually


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook that is up."""
    with Receiver() as webhook:
        yield webhook


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
