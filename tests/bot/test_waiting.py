"""Waiting as Telegram asks for."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot import application  # noqa: F401  # it asks the library for waiting times as timedelta
from bot.waiting import patiently


def tried(*outcomes: Exception | str) -> tuple[int, str | Exception]:
    """How often a call that ends as listed, one after another, is made, and how it ends."""
    left = list(outcomes)

    async def call() -> str:
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    try:
        end: str | Exception = asyncio.run(patiently(call))
    except Exception as error:  # noqa: BLE001
        end = error
    return len(outcomes) - len(left), end


def test_waits_once() -> None:
    """A call that Telegram asks to repeat later is repeated once."""
    assert tried(RetryAfter(timedelta(0)), "sent") == (2, "sent")
    again = RetryAfter(timedelta(0))
    assert tried(RetryAfter(timedelta(0)), again, "sent") == (2, again)


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("dropped"), RetryAfter(timedelta(hours=1))])
def test_does_not_try_again_blindly(error: Exception) -> None:
    """What may have arrived, or would be too late, is not sent again."""
    assert tried(error, "sent twice") == (1, error)
