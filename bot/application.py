"""The bot on Telegram, from start to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from telegram import Bot, BotCommand, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, Defaults

from bot.handlers import COMMANDS, BotApplication, Handlers
from bot.people import People
from bot.polling import UpdatesRequest, check_token, poll
from bot.words import languages, words_for
from index import Searcher

_AT_ONCE = 16  # updates worked on at the same time: one slow answer delays nobody else's
_DRAIN = 10.0  # seconds that a stop waits for answers under way

_log = logging.getLogger(__name__)


def build_application(token: str, api_url: str, searcher: Searcher, people: People) -> BotApplication:
    """Return the application with its handlers; nothing is sent yet.

    Args:
        token: The bot's token.
        api_url: The Bot API server, without a slash at its end.
        searcher: Where to look.
        people: Who chose which language.
    """
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .get_updates_request(UpdatesRequest())
        .updater(None)
        .concurrent_updates(_AT_ONCE)
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
    Handlers(searcher, people).register(application)
    return application


async def serve(application: BotApplication) -> None:
    """Answer on Telegram until SIGINT or SIGTERM; answers under way are finished.

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
        await _set_menu(bot)
        await application.start()
        _log.info("@%s answers on Telegram; Ctrl-C stops", bot.username)
        try:
            await poll(bot, application.update_queue.put, stop)
        finally:
            _log.info("stopping")
            await _drain(application)
    finally:
        await application.shutdown()


async def _take_over(bot: Bot) -> None:
    """Remove a webhook that an earlier deployment left: with one, Telegram refuses polling."""
    try:
        await bot.delete_webhook()
    except TelegramError as error:
        _log.warning("A webhook that may be there could not be removed: %s", error)


async def _set_menu(bot: Bot) -> None:
    """Set the commands that Telegram offers, in every language; the bot works without them."""
    try:
        for language in (None, *languages()):
            words = words_for(language)
            menu = [BotCommand(name, words.text(f"command-{name}")) for name in COMMANDS]
            await bot.set_my_commands(menu, language_code=language)
    except TelegramError as error:
        _log.warning("The menu of commands could not be set: %s", error)


async def _drain(application: BotApplication) -> None:
    try:
        await asyncio.wait_for(application.stop(), _DRAIN)
    except TimeoutError:
        _log.warning("Some answers were not finished within %s s", _DRAIN)
