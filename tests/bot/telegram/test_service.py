"""The bot on Telegram, from start to stop."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.errors import StateError, TelegramUnavailableError
from bot.state.inbox import Inbox, Incoming, depth
from bot.state.remembered import Remembered
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.telegram.keepers import Keepers
from bot.telegram.service import Service
from tests.bot.articles import article, searcher_of
from tests.bot.state.updates import claim, row
from tests.bot.telegram.bots import ME, TOKEN, answering, counting
from tests.bot.telegram.virtual import now, settled, virtually
from tests.botapi import FakeBotApi

SECRET_TOKEN = "7:secret-secret-secret"
NOWHERE = "http://127.0.0.1:1"
ADDRESS, SECRET = "https://example.org/telegram/7", "s" * 64
CHAT = {"id": 7, "type": "private", "first_name": "Asha"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": {"id": 7, "is_bot": False, "first_name": "Asha"}}

AWAY = NetworkError("502")


def handlers_of(remembered: Remembered) -> Handlers:
    """Return the bot's side of conversations, about an article."""
    searcher = searcher_of(article("a", "मेट्रो", "मेट्रो का किराया बीस रुपये है।"))
    return Handlers(searcher, remembered, Keepers(()), None, counting())


def service_of(remembered: Remembered, token: str = TOKEN, url: str = NOWHERE) -> Service:
    """Return the bot, which is not started."""
    return Service(token, url, 30, handlers_of(remembered), counting(), inbox_of(remembered))


def inbox_of(remembered: Remembered) -> Inbox:
    """Return the bot's inbox."""
    return Inbox(remembered.database, 7, "one")


def get_me(monkeypatch: pytest.MonkeyPatch, *outcomes: TelegramError | None) -> list[float]:
    """Let the bot ask who it is with these outcomes, the last one again and again; return when it asked."""
    asked: list[float] = []

    async def ask(bot: ExtBot[None]) -> None:
        asked.append(now())
        outcome = outcomes[min(len(asked), len(outcomes)) - 1]
        if outcome:
            raise outcome
        bot._bot_user = ME

    monkeypatch.setattr(ExtBot, "get_me", ask)
    return asked


def test_what_was_in_the_inbox_is_answered(api: FakeBotApi, remembered: Remembered) -> None:
    """After a start the bot answers what came before, and what comes; each is answered once."""
    asha = api.person()
    with answering(api, handlers_of(remembered), remembered.database):
        asha.says("/start")
        asha.gets()
    asha.says("मेट्रो का किराया कितना है?")
    with answering(api, handlers_of(remembered), remembered.database):
        assert "बीस" in asha.gets(timeout=20).text
        asha.says("किराया कितना है?")
        assert "बीस" in asha.gets(timeout=20).text
    assert api.pending == 0
    assert depth(remembered.database).waiting == 0


def test_what_comes_is_kept(remembered: Remembered, caplog: pytest.LogCaptureFixture) -> None:
    """What Telegram sends is in the inbox, without the token; what is no update costs no other."""

    async def story() -> None:
        service = service_of(remembered, SECRET_TOKEN)
        updates: list[dict[str, object]] = [
            {"update_id": 1, "message": MESSAGE | {"text": f"देखो {SECRET_TOKEN}"}},
            {"update_id": 2, "poll": {}},
            {"message": MESSAGE},
            {"update_id": 3, "message": MESSAGE},
        ]
        await service.keep(updates)
        await service.keep(updates)
        await service.keep([])

    virtually(story)
    assert claim(inbox_of(remembered)) == [1]
    kept = row(remembered.database, 1)
    assert kept
    assert "secret" not in str(kept["body"])
    assert (row(remembered.database, 2), depth(remembered.database).waiting) == (None, 2)
    assert "is no update" in caplog.text


