"""What must be well for the bot to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from telegram.error import TelegramError

from bot.errors import BotError
from bot.web.health import Check, Facts

_FRESH = 60.0  # seconds that an answer of Telegram's counts
_AGAIN_AFTER = 10.0  # seconds between two questions to it, however often somebody wants to know

# Threads of their own: searches that take all others shall not make the database look dead. One a check.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="readiness")


def index_check(articles: Callable[[], int]) -> Check:
    """Return the check that there is an index.

    Args:
        articles: Says how many articles it has; may block, and raise IndexingError.
    """

    async def check() -> Facts:
        return {"articles": await asyncio.get_running_loop().run_in_executor(_THREADS, articles)}

    return check


def database_check(ask: Callable[[], object]) -> Check:
    """Return the check that the database answers.

    Args:
        ask: Asks it something; may block, and raise StateError.
    """

    async def check() -> Facts:
        await asyncio.get_running_loop().run_in_executor(_THREADS, ask)
        return {}

    return check


class TelegramCheck:
    """The check that Telegram answers.

    Args:
        ask: Asks it something; may raise TelegramError.
        ticks: Seconds since whenever, which nobody sets.
    """

    def __init__(self, ask: Callable[[], Awaitable[object]], ticks: Callable[[], float] = monotonic) -> None:
        self._ask = ask
        self._ticks = ticks
        self._answered_at = self._asked_at = float("-inf")
        self._wrong = "Telegram does not answer."

    def answered(self) -> None:
        """Note that Telegram has just answered, whatever it was asked: it need not be asked for this."""
        self._answered_at = self._ticks()

    async def __call__(self) -> Facts:
        """Return where Telegram has answered within the last minute, or does so now.

        Raises:
            BotError: It does not.
        """
        now = self._ticks()
        if now - self._answered_at < _FRESH:
            return {}
        if now - self._asked_at >= _AGAIN_AFTER:
            self._asked_at = now
            try:
                await self._ask()
            except TelegramError as error:
                self._wrong = f"Telegram does not answer ({type(error).__name__}). Check the network and BOT_TOKEN."
            else:
                self.answered()
                return {}
        raise BotError(self._wrong)
