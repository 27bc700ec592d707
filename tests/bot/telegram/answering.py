"""A worker on a database of its own, with answers as a test wants them, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, TypeVar, cast
from unittest.mock import patch

from bot.state import inbox as inbox_module
from bot.state.aside import set_aside
from bot.state.database import Database
from bot.state.inbox import Claimed, Done, Inbox, Incoming, depth
from bot.telegram.attempts import Attempts, Outcome
from bot.telegram.worker import Worker
from tests.bot.telegram.virtual import now, virtually

_Result = TypeVar("_Result")

BOT = 110_201_543
ASHA, RAVI, GROUP = 7, 8, -1_002_147_483_648
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)

_PATIENCE = 3600  # seconds; nothing takes so long


class MachineClock(datetime):
    """The machine's clock in virtual time, which may be set."""

    began = 0.0
    passed: Callable[[], float] = staticmethod(lambda: 0.0)
    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Return what it shows."""
        return (NOON + timedelta(seconds=cls.passed() - cls.began) + cls.ahead).astimezone(tz)


class Answers:
    """Answers updates; each has its outcomes, one after another, and then is done.

    Attributes:
        began: Which updates were begun, in order.
        at_seconds: When each was, in seconds from the beginning.
        failures: How often each had failed before, as it was told.
        outcomes: What comes of an update; an error is raised.
        takes: How many seconds an update takes.
        ended: Which were worked on to their end.
    """

    def __init__(self) -> None:
        self.began: list[int] = []
        self.at_seconds: list[float] = []
        self.failures: list[int] = []
        self.outcomes: dict[int, list[Outcome | Exception]] = {}
        self.takes: dict[int, float] = {}
        self.ended: list[int] = []
        self._beginning = now()

    async def at(self, claimed: Claimed) -> Outcome:
        """Work on an update."""
        number = claimed.update_id
        self.began.append(number)
        self.at_seconds.append(round(now() - self._beginning, 1))
        self.failures.append(claimed.failures)
        await asyncio.sleep(self.takes.get(number, 0))
        self.ended.append(number)
        left = self.outcomes.get(number)
        outcome = left.pop(0) if left else Done(number)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Office:
    """An inbox with a worker.

    Attributes:
        inbox: The worker's inbox.
        answers: How it answers.
        worker: The worker.
    """

    def __init__(self, database: Database, name: str = "one") -> None:
        self.inbox = Inbox(database, BOT, name)
        self.answers = Answers()
        self.worker = Worker(self.inbox, cast("Attempts", self.answers))
        self._database = database

    @asynccontextmanager
    async def open(self, drain: float = 0) -> AsyncIterator[None]:
        """Answer meanwhile; at the end, what is under way has some seconds."""
        await self.worker.start()
        try:
            yield
        finally:
            await self.worker.stop(drain)

    async def come(self, *numbers: int, chat: int | None = ASHA) -> None:
        """Keep updates of a chat."""
        await self.worker.keep([Incoming(number, chat, "{}") for number in numbers])

    async def all_done(self) -> None:
        """Wait until nothing waits in the inbox any more."""
        for _ in range(_PATIENCE):
            if not depth(self._database).waiting:
                return
            await asyncio.sleep(1)
        raise AssertionError("not everything is answered")

    def aside(self) -> list[tuple[int, str, int]]:
        """Return what was set aside: which update, why, and how often it failed."""
        return [(each.update_id, each.error, each.failures) for each in set_aside(self._database)]


def at_the_office(
    database: Database, story: Callable[[Office], Coroutine[Any, Any, _Result]], name: str = "one"
) -> _Result:
    """Return what a story returns; nothing is under way after it."""

    async def run() -> _Result:
        MachineClock.passed = staticmethod(asyncio.get_running_loop().time)
        MachineClock.began, MachineClock.ahead = now(), timedelta()
        result = await story(Office(database, name))
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    with patch.object(inbox_module, "datetime", MachineClock):
        return virtually(run)