def test_what_cannot_be_kept_is_told(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the database cannot be used, who brings updates is told, and nothing is confirmed."""

    def fail(_: object) -> None:
        raise StateError("The database is locked.")

    async def story() -> None:
        with pytest.raises(StateError):
            await service_of(remembered).keep([{"update_id": 1, "message": MESSAGE}])

    monkeypatch.setattr(remembered.database, "run", fail)
    virtually(story)


@pytest.mark.parametrize("while_waiting", [True, False])
def test_a_stop_before_telegram_answers(
    remembered: Remembered, monkeypatch: pytest.MonkeyPatch, *, while_waiting: bool
) -> None:
    """A stop while Telegram cannot be reached ends the bot at once, cleanly; nothing was begun."""
    asked = get_me(monkeypatch, AWAY)
    inbox_of(remembered).store([Incoming(1, 7, "{}")])

    async def story() -> float:
        service, stop, began = service_of(remembered), asyncio.Event(), now()
        if while_waiting:
            asyncio.get_running_loop().call_later(5, stop.set)
        else:
            stop.set()
        async with service.answering(stop):
            await service.fetch(stop)
            await service.watch_token(stop)
        return now() - began

    assert virtually(story) == (5 if while_waiting else 0)
    gc.collect()  # a connection that was left open would say so now
    assert len(asked) == (3 if while_waiting else 0)
    assert claim(inbox_of(remembered)) == [1]


def test_a_wrong_token_ends_the_start(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a token that Telegram does not know nothing is begun, and the next step is named."""
    get_me(monkeypatch, AWAY, InvalidToken("x"))

    async def story() -> None:
        async with service_of(remembered).answering(asyncio.Event()):
            raise AssertionError("it answers")

    with pytest.raises(TelegramUnavailableError, match="@BotFather"):
        virtually(story)
    gc.collect()


def watched(remembered: Remembered, story: Callable[[Service, asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Watch the token in a story that ends with a stop."""

    async def run() -> None:
        service, stop = service_of(remembered), asyncio.Event()
        watching = asyncio.create_task(service.watch_token(stop))
        await story(service, stop)
        stop.set()
        await watching

    virtually(run)


def test_the_token_is_looked_at_from_time_to_time(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether Telegram still knows the bot is asked every few minutes; that it cannot be reached means nothing."""
    asked = get_me(monkeypatch, None, AWAY, None)

    async def story(_: Service, __: asyncio.Event) -> None:
        await asyncio.sleep(1000)

    watched(remembered, story)
    assert len(asked) == 3


def test_a_doubt_is_looked_into_at_once(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """When calls are refused, as with a token that was revoked, it is asked at once, but not all the time."""
    asked = get_me(monkeypatch, None)

    async def story(service: Service, _: asyncio.Event) -> None:
        await settled()
        began = now()
        service._attempts.doubt.set()
        await settled()
        assert [time - began for time in asked] == [0]
        await asyncio.sleep(100)
        assert len(asked) == 1
        for _doubt in range(50):
            service._attempts.doubt.set()
            await asyncio.sleep(0.1)
        assert len(asked) <= 8

    watched(remembered, story)


def test_a_revoked_token_ends_the_bot(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that was revoked while the bot ran ends it, in one sentence, whichever way updates come."""
    get_me(monkeypatch, None, InvalidToken("x"))

    async def story(_: Service, __: asyncio.Event) -> None:
        await asyncio.sleep(1000)

    with pytest.raises(TelegramUnavailableError, match="@BotFather"):
        watched(remembered, story)


def test_updates_are_sent_where_they_are_wanted(api: FakeBotApi, remembered: Remembered) -> None:
    """Telegram is told where to send updates, of which kinds, and the secret, also if it cannot be reached first."""
    api.fail_next("setWebhook", 502)

    async def story() -> None:
        service, stop = service_of(remembered, api.token, api.url), asyncio.Event()
        await service.bot.initialize()
        sent = asyncio.create_task(service.be_sent(ADDRESS, SECRET, stop))
        await asyncio.to_thread(api.waits_for, lambda server: server.world.webhook is not None, 20)
        assert not sent.done()
        stop.set()
        await sent
        await service.bot.shutdown()

    asyncio.run(story())
    told = api.calls_of("setWebhook")[-1].parameters
    assert (told["url"], told["secret_token"]) == (ADDRESS, SECRET)
    assert told["allowed_updates"] == list(ALLOWED_UPDATES)


def test_an_address_that_is_refused_is_named(api: FakeBotApi, remembered: Remembered) -> None:
    """An address that Telegram does not take ends the bot with a sentence that names the setting."""
    api.fail_next("setWebhook", 400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")

    async def story() -> None:
        service = service_of(remembered, api.token, api.url)
        await service.bot.initialize()
        try:
            await service.be_sent(ADDRESS, SECRET, asyncio.Event())
        finally:
            await service.bot.shutdown()

    with pytest.raises(TelegramUnavailableError, match=r"WEBHOOK_URL: .*(?i:https url must be provided)"):
        asyncio.run(story())


@pytest.mark.parametrize("status", [None, 502])
def test_a_webhook_of_before_is_removed(api: FakeBotApi, remembered: Remembered, status: int | None) -> None:
    """A webhook, with which Telegram lets nobody fetch, is removed before, however many tries that takes."""
    if status:
        api.fail_next("deleteWebhook", status)

    async def story() -> None:
        service, stop = service_of(remembered, api.token, api.url), asyncio.Event()
        await service.bot.initialize()
        fetching = asyncio.create_task(service.fetch(stop))
        await asyncio.to_thread(api.waits_for, lambda server: bool(server.calls_of("getUpdates")), 20)
        stop.set()
        await fetching
        await service.bot.shutdown()

    asyncio.run(story())
    assert len(api.calls_of("deleteWebhook")) == (2 if status else 1)
    assert all("drop_pending_updates" not in call.parameters for call in api.calls_of("deleteWebhook"))
    assert api.calls_of("getUpdates")[0].time > api.calls_of("deleteWebhook")[-1].time
