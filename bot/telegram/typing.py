"""Showing "typing …" in a chat for as long as the bot works on an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

_FROM = 0.3  # seconds: most answers are there before, and each call counts
_RENEW_AFTER = 4.5  # seconds; Telegram shows the action for 5, or until the bot's message arrives

_UNDER_WAY: set[asyncio.Task[None]] = set()
"""Calls that nobody waits for; the event loop itself does not keep them."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def typing_in(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing …" in a chat while the body runs, if that takes long; that it cannot be shown never matters."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def begin() -> None:
        task = loop.create_task(_type(bot, chat_id, done))
        _UNDER_WAY.add(task)
        task.add_done_callback(_UNDER_WAY.discard)

    later = loop.call_later(_FROM, begin)
    try:
        yield
    finally:
        # A call under way is let go, not cancelled: cut off half-way it would cost its connection.
        later.cancel()
        done.set()


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
