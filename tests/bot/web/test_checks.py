"""What must be well for the bot to answer."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import TimedOut

from bot.errors import BotError, StateError
from bot.state.database import Database
from bot.state.inbox import depth
from bot.web.checks import TelegramCheck, database_check, index_check
from bot.web.health import Facts
from index import EngineError
from tests.bot.web.clients import PATIENCE
from tests.botapi.server import FakeBotApi

MINUTE = 60.0


class Telegram:
    """Answers or not, counts how often it was asked, and has a clock.

    Attributes:
        error: What it raises instead of an answer, if anything.
    """

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked = 0
        self.now = 1000.0
        self.check = TelegramCheck(self._ask, lambda: self.now)

    async def _ask(self) -> None:
        self.asked += 1
        if self.error:
            raise self.error

    def is_well(self) -> bool:
        """Return whether the check says so."""
        try:
            asyncio.run(self.check())
        except BotError:
            return False
        return True


def test_the_index_tells_how_much_it_has() -> None:
    """An index that is loaded tells how many articles it has."""
    assert asyncio.run(index_check(lambda: 3)()) == {"articles": 3}


def test_a_damaged_index_is_told() -> None:
    """What the index says of itself is what the check says."""

    def articles() -> int:
        raise EngineError("damaged")

    with pytest.raises(EngineError, match="damaged"):
        asyncio.run(index_check(articles)())


def test_a_database_that_answers_is_well(database: Database) -> None:
    """A database that answers has nothing to tell."""
    assert asyncio.run(database_check(partial(depth, database))()) == {}


def test_a_database_that_is_gone_is_told(database: Database, empty_home: Path) -> None:
    """What the database says of itself is what the check says."""
    database.close()
    for file in empty_home.glob("poochho.db*"):
        file.write_text("no database " * 100)
    with pytest.raises(StateError):
        asyncio.run(database_check(partial(depth, database))())


def test_nobody_waits_for_the_database() -> None:
    """While the database is asked everything else goes on."""
    goes_on = threading.Event()

    def wait() -> None:
        assert goes_on.wait(PATIENCE)

    async def ask() -> Facts:
        asking = asyncio.create_task(database_check(wait)())
        asyncio.get_running_loop().call_soon(goes_on.set)
        return await asking

    assert asyncio.run(ask()) == {}


def test_telegram_is_asked_who_the_bot_is(api: FakeBotApi) -> None:
    """Telegram that answers is well, and one that cannot be reached is not."""

    async def ask() -> None:
        async with Bot(api.token, f"{api.url}/bot") as bot:
            assert await TelegramCheck(bot.get_me)() == {}
            api.drop_next("getMe")
            with pytest.raises(BotError, match=r"^Telegram does not answer \(NetworkError\)") as caught:
                await TelegramCheck(bot.get_me)()
            assert api.token not in str(caught.value)

    asyncio.run(ask())


def test_an_answer_counts_for_a_minute() -> None:
    """Telegram that answered is not asked again for a minute, however often somebody wants to know."""
    telegram = Telegram()
    assert [telegram.is_well() for _ in range(3)] == [True] * 3
    telegram.error = TimedOut()
    telegram.now += MINUTE - 1
    assert telegram.is_well()
    assert telegram.asked == 1
    telegram.now += 1
    assert not telegram.is_well()
    assert telegram.asked == 2


def test_any_answer_counts() -> None:
    """Telegram that answered something else need not be asked, also after it did not answer."""
    telegram = Telegram(TimedOut())
    telegram.check.answered()
    assert telegram.is_well()
    assert telegram.asked == 0
    telegram.now += MINUTE
    assert not telegram.is_well()
    telegram.check.answered()
    assert telegram.is_well()


@pytest.mark.parametrize("error", [TimedOut(), ZeroDivisionError()], ids=["foreseen", "unforeseen"])
def test_telegram_is_not_asked_at_every_turn(error: Exception) -> None:
    """While Telegram does not answer it is asked every ten seconds, and is not well in between."""
    telegram = Telegram(error)
    with pytest.raises((BotError, ZeroDivisionError)):
        asyncio.run(telegram.check())
    for seconds, times in [(0, 1), (9, 1), (1, 2), (9, 2), (1, 3)]:
        telegram.now += seconds
        with pytest.raises((BotError, ZeroDivisionError)):
            asyncio.run(telegram.check())
        assert telegram.asked == times
    telegram.error = None
    telegram.now += 10
    assert telegram.is_well()
