"""What is to be done about an update whose handling failed."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from bot.telegram.waiting import is_undone, may_have_arrived, wait_of

_AWAY = timedelta(seconds=10)  # until a call to Telegram that could not be made is worth another try

# Telegram's own words, compared without regard to case: https://github.com/tdlib/td (td/telegram/DialogManager.cpp).
_MAY_NOT_WRITE = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "topic_closed",
    "chat_restricted",
)


class Verdict(Enum):
    """What is to be done."""

    ANSWERED = auto()
    """Nothing: it was answered, or may have been."""

    BLOCKED = auto()
    """Forget the chat: the bot may not write there any more."""

    LATER = auto()
    """Do it again later: Telegram took nothing, which is no fault of the update."""

    NO_TOKEN = auto()
    """The same, but find out first whether Telegram still knows the bot."""

    FAILED = auto()
    """Do it again, a few times; then set it aside."""


def verdict_on(error: BaseException | None, *, sent: bool) -> Verdict:
    """Return what is to be done after an error.

    Args:
        error: What went wrong; None for nothing.
        sent: Whether a message was sent before it went wrong.
    """
    match error:
        case None:
            return Verdict.ANSWERED
        case Forbidden():
            return Verdict.BLOCKED
        case InvalidToken():
            return Verdict.NO_TOKEN
        case BadRequest() if any(words in str(error).casefold() for words in _MAY_NOT_WRITE):
            return Verdict.ANSWERED
    if may_have_arrived(error):  # a second copy would be worse than none
        return Verdict.ANSWERED
    if isinstance(error, RetryAfter) or is_undone(error):
        return Verdict.ANSWERED if sent else Verdict.LATER
    return Verdict.FAILED


def again_after(error: BaseException | None) -> timedelta:
    """Return when to do it again, after Telegram took nothing."""
    return wait_of(error) if isinstance(error, RetryAfter) else _AWAY
