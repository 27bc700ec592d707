"""Waiting as Telegram asks for."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.waiting import may_have_arrived, patiently


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


def test_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The call is repeated after the time that Telegram names, not before."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    assert tried(RetryAfter(timedelta(seconds=7)), "sent") == (2, "sent")
    assert waited == [7]


@pytest.mark.parametrize(
    ("error", "may"),
    [
        (TimedOut(), True),
        (NetworkError("dropped"), True),
        (BadRequest("x"), False),
        (Forbidden("x"), False),
        (RetryAfter(timedelta(1)), False),
        (KeyError(), False),
    ],
)
def test_what_may_have_arrived(error: Exception, *, may: bool) -> None:
    """After a lost connection a message may have arrived; after Telegram's own refusal it has not."""
    assert may_have_arrived(error) is may
