"""How updates come: fetched by the bot, or sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from telegram import WebhookInfo
from telegram.constants import SUPPORTED_WEBHOOK_PORTS

from bot.doctor.finding import Finding, Level
from bot.doctor.unreachable import place_of
from bot.settings import Settings
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.web.webhook import webhook_path

_NAME = "webhook"
_TELEGRAM = "api.telegram.org"
_RECENT = timedelta(hours=1)
_MANY = 100  # updates


def check_webhook(info: WebhookInfo, settings: Settings, bot_id: int, now: datetime) -> Iterator[Finding]:
    """Find whether updates come as they are to.

    Args:
        info: What Telegram knows of the webhook.
        settings: The settings.
        bot_id: The bot's id.
        now: The time.
    """
    if settings.webhook_url is None:
        yield _polling(info)
    else:
        yield _address(settings.webhook_url, urlsplit(settings.bot_api_url).hostname == _TELEGRAM) or _sent(
            info, f"{settings.webhook_url}{webhook_path(bot_id)}"
        )
    if info.url and info.last_error_message and info.last_error_date:
        yield _last_error(info.last_error_message, now - info.last_error_date)
    yield from _waiting(info)


def _polling(info: WebhookInfo) -> Finding:
    if not info.url:
        return Finding(_NAME, Level.OK, "None is set, and none is wanted: the bot fetches its updates.")
    found = f"Updates are sent to {place_of(info.url)}, where somebody else may want them; WEBHOOK_URL is not set."
    mend = "The bot ends that when it starts: poochho run. If it is another program's, get another bot for that."
    return Finding(_NAME, Level.WARNING, found, mend)


def _address(url: str, by_telegram: bool) -> Finding | None:  # noqa: FBT001
    """Return why Telegram will refuse an address; None if it will not, or another server decides.

    What it takes: https://core.telegram.org/bots/api#setwebhook.
    """
    parts = urlsplit(url)
    if not by_telegram:
        return None
    if parts.scheme != "https":
        return Finding(_NAME, Level.PROBLEM, "WEBHOOK_URL is not https.", "Telegram sends nothing to others: get TLS.")
    if (parts.port or 443) not in SUPPORTED_WEBHOOK_PORTS:
        ports = ", ".join(map(str, sorted(SUPPORTED_WEBHOOK_PORTS)))
        return Finding(_NAME, Level.PROBLEM, f"WEBHOOK_URL has port {parts.port}.", f"Take one of {ports}.")
    return None


def _sent(info: WebhookInfo, wanted: str) -> Finding:
    if info.url == wanted:
        return Finding(_NAME, Level.OK, f"Updates are sent to {place_of(wanted)}.")
    if not info.url:
        return Finding(_NAME, Level.INFO, "It is not set yet.", "The bot does that when it starts: poochho run.")
    found = f"Updates are sent to {place_of(info.url)}, to another address than WEBHOOK_URL says."
    return Finding(_NAME, Level.WARNING, found, "The bot sets it anew when it starts: poochho run.")


def _last_error(words: str, ago: timedelta) -> Finding:
    is_recent = ago < _RECENT
    when = f"{max(ago, timedelta()) // timedelta(minutes=1)} min" if is_recent else f"{ago // _RECENT:,} h"
    mend = "See that WEBHOOK_URL leads to LISTEN, by https with a certificate that is trusted." if is_recent else ""
    level = Level.WARNING if is_recent else Level.INFO
    return Finding("delivery", level, f"{when} ago Telegram could not send an update: {words}", mend)


def _waiting(info: WebhookInfo) -> Iterator[Finding]:
    count = info.pending_update_count
    if count > _MANY:
        yield Finding("updates", Level.WARNING, f"{count:,} wait at Telegram.", "See that the bot runs: poochho run.")
    else:
        yield Finding("updates", Level.OK, f"{count} wait at Telegram." if count else "None wait at Telegram.")
    missing = set(ALLOWED_UPDATES) - set(info.allowed_updates) if info.allowed_updates else set()
    if missing:
        found = f"Telegram was told not to send all kinds; missing: {', '.join(sorted(missing))}."
        yield Finding("updates", Level.WARNING, found, "The bot asks for all when it starts: poochho run.")
