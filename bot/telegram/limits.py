"""How much Telegram takes, and when it takes nothing: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits.

Each chat has a queue of its own: one that has to wait holds up no other.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from telegram.error import NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.waiting import is_undone, wait_of
from bot.telegram.work import Slots, at_work

_Result = TypeVar("_Result")

_IN_A_CHAT = 1.0  # second from one message in a chat to the next
_IN_A_GROUP, _MINUTE = 20, 60.0  # messages that a group takes in a minute
_SPARE = 1.05  # what is sent evenly arrives a little less so
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0  # seconds between two tries while Telegram cannot be reached
_PATIENCE = 60.0  # seconds that a call waits in memory; an update that needs longer is tried again later
_TYPES_WITHIN = 1.0  # seconds in which messages go: where more wait, "typing …" would make it worse
_CHATS = 10_000  # remembered; who is forgotten has not been written to for long

# These nobody waits for, or have loops of their own around them.
_NEVER_WAIT = {"answerInlineQuery", "getMe", "getWebhookInfo", "setWebhook", "deleteWebhook"}

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pace:
    """When a chat takes the next message, in seconds of the clock.

    Attributes:
        opens: Not before that, whatever is sent.
        next: No new message before that.
        sent: When the last messages were sent to a group.
    """

    opens: float = 0.0
    next: float = 0.0
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=_IN_A_GROUP))


class Limits(BaseRateLimiter[None]):
    """Keeps Telegram's limits, waits as long as it asks for, and tries again what surely was not done.

    A message that may have been sent is not sent again.

    Args:
        a_second: How many messages a second Telegram takes over all chats.
        slots: Where who waits leaves a place to others.
    """

    def __init__(self, a_second: int, slots: Slots) -> None:
        self._between = _SPARE / a_second
        self._apart = 1 / a_second
        self._slots = slots
        self._next = self._last = 0.0
        self._chats: OrderedDict[int, _Pace] = OrderedDict()
        self._queues: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to make ready."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,  # noqa: ANN401  # the library's
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> _Result:
        """Make a call of the Bot API when its turn has come.

        Raises:
            telegram.error.TelegramError: The call failed, or would have to wait for too long.
        """
        del rate_limit_args

        def call() -> Coroutine[Any, Any, _Result]:
            return callback(*args, **kwargs)

        if endpoint in _NEVER_WAIT:
            return await call()
        chat_id = data.get("chat_id")
        if not isinstance(chat_id, int):
            return await self._patiently(call, _Pace(), is_message=False)
        pace = self._pace(chat_id)
        if endpoint == "sendChatAction":
            self._must_be_idle(pace)
            return await call()
        if not endpoint.startswith("send"):
            return await self._patiently(call, pace, is_message=False)
        queue = self._queues.setdefault(chat_id, asyncio.Lock())
        if queue.locked():
            async with self._slots.left():
                await queue.acquire()
        else:
            await queue.acquire()
        try:
            return await self._send(call, pace, is_group=chat_id < 0)
        finally:
            queue.release()

    def _must_be_idle(self, pace: _Pace) -> None:
        """Refuse what is not worth waiting for while a chat takes nothing, or many messages wait."""
        opens = max(pace.opens, self._next - _TYPES_WITHIN)
        if (seconds := opens - time.monotonic()) > 0:
            raise RetryAfter(timedelta(seconds=seconds))

    async def _send(self, call: Callable[[], Coroutine[Any, Any, _Result]], pace: _Pace, *, is_group: bool) -> _Result:
        try:
            result = await self._patiently(call, pace, is_message=True)
        finally:
            now = time.monotonic()  # after the answer: Telegram counts from when it came there
            pace.next = now + _IN_A_CHAT
            if is_group:
                pace.sent.append(now)
                if len(pace.sent) == _IN_A_GROUP:
                    pace.next = max(pace.next, pace.sent[0] + _MINUTE)
        if work := at_work():
            work.sent = True
        return result

    async def _patiently(
        self, call: Callable[[], Coroutine[Any, Any, _Result]], pace: _Pace, *, is_message: bool
    ) -> _Result:
        """Make a call; where Telegram is busy or away, again, for as long as it can be waited for."""
        until = time.monotonic() + _PATIENCE
        pause = _FIRST_PAUSE
        while True:
            if pace.opens > until and not _has_sent():
                raise RetryAfter(timedelta(seconds=pace.opens - time.monotonic()))
            await self._turn(pace, is_message=is_message)
            # An answer of Telegram's may take long, and after it there is little to do.
            self._slots.give_back()
            try:
                return await call()
            except RetryAfter as error:
                pace.opens = time.monotonic() + wait_of(error).total_seconds()
                _log.info("Telegram asks to wait %.0f s", wait_of(error).total_seconds())
            except NetworkError as error:
                if not is_undone(error) or (time.monotonic() + pause > until and not _has_sent()):
                    raise
                _log.info("not sent (%s), trying again", error)
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _turn(self, pace: _Pace, *, is_message: bool) -> None:
        """Wait until a chat takes something; for a new message, also until it is its turn among those to all chats."""
        await self._wait_until(max(pace.opens, pace.next) if is_message else pace.opens)
        if is_message:
            turn = max(time.monotonic(), self._next)
            self._next = turn + self._between
            await self._wait_until(turn)
            await self._keep_apart()

    async def _keep_apart(self) -> None:
        """Wait, in its place, if it had to wait for that: others whose turn had come as well would go with it."""
        now = time.monotonic()
        self._last = max(now, self._last + self._apart)
        if self._last > now:
            with self._slots.kept():
                await asyncio.sleep(self._last - now)

    async def _wait_until(self, then: float) -> None:
        await self._wait(then - time.monotonic())

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            async with self._slots.left():
                await asyncio.sleep(seconds)

    def _pace(self, chat_id: int) -> _Pace:
        pace = self._chats.setdefault(chat_id, _Pace())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return pace


def _has_sent() -> bool:
    """Return whether the update has its answer in part, so that going back to the inbox would send it twice."""
    work = at_work()
    return work is not None and work.sent
