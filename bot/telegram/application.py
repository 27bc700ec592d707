"""The bot on Telegram, from start to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, Defaults

from bot.telegram.handlers import BotApplication, Handlers
from bot.telegram.order import InOrder
from bot.telegram.polling import UpdatesRequest, check_token, poll
from bot.telegram.profile import set_profile

_AT_ONCE = 256  # updates under way: one slow answer, or a chat that is made to wait, delays nobody else's
_DRAIN = 10.0  # seconds that a stop waits for answers under way

_log = logging.getLogger(__name__)


def build_application(token: str, api_url: str, handlers: Handlers) -> BotApplication:
    """Return the application with its handlers; nothing is sent yet.

    Args:
        token: The bot's token.
        api_url: The Bot API server, without a slash at its end.
        handlers: The handlers.
    """
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .get_updates_request(UpdatesRequest())
        .updater(None)
        .concurrent_updates(InOrder(_AT_ONCE))
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                do_quote=True,
                allow_sending_without_reply=True,
            )
        )
        .build()
    )
    handlers.register(application)
    return application


async def serve(application: BotApplication, handlers: Handlers) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; answers under way are finished.

    Args:
        application: The application.
        handlers: Its handlers.

    Raises:
        TelegramUnavailableError: The token is wrong or was revoked.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows, where Ctrl-C is an exception
            loop.add_signal_handler(number, stop.set)
    bot: Bot = application.bot
    try:
        await check_token(bot, stop)
        if stop.is_set():
            return
        await application.initialize()
        await _take_over(bot)
        await application.start()
        profile = asyncio.create_task(set_profile(bot, handlers.keepers))  # beside the answers: a call for every text
        handlers.additions.go_on(bot)
        _log.info("@%s answers on Telegram; Ctrl-C stops", bot.username)
        try:
            await poll(bot, application.update_queue.put, stop)
        finally:
            _log.info("stopping")
            profile.cancel()
            await handlers.additions.stop()
            await _drain(application)
    finally:
        await application.shutdown()


async def _take_over(bot: Bot) -> None:
    """Remove a webhook that an earlier deployment left: with one, Telegram refuses polling."""
    try:
        await bot.delete_webhook()
    except TelegramError as error:
        _log.warning("A webhook that may be there could not be removed: %s", error)


async def _drain(application: BotApplication) -> None:
    try:
        await asyncio.wait_for(application.stop(), _DRAIN)
    except TimeoutError:
        _log.warning("Some answers were not finished within %s s", _DRAIN)
