"""Calls by way of the limits, to a Telegram that answers as a test wants, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NamedTuple, TypeVar

from bot.telegram import limits as module
from bot.telegram.limits import Limits
from bot.telegram.work import Slots, Work
from tests.bot.telegram.virtual import now, virtually

_Result = TypeVar("_Result")

ASHA, RAVI, GROUP = 7, 8, -1_002_147_483_648
SEND, EDIT, TYPING, MENU = "sendMessage", "editMessageText", "sendChatAction", "setMyCommands"
FOREVER = 10**12  # messages a second, where that shall be no limit


class Call(NamedTuple):
    """A call that came to Telegram: when, and when it was answered; which one, in which chat, and what was said."""

    came: float
    answered: float
    endpoint: str
    chat: int | None
    words: object


class Telegram:
    """Takes calls by way of the limits.

    Args:
        a_second: How many messages it takes.
        places: How many updates may be under way.
    """

    def __init__(self, a_second: int = FOREVER, places: int = 64) -> None:
        self.slots = Slots(places)
        self.limits = Limits(a_second, self.slots)
        self.calls: list[Call] = []
        self._began = now()

    async def call(
        self, chat: int | None, *outcomes: Exception, endpoint: str = SEND, words: object = "", takes: float = 0
    ) -> str:
        """Make a call that fails as listed, one after another, and then succeeds; each time it takes some seconds."""
        left = list(outcomes)

        async def post(said: object, *, loud: bool) -> str:
            came = now()
            await asyncio.sleep(takes)
            assert loud
            self.calls.append(Call(self.since(came), self.since(now()), endpoint, chat, said))
            if left:
                raise left.pop(0)
            return f"answer {len(self.calls)}"

        data = {} if chat is None else {"chat_id": chat}
        return await self.limits.process_request(post, (words,), {"loud": True}, endpoint, data, None)

    async def update(self, *calls: Callable[[], Awaitable[object]]) -> Work:
        """Work on an update, with some calls."""
        work = Work()
        async with self.slots.taken(work):
            for call in calls:
                await call()
        return work

    def since(self, time: float) -> float:
        """Return how many seconds from the beginning a time is."""
        return round(time - self._began, 6)

    def times(self, chat: int | None = None) -> list[float]:
        """Return when calls came, by default in all chats."""
        return [call.came for call in self.calls if chat in {None, call.chat}]


def run(story: Callable[[], Coroutine[Any, Any, _Result]]) -> _Result:
    """Return what a story returns; it takes no time."""

    async def watched() -> _Result:
        result = await story()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    return virtually(watched, module)
