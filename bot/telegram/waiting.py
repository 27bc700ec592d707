"""What Telegram's errors mean for trying again."""

from __future__ import annotations

import os
from datetime import timedelta

import aiohttp
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

# The library gives waiting times as timedelta from its next version on; asked for now, it does not warn.
os.environ.setdefault("PTB_TIMEDELTA", "true")


def is_undone(error: BaseException | None) -> bool:
    """Return whether a call that failed was surely, or next to surely, not done: it may be made again.

    Telegram could not be reached, or said 5xx, but for a gateway's timeout, which is a ``TimedOut`` here; or it closed
    the connection without a word, as servers do with idle ones (RFC 9112, 9.3.1).
    """
    cause = error.__cause__ if error else None
    if isinstance(error, TimedOut):  # also what could not even be begun is one
        return isinstance(cause, aiohttp.ConnectionTimeoutError)
    if isinstance(cause, aiohttp.ClientPayloadError):  # an answer had begun
        return False
    # ``BadRequest`` is a ``NetworkError`` by inheritance only: it is Telegram's answer.
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def may_have_arrived(error: BaseException | None) -> bool:
    """Return whether a call that failed may have been done all the same: its answer did not come in time."""
    is_answer = isinstance(error, BadRequest)
    return isinstance(error, NetworkError) and not is_answer and not is_undone(error)


def wait_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
