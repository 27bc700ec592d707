"""Trouble with reaching Telegram: said once, waited out, or the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.errors import StateError, TelegramUnavailableError
from bot.telegram.waiting import wait_of

_Result = TypeVar("_Result")

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries while Telegram cannot be reached

_log = logging.getLogger(__name__)


class Trouble:
    """A row of failures: says each kind once and waits longer from one to the next."""

    def __init__(self) -> None:
        self._pause = _FIRST_PAUSE
        self._said = ""

    def over(self) -> None:
        """Say that it is over, if it was said to be there."""
        if self._said:
            _log.info("Telegram answers again")
        self._pause = _FIRST_PAUSE
        self._said = ""

    def pause_after(self, error: TelegramError | StateError) -> float:
        """Return how many seconds to wait after an error.

        Raises:
            TelegramUnavailableError: Waiting does not help.
        """
        if isinstance(error, InvalidToken):
            raise TelegramUnavailableError(lost_token()) from None
        self._say(error)
        if isinstance(error, RetryAfter):
            return wait_of(error).total_seconds()
        pause, self._pause = self._pause, min(self._pause * 2, _LONGEST_PAUSE)
        return pause

    def _say(self, error: TelegramError | StateError) -> None:
        if isinstance(error, StateError):
            line = f"{error} Updates wait at Telegram meanwhile"
        elif isinstance(error, Conflict):
            line = "Another process polls with the same BOT_TOKEN: stop one of the two; waiting"
        elif isinstance(error, RetryAfter):
            line = f"Telegram asks to wait {wait_of(error).total_seconds():.0f} s; waiting"
        elif isinstance(error, TimedOut):
            line = "Telegram does not answer in time; trying on"
        else:
            line = f"Telegram cannot be reached ({error}); trying on"
        if line != self._said:
            _log.warning(line)
            self._said = line


def lost_token() -> str:
    """Return what is said where Telegram does not know the token."""
    return "Telegram does not know this BOT_TOKEN. Ask @BotFather for the bot's token (/mybots) and set it anew."


async def insistently(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Make a call of the Bot API until it succeeds, or ``stop`` is set.

    Raises:
        TelegramUnavailableError: The token is wrong.
        telegram.error.BadRequest: Telegram wants another call.
    """
    trouble = Trouble()
    while not stop.is_set():
        try:
            await unless(stop, call())
        except BadRequest:
            raise
        except TelegramError as error:
            await pause(stop, trouble.pause_after(error))
        else:
            trouble.over()
            return


async def until_stopped(stop: asyncio.Event, *works: Coroutine[Any, Any, None]) -> None:
    """Work until ``stop`` is set, or one of the works fails; then all are ended.

    Raises:
        Exception: What failed first.
    """
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        for task in done:
            task.result()
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)


async def unless(stop: asyncio.Event, call: Awaitable[_Result]) -> _Result | None:
    """Return what a call returns; None as soon as ``stop`` is set."""
    calling = asyncio.ensure_future(call)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({calling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return calling.result() if calling.done() else None
    finally:
        stopped.cancel()
        calling.cancel()


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until ``stop`` is set."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
