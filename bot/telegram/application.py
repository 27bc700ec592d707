"""The library's application: the bot's calls to Telegram, and which handler an update is for."""

from __future__ import annotations

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Application, Defaults

from bot.telegram.clock import TelegramClock
from bot.telegram.connections import Connections
from bot.telegram.handlers import BotApplication
from bot.telegram.limits import Limits
from bot.telegram.polling import UpdatesRequest

_CONNECTIONS = 128  # more than there are places for updates under way
_ANSWERS_IN = 20.0  # seconds: a slow answer is worth waiting for, since what it answers must not be sent again


def build_application(
    token: str, api_url: str, limits: Limits, clock: TelegramClock, updates: UpdatesRequest
) -> BotApplication:
    """Return an application without handlers; nothing is sent yet.

    Args:
        token: The bot's token.
        api_url: The Bot API server, without a slash at its end.
        limits: Keeps those of Telegram.
        clock: Is told the time by Telegram.
        updates: The connections by which updates are fetched.
    """
    request = Connections(_CONNECTIONS, _ANSWERS_IN, clock.look)
    application: BotApplication = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(request)
        .get_updates_request(updates)
        .updater(None)
        .rate_limiter(limits)
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
    return application
