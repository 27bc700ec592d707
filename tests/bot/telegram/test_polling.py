"""Fetching updates, and confirming those that are kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any, cast

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import StateError, TelegramUnavailableError
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.telegram.polling import UpdatesRequest, poll
from tests.bot.telegram.virtual import now, virtually
from tests.botapi import FakeBotApi

LOCKED = StateError("The database is locked.")


class Telegram(UpdatesRequest):
    """Answers with what it is given, one after another, None for never, and stops the polling at the last."""

    def __init__(self, *answers: TelegramError | list[int] | None) -> None:
        super().__init__(1, 1, lambda _: None)
        self.answers = list(answers)
        self.asked: list[tuple[int | None, int]] = []
        self.at: list[float] = []
        self.stop = asyncio.Event()

    async def fetch(self, _: Bot, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        """Answer as Telegram does."""
        self.asked.append((offset, seconds))
        self.at.append(now())
        if not self.answers:
            return []
        answer = self.answers.pop(0)
        if not self.answers:
            self.stop.set()
        if isinstance(answer, TelegramError):
            raise answer
        if answer is None:
            await asyncio.Event().wait()
        return [{"update_id": number} for number in answer or ()]


class Inbox:
    """Keeps updates; fails first, with these errors."""

    def __init__(self, *errors: StateError) -> None:
        self.kept: list[int] = []
        self.errors = list(errors)

    async def keep(self, updates: Sequence[dict[str, Any]]) -> None:
        """Keep updates, which takes a second."""
        await asyncio.sleep(1 if updates else 0)
        if updates and self.errors:
            raise self.errors.pop(0)
        self.kept += [update["update_id"] for update in updates]


def polled(telegram: Telegram, inbox: Inbox) -> tuple[list[int], list[float]]:
    """Poll until it stops, and return what is kept, and the seconds between a failure and the next request."""
    virtually(lambda: poll(cast("Bot", None), telegram, inbox.keep, telegram.stop))
    return inbox.kept, [later - earlier for earlier, later in pairwise(telegram.at)]


def test_updates_are_confirmed_by_the_next_request() -> None:
    """Each request confirms what was kept before it, the last one at the stop, which waits for nothing."""
    telegram = Telegram([5, 6], [], [7])
    assert polled(telegram, Inbox())[0] == [5, 6, 7]
    assert telegram.asked == [(None, 30), (7, 30), (7, 30), (8, 0)]


def test_nothing_is_confirmed_before_it_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    """While updates cannot be kept they stay with Telegram and are fetched again; one line in the log tells of it."""
    caplog.set_level(logging.INFO)
    telegram = Telegram([1], [2, 3], [2, 3], [2, 3, 4], [5])
    kept, seconds = polled(telegram, Inbox(*[StateError("The database is locked.")] * 3))
    assert kept == [2, 3, 4, 5]
    assert [offset for offset, _ in telegram.asked] == [None, None, None, None, 5, 6]
    assert seconds == [1 + 1, 1 + 2, 1 + 4, 1, 1]  # a second to keep, and longer pauses each time
    said = [(record.levelno, record.message) for record in caplog.records]
    assert said == [
        (logging.WARNING, "The database is locked. Updates wait at Telegram meanwhile"),
        (logging.INFO, "Telegram answers again"),
    ]


def test_what_was_not_kept_is_not_confirmed_at_the_end() -> None:
    """Updates that could not be kept when the stop came are left to the next start."""
    telegram = Telegram([1], [2])
    inbox = Inbox()
    inbox.errors = []

    async def keep(updates: Sequence[dict[str, Any]]) -> None:
        if telegram.stop.is_set():
            raise LOCKED
        await inbox.keep(updates)

    virtually(lambda: poll(cast("Bot", None), telegram, keep, telegram.stop))
    assert inbox.kept == [1]
    assert [offset for offset, _ in telegram.asked] == [None, 2, 2]


def test_trouble_is_waited_out(caplog: pytest.LogCaptureFixture) -> None:
    """While Telegram cannot be reached, the pauses grow, and nothing is lost."""
    caplog.set_level(logging.INFO)
    telegram = Telegram([1], *[NetworkError("502")] * 3, [2], TimedOut(), [3], [])
    kept, seconds = polled(telegram, Inbox())
    assert kept == [1, 2, 3]
    assert seconds == [1, 1, 2, 4, 1, 1, 1, 0]
    assert caplog.text.count("cannot be reached") == 1
    assert caplog.text.count("answers again") == 2


def test_flood_limit_of_polling_is_kept() -> None:
    """Polling waits as long as Telegram asks it to."""
    assert polled(Telegram(RetryAfter(timedelta(seconds=9)), [], []), Inbox())[1] == [9, 0]


def test_revoked_token_ends_polling() -> None:
    """With a revoked token there is no use in asking on."""
    with pytest.raises(TelegramUnavailableError, match="@BotFather"):
        polled(Telegram([1], InvalidToken("revoked"), [2]), Inbox())


def test_a_stop_does_not_wait_for_updates(caplog: pytest.LogCaptureFixture) -> None:
    """A stop ends a request that waits for updates, and confirms what was kept before."""
    telegram = Telegram([1], None, [])
    inbox = Inbox()

    async def run() -> float:
        asyncio.get_running_loop().call_later(7, telegram.stop.set)
        began = now()
        await poll(cast("Bot", None), telegram, inbox.keep, telegram.stop)
        return now() - began

    assert virtually(run) == 7
    assert telegram.asked == [(None, 30), (2, 30), (2, 0)]
    assert caplog.text == ""


@pytest.mark.parametrize("end", [NetworkError("502"), TimedOut(), InvalidToken("revoked"), None])
def test_last_request_may_fail(end: TelegramError | None, caplog: pytest.LogCaptureFixture) -> None:
    """That the last updates could not be confirmed in time is a line in the log: they are known if they come again."""
    telegram = Telegram([1], end)

    async def keep(_: Sequence[dict[str, Any]]) -> None:
        telegram.stop.set()

    virtually(lambda: poll(cast("Bot", None), telegram, keep, telegram.stop))
    assert telegram.asked == [(None, 30), (2, 0)]
    assert ["could not be confirmed" in record.message for record in caplog.records] == [True]


def test_updates_are_fetched_as_they_are(api: FakeBotApi) -> None:
    """What Telegram sends comes unchanged, of the kinds that the bot acts on; where nothing is to tell, nothing."""
    person = api.person()
    person.says("मार्ग कब खुला?")

    async def fetch() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        request = UpdatesRequest(1, 5, lambda _: None)
        bot = Bot(api.token, f"{api.url}/bot", request=request)
        await request.initialize()
        try:
            first = await request.fetch(bot, None, 0)
            return first, await request.fetch(bot, first[0]["update_id"] + 1, 0)
        finally:
            await request.shutdown()

    first, second = asyncio.run(fetch())
    assert [update["message"]["text"] for update in first] == ["मार्ग कब खुला?"]
    assert second == []
    assert api.calls_of("getUpdates")[0].parameters["allowed_updates"] == list(ALLOWED_UPDATES)
    assert api.pending == 0
