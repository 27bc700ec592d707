"""Fetching updates by long polling: https://core.telegram.org/bots/api#getupdates.

The library's own poller stays alive without polling after a revoked token, and confirms what nobody has kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError

from bot.errors import StateError
from bot.telegram.connections import Connections
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.telegram.trouble import Trouble, pause, unless

_POLL = 30  # seconds that the server holds a request open while there is nothing to tell
_ANSWERS = 10  # seconds more until an answer is late
_AT_THE_END = 2  # seconds for the last request

_log = logging.getLogger(__name__)


class UpdatesRequest(Connections):
    """Connections to fetch updates by, as they are: the library's own method would make objects of them first."""

    async def fetch(self, bot: Bot, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        """Return the updates from a number on, or wait for some.

        Args:
            bot: The bot.
            offset: The number; those before are confirmed. None for the first that is not confirmed.
            seconds: How long the server waits for an update where there is none.

        Raises:
            telegram.error.TelegramError: They cannot be fetched.
        """
        asked = {"timeout": seconds, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        query = urlencode(asked if offset is None else asked | {"offset": offset})
        answer = await self.post(f"{bot.base_url}/getUpdates?{query}", read_timeout=seconds + _ANSWERS)
        return [update for update in answer if isinstance(update, dict)] if isinstance(answer, list) else []


Keep = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
"""Keeps updates where a kill does not reach them; raises StateError where it cannot."""


async def poll(bot: Bot, request: UpdatesRequest, keep: Keep, stop: asyncio.Event) -> None:
    """Fetch and keep updates until ``stop`` is set; each is confirmed to Telegram by the request after it was kept.

    Args:
        bot: The bot.
        request: The connections.
        keep: Keeps updates.
        stop: Ends it.

    Raises:
        TelegramUnavailableError: The token is wrong or was revoked: asking on is of no use.
    """
    offset: int | None = None
    trouble = Trouble()
    while not stop.is_set():
        try:
            updates = await unless(stop, request.fetch(bot, offset, _POLL)) or []
            await keep(updates)
        except (TelegramError, StateError) as error:
            await pause(stop, trouble.pause_after(error))
            continue
        trouble.over()
        offset = max(
            (number + 1 for update in updates if isinstance(number := update.get("update_id"), int)), default=offset
        )
    if offset is not None:
        await _confirm(bot, request, offset)


async def _confirm(bot: Bot, request: UpdatesRequest, offset: int) -> None:
    try:
        async with asyncio.timeout(_AT_THE_END):
            await request.fetch(bot, offset, 0)
    except (TelegramError, TimeoutError) as error:
        _log.warning("The last updates could not be confirmed and may come again: %s", error)
