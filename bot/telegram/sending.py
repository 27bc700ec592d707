"""Sending and editing messages, with what Telegram's refusals mean."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, ChatMigrated

# Telegram's own words, compared without regard to case: https://github.com/tdlib/telegram-bot-api sends them so.
_SHOWN_ALREADY = "message is not modified"
_TOO_OLD = "query is too old"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")

_log = logging.getLogger(__name__)


async def reply(message: Message, html: str, buttons: InlineKeyboardMarkup | None = None) -> Message:
    """Reply to a message; where its group has become a supergroup, write there.

    Raises:
        telegram.error.TelegramError: It cannot be sent.
    """
    try:
        return await message.reply_html(html, reply_markup=buttons)
    except ChatMigrated as migrated:
        chat_id = migrated.new_chat_id
        _log.info("chat %s is now %s", message.chat_id, chat_id)
        # The message replied to has no id there.
        return await message.get_bot().send_message(chat_id, html, reply_markup=buttons)


async def reply_photo(message: Message, photo: bytes, caption: str) -> None:
    """Reply to a message with a picture and a text below it, in Telegram's HTML.

    Raises:
        telegram.error.TelegramError: It cannot be sent.
    """
    await message.reply_photo(photo, caption)


async def edit(bot: Bot, chat_id: int, message_id: int, html: str, buttons: InlineKeyboardMarkup | None) -> bool:
    """Give one of the bot's messages another text, and return whether it has it: it may be gone.

    Raises:
        telegram.error.TelegramError: It cannot be edited for another reason.
    """
    try:
        await bot.edit_message_text(html, chat_id=chat_id, message_id=message_id, reply_markup=buttons)
    except BadRequest as error:
        return _understood(error)
    except ChatMigrated:
        return False
    return True


async def edit_pressed(query: CallbackQuery, html: str, buttons: InlineKeyboardMarkup | None) -> bool:
    """Give the message whose button was pressed another text, and return whether it has it: it may be gone.

    Raises:
        telegram.error.TelegramError: It cannot be edited for another reason.
    """
    try:
        await query.edit_message_text(html, reply_markup=buttons)
    except BadRequest as error:
        return _understood(error)
    return True


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Answer the press of a button, so that it stops spinning; one that is too old cannot be answered any more."""
    with refused_as_late():
        await query.answer(text)


@contextmanager
def refused_as_late() -> Iterator[None]:
    """Pass over Telegram's refusal to take an answer that comes too late, or a second time."""
    try:
        yield
    except BadRequest as error:
        if _TOO_OLD not in str(error).casefold():
            raise
        _log.info("not answered any more: %s", error)


def _understood(error: BadRequest) -> bool:
    """Return whether a message that could not be edited shows what it should.

    Raises:
        BadRequest: It was refused for another reason.
    """
    reason = str(error).casefold()
    if _SHOWN_ALREADY in reason:  # a second tap
        return True
    if any(words in reason for words in _GONE):
        _log.info("message not edited: %s", error)
        return False
    raise error
