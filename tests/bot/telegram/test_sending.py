"""Sending and editing, and what Telegram's refusals mean."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, cast

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError, TimedOut

from bot.telegram.sending import acknowledge, edit, edit_pressed, reply

BUTTONS = InlineKeyboardMarkup([])
# As the library words them: it cuts "Bad Request: " off and begins with a capital letter.
SHOWN_ALREADY = BadRequest(
    "Message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TOO_OLD = BadRequest("Query is too old and response timeout expired or query id is invalid")
GONE = [BadRequest(words) for words in ("Message to edit not found", "Message can't be edited", "Message_id_invalid")]
OTHERS = [BadRequest("Can't parse entities"), Forbidden("Bot was blocked by the user"), TimedOut(), NetworkError("?")]


class Telegram:
    """Takes calls, or refuses the first with an error."""

    def __init__(self, error: TelegramError | None = None) -> None:
        self.error = error
        self.calls: list[tuple[str, tuple[object, ...], dict[str, object]]] = []
        self.chat_id = -1

    def get_bot(self) -> Telegram:
        """Return the bot of a message: the same."""
        return self

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, str]]:
        """Return a method, whatever its name."""

        async def call(*arguments: object, **named: object) -> str:
            self.calls.append((name, arguments, named))
            error, self.error = self.error, None
            if error:
                raise error
            return f"the message of call {len(self.calls)}"

        return call


def outcome(call: Coroutine[Any, Any, object]) -> object:
    """What a call returns, or the error with which it ends."""
    try:
        return asyncio.run(_awaited(call))
    except TelegramError as error:
        return error


async def _awaited(call: Coroutine[Any, Any, object]) -> object:
    return await call


def test_reply_is_sent_once() -> None:
    """A reply goes below its message, with its buttons."""
    telegram = Telegram()
    assert outcome(reply(cast("Message", telegram), "<b>x</b>", BUTTONS)) == "the message of call 1"
    assert telegram.calls == [("reply_html", ("<b>x</b>",), {"reply_markup": BUTTONS})]


def test_reply_follows_its_group() -> None:
    """Where a group has become a supergroup, the reply is sent there."""
    telegram = Telegram(ChatMigrated(-100))
    assert outcome(reply(cast("Message", telegram), "x", BUTTONS)) == "the message of call 2"
    assert telegram.calls[1] == ("send_message", (-100, "x"), {"reply_markup": BUTTONS})


@pytest.mark.parametrize("error", OTHERS)
def test_reply_that_fails_is_not_repeated(error: TelegramError) -> None:
    """A reply that may have arrived, or never can, is not sent a second time; that it failed is told."""
    telegram = Telegram(error)
    assert outcome(reply(cast("Message", telegram), "x")) is error
    assert len(telegram.calls) == 1


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (None, True),
        (SHOWN_ALREADY, True),
        *((gone, False) for gone in GONE),
        (ChatMigrated(-100), False),
        *((other, other) for other in OTHERS),
    ],
)
def test_edit_tells_whether_the_message_has_the_text(error: TelegramError | None, shown: bool | TelegramError) -> None:  # noqa: FBT001
    """After an edit the message has the text, also if it had it before; or is gone; another failure is told."""
    telegram = Telegram(error)
    assert outcome(edit(cast("Bot", telegram), -1, 5, "x", BUTTONS)) == shown
    assert telegram.calls == [("edit_message_text", ("x",), {"chat_id": -1, "message_id": 5, "reply_markup": BUTTONS})]


@pytest.mark.parametrize(
    ("error", "shown"),
    [(None, True), (SHOWN_ALREADY, True), *((gone, False) for gone in GONE), *((other, other) for other in OTHERS)],
)
def test_edit_below_a_pressed_button(error: TelegramError | None, shown: bool | TelegramError) -> None:  # noqa: FBT001
    """A second tap, and a message that was deleted meanwhile, are no failure of a button."""
    assert outcome(edit_pressed(cast("CallbackQuery", Telegram(error)), "x", None)) == shown


@pytest.mark.parametrize(
    ("error", "end"), [(None, None), (TOO_OLD, None), *((other, other) for other in [*OTHERS, *GONE])]
)
def test_press_that_is_too_old_is_passed_over(error: TelegramError | None, end: TelegramError | None) -> None:
    """A press that cannot be answered any more is no failure; any other refusal is."""
    telegram = Telegram(error)
    assert outcome(acknowledge(cast("CallbackQuery", telegram), "noted")) is end
    assert telegram.calls == [("answer", ("noted",), {})]
