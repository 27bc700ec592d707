"""Attempts at updates, each of which is acted on as a test wants."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from telegram import Message, Update
from telegram.ext import TypeHandler

from bot.state.inbox import Claimed
from bot.state.remembered import Remembered
from bot.telegram.attempts import Attempts, Outcome
from bot.telegram.clock import TelegramClock
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.telegram.work import Slots, at_work
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting, unconnected
from tests.bot.telegram.virtual import virtually

Act = Callable[[Update], Awaitable[None]]

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
NOON_AS_TOLD = "Fri, 17 May 2024 12:00:00 GMT"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ASHA = {"id": 7, "is_bot": False, "first_name": "Asha"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Asha"}
GROUP = {"id": -7, "type": "supergroup", "title": "Group"}


def said(after: timedelta = timedelta(), kind: str = "message", **more: object) -> dict[str, Any]:
    """Return the update with a message that was written so long before noon."""
    date = int((NOON - after).timestamp())
    return {kind: {"message_id": 1, "date": date, "chat": PRIVATE, "from": ASHA, "text": "मार्ग कब खुला?"} | more}


QUESTION = said()
PRESS = {"callback_query": {"id": "1", "from": ASHA, "chat_instance": "1", "data": "x"}}
INLINE = {"inline_query": {"id": "1", "from": ASHA, "query": "x", "offset": ""}}


def claimed(
    update: dict[str, Any] | str = QUESTION,
    *,
    claims: int = 1,
    failures: int = 0,
    again: bool = False,
    received: datetime = NOON,
) -> Claimed:
    """Return an update as a worker has it, by default one that just came."""
    body = update if isinstance(update, str) else json.dumps({"update_id": 5} | update)
    return Claimed(5, body, received, claims, failures, again)


class People:
    """What people are told beside answers, in the place of the handlers."""

    def __init__(self) -> None:
        self.told: list[object] = []

    async def forget(self, update: Update) -> None:
        """Forget a chat."""
        self.told.append(f"forgot {update.effective_chat.id if update.effective_chat else None}")

    async def slow_down(self, _: Message) -> None:
        """Tell somebody to slow down."""
        assert at_work()
        self.told.append("slow down")

    async def apologise(self, _: Update, error: BaseException) -> None:
        """Tell somebody that something went wrong."""
        assert at_work()
        self.told.append(error)


class Desk:
    """Attempts at updates, at noon by Telegram's clock, each of which is acted on as a test wants.

    Attributes:
        acted: The updates that were acted on.
        act: Acts on an update.
    """

    def __init__(self, remembered: Remembered) -> None:
        self.people = People()
        self.metrics = counting()
        self.acted: list[Update] = []
        self.act: Act = _answer
        clock = TelegramClock(lambda: 0)
        clock.look(NOON_AS_TOLD)
        searcher = searcher_of(article("a", "T", "मार्ग खुल गया।"))
        application = unconnected(Handlers(searcher, remembered, Keepers(()), None, self.metrics))
        application.handlers.clear()
        application.add_handler(TypeHandler(Update, self._act))
        application._initialized = True
        self.slots = Slots(1)
        people = cast("Handlers", self.people)
        self.attempts = Attempts(application, people, self.slots, self.metrics, clock)

    async def _act(self, update: Update, _: object) -> None:
        self.acted.append(update)
        await self.act(update)

    def fails(self, error: Exception, *, sent: bool = False) -> None:
        """Let updates fail; when `sent`, after a message."""

        async def fail(_: Update) -> None:
            work = at_work()
            assert work
            work.sent = sent
            raise error

        self.act = fail

    def at(self, each: Claimed) -> Outcome:
        """Return what comes of an attempt."""
        return virtually(lambda: self.attempts.at(each))

    def counted(self) -> list[str]:
        """Return what was counted of answers and errors."""
        lines = self.metrics.page()[0].decode().splitlines()
        names = ("poochho_answer_seconds_count", "poochho_errors_total")
        return [line for line in lines if line.startswith(names) and not line.endswith(" 0.0")]


async def _answer(_: Update) -> None:
    work = at_work()
    assert work
    work.sent = True
