"""Waiting as long as Telegram asks for, and no blind retries."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

_Result = TypeVar("_Result")
_LONGEST = timedelta(minutes=5)  # nobody waits longer for an answer

_log = logging.getLogger(__name__)

# The library gives waiting times as timedelta from its next version on; asked for now, it does not warn.
os.environ.setdefault("PTB_TIMEDELTA", "true")


async def patiently(call: Callable[[], Awaitable[_Result]]) -> _Result:
    """Call the Bot API; where it answers 429, wait as long as it says, once, and call again.

    Only that answer is a promise that nothing was sent: see :func:`may_have_arrived`.

    Raises:
        telegram.error.TelegramError: The call failed otherwise, or a second time, or the wait would be too long.
    """
    try:
        return await call()
    except RetryAfter as error:
        wait = wait_of(error)
        if wait > _LONGEST:
            raise
        _log.info("Telegram asks to wait %s s", wait.total_seconds())
        await asyncio.sleep(wait.total_seconds())
        return await call()


def may_have_arrived(error: BaseException | None) -> bool:
    """Return whether a message may have been delivered although sending it failed: after a time-out, a lost connection.

    ``BadRequest`` is a ``NetworkError`` by inheritance only: it is Telegram's answer.
    """
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def wait_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
