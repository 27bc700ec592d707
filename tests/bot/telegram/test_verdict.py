"""What is to be done about an update whose handling failed."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import StateError
from bot.telegram.verdict import Verdict, again_after, verdict_on
from index import EngineError
from tests.bot.telegram.errors import because_of

MAY_NOT_WRITE = [
    "Not enough rights to send text messages to the chat",
    "Have no rights to send a message",
    "Chat_write_forbidden",
    "CHAT_RESTRICTED",
    "Topic_closed",
]
OTHER_REFUSALS = ["Chat not found", "Can't parse entities: unsupported start tag", "Message is too long", ""]

ANSWERED, BLOCKED, LATER = Verdict.ANSWERED, Verdict.BLOCKED, Verdict.LATER
NO_TOKEN, FAILED = Verdict.NO_TOKEN, Verdict.FAILED

# What went wrong; what is done about it where nothing was sent; and where a message was sent before.
VERDICTS: list[tuple[BaseException | None, Verdict, Verdict]] = [
    (None, ANSWERED, ANSWERED),
    (Forbidden("bot was blocked by the user"), BLOCKED, BLOCKED),
    (Forbidden("bot was kicked from the supergroup chat"), BLOCKED, BLOCKED),
    (InvalidToken("Not Found"), NO_TOKEN, NO_TOKEN),
    *((BadRequest(words), ANSWERED, ANSWERED) for words in MAY_NOT_WRITE),
    *((BadRequest(words), FAILED, FAILED) for words in OTHER_REFUSALS),
    # May have arrived: a second copy would be worse than none.
    (TimedOut(), ANSWERED, ANSWERED),
    (because_of(TimedOut(), aiohttp.SocketTimeoutError()), ANSWERED, ANSWERED),
    (because_of(NetworkError("x"), aiohttp.ClientPayloadError()), ANSWERED, ANSWERED),
    # Was not done: no fault of the update.
    (RetryAfter(timedelta(minutes=5)), LATER, ANSWERED),
    (NetworkError("Bad Gateway"), LATER, ANSWERED),
    (because_of(NetworkError("x"), aiohttp.ServerDisconnectedError()), LATER, ANSWERED),
    (because_of(TimedOut(), aiohttp.ConnectionTimeoutError()), LATER, ANSWERED),
    # Ours, or nobody knows whose.
    (KeyError("x"), FAILED, FAILED),
    (StateError("The database is locked."), FAILED, FAILED),
    (EngineError("The index is gone."), FAILED, FAILED),
    (ChatMigrated(-100), FAILED, FAILED),
    (Conflict("x"), FAILED, FAILED),
    (TelegramError("x"), FAILED, FAILED),
]


@pytest.mark.parametrize(("error", "nothing_sent", "sent"), VERDICTS, ids=[repr(error) for error, *_ in VERDICTS])
def test_what_is_done(error: BaseException | None, nothing_sent: Verdict, sent: Verdict) -> None:
    """Each error has its verdict; after a message was sent, nothing is done again that would send a second one."""
    assert verdict_on(error, sent=False) is nothing_sent
    assert verdict_on(error, sent=True) is sent


@pytest.mark.parametrize(
    ("error", "seconds"),
    [(RetryAfter(timedelta(minutes=5)), 300), (NetworkError("Bad Gateway"), 10), (InvalidToken("x"), 10), (None, 10)],
)
def test_when_it_is_tried_again(error: BaseException | None, seconds: int) -> None:
    """An update is tried again when Telegram says, or else soon."""
    assert again_after(error) == timedelta(seconds=seconds)
