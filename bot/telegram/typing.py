"""Showing "typing …" in a chat for as long as the bot works on an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

_RENEW_AFTER = 4.5  # seconds; Telegram shows the action for 5, or until the bot's message arrives

_log = logging.getLogger(__name__)


@asynccontextmanager
async def typing_in(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing …" in a chat while the body runs; that it could not be shown never matters to the body."""
    done = asyncio.Event()
    task = asyncio.create_task(_type(bot, chat_id, done))
    try:
        yield
    finally:
        # Let go, not cancelled: a request cut off half-way would cost its connection.
        done.set()
        await task


async def _type(bot: Bot, chat_id: int, done: asyncio.Event) -> None:
    while not done.is_set():
        try:
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
            await asyncio.wait_for(done.wait(), _RENEW_AFTER)
        except TimeoutError:
            continue
        except TelegramError as error:
            _log.info("typing not shown in chat %s: %s", chat_id, error)
            return
