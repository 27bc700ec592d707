"""Fetching updates by long polling: https://core.telegram.org/bots/api#getupdates.

The library's own poller stays alive without polling after a revoked token, and repeats a traceback for each hiccup.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.errors import TelegramUnavailableError
from bot.telegram.waiting import wait_of

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)
"""The kinds of update that the bot acts on; the server remembers the list, so it is always sent."""

_POLL = 30  # seconds that the server holds a request open while there is nothing to tell
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries while Telegram cannot be reached

_log = logging.getLogger(__name__)


class UpdatesRequest(HTTPXRequest):
    """Fetches updates such that one which the library cannot read costs no other: only its number is left of it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the server's answer, each unreadable update in it replaced by an empty one."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        updates = answer.get("result")
        if isinstance(updates, list):
            answer["result"] = [_readable(update) for update in updates if isinstance(update, dict)]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        # The library takes what it reads out of the dictionaries: it is given a copy.
        Update.de_json(deepcopy(update), None)
    except Exception:  # noqa: BLE001  # whatever a field of the wrong kind makes the library do
        _log.warning("update %s cannot be read and is passed over", update.get("update_id"), exc_info=True)
        return {"update_id": update["update_id"]}
    return update


async def poll(bot: Bot, deliver: Callable[[Update], Awaitable[None]], stop: asyncio.Event) -> None:
    """Deliver updates in their order until ``stop`` is set.

    An update is confirmed to Telegram by the request after its delivery.

    Raises:
        TelegramUnavailableError: The token is wrong or was revoked: asking on is of no use.
    """
    offset: int | None = None
    trouble = _Trouble()
    while not stop.is_set():
        try:
            updates = await _unless(stop, _fetch(bot, offset, _POLL))
        except TelegramError as error:
            await _pause(stop, trouble.pause_after(error))
            continue
        trouble.over()
        for update in updates or ():
            await deliver(update)
            offset = update.update_id + 1
    if offset is not None:
        await _confirm(bot, offset)


async def check_token(bot: Bot, stop: asyncio.Event) -> None:
    """Wait until Telegram says who the bot is.

    Raises:
        TelegramUnavailableError: The token is wrong.
    """
    trouble = _Trouble()
    while not stop.is_set():
        try:
            await bot.initialize()
        except TelegramError as error:
            await _pause(stop, trouble.pause_after(error))
        else:
            return


async def _fetch(bot: Bot, offset: int | None, seconds: int) -> tuple[Update, ...]:
    return await bot.get_updates(offset=offset, timeout=seconds, allowed_updates=ALLOWED_UPDATES)


async def _confirm(bot: Bot, offset: int) -> None:
    try:
        await _fetch(bot, offset, 0)
    except TelegramError as error:
        _log.warning("The last updates could not be confirmed and may come again: %s", error)


async def _unless(stop: asyncio.Event, fetching: Awaitable[tuple[Update, ...]]) -> tuple[Update, ...] | None:
    """Return what is fetched; None as soon as ``stop`` is set."""
    fetch = asyncio.ensure_future(fetching)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({fetch, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if fetch.done():
        return fetch.result()
    fetch.cancel()
    return None


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


class _Trouble:
    """A row of failures: says each kind once and waits longer from one to the next."""

    def __init__(self) -> None:
        self._pause = _FIRST_PAUSE
        self._said = ""

    def over(self) -> None:
        if self._said:
            _log.info("Telegram answers again")
        self._pause = _FIRST_PAUSE
        self._said = ""

    def pause_after(self, error: TelegramError) -> float:
        """Return how many seconds to wait after an error.

        Raises:
            TelegramUnavailableError: Waiting does not help.
        """
        if isinstance(error, InvalidToken):
            raise TelegramUnavailableError(
                "Telegram does not know this BOT_TOKEN. Ask @BotFather for the bot's token (/mybots) and set it anew."
            ) from None
        self._say(error)
        if isinstance(error, RetryAfter):
            return wait_of(error).total_seconds()
        pause, self._pause = self._pause, min(self._pause * 2, _LONGEST_PAUSE)
        return pause

    def _say(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            line = "Another process polls with the same BOT_TOKEN: stop one of the two; waiting"
        elif isinstance(error, TimedOut):
            line = "Telegram does not answer in time; trying on"
        else:
            line = f"Telegram cannot be reached ({error}); trying on"
        if line != self._said:
            _log.warning(line)
            self._said = line
