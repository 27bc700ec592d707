"""What Telegram's errors mean, where the library and the connections really raise them."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.waiting import is_undone, may_have_arrived, wait_of
from tests.bot.telegram.errors import because_of

UNDONE = [
    NetworkError("Bad Gateway"),  # an answer
    because_of(NetworkError("x"), aiohttp.ServerDisconnectedError()),
    because_of(NetworkError("x"), aiohttp.ClientOSError()),
    because_of(TimedOut(), aiohttp.ConnectionTimeoutError()),
]
MAY_BE_DONE = [
    TimedOut(),
    because_of(TimedOut(), aiohttp.SocketTimeoutError()),
    because_of(NetworkError("x"), aiohttp.ClientPayloadError()),
]
ANSWERED = [
    *(BadRequest("x"), Forbidden("x"), RetryAfter(timedelta(seconds=1)), InvalidToken("x"), Conflict("x")),
    *(KeyError(), None),
]


@pytest.mark.parametrize("error", UNDONE, ids=repr)
def test_what_was_not_done(error: TelegramError) -> None:
    """What did not come to Telegram, or made it fail, was not done."""
    assert is_undone(error)
    assert not may_have_arrived(error)


@pytest.mark.parametrize("error", MAY_BE_DONE, ids=repr)
def test_what_may_have_been_done(error: TelegramError) -> None:
    """What has come to Telegram and was not answered in time may have been done: never again blindly."""
    assert may_have_arrived(error)
    assert not is_undone(error)


@pytest.mark.parametrize("error", ANSWERED, ids=repr)
def test_what_is_neither(error: Exception | None) -> None:
    """Telegram's own refusal, a fault of ours, and nothing: none says that it is worth another try."""
    assert not is_undone(error)
    assert not may_have_arrived(error)


@pytest.mark.parametrize("wait", [timedelta(minutes=2), 120])
def test_how_long_telegram_asks_to_wait(wait: timedelta | int) -> None:
    """How long to wait is known in either way in which the library makes such an error."""
    assert wait_of(RetryAfter(wait)) == timedelta(seconds=120)
