"""The token, and what Telegram says to it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
from telegram import Bot, User, WebhookInfo
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.doctor.finding import Finding, Level
from bot.doctor.unreachable import why_not
from bot.doctor.webhook import check_webhook
from bot.settings import Settings

_FORM = re.compile("[0-9]+:[A-Za-z0-9_-]+")
"""https://core.telegram.org/bots/api#authorizing-your-bot"""

_ANSWERS_IN = 8.0  # seconds, which leaves some of the check's ten
_WRONG_CLOCK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What Telegram tells of the bot.

    Attributes:
        me: Who it is.
        webhook: Where its updates are sent.
        ahead: By how much the machine's clock is ahead of Telegram's; None where that is not known.
    """

    me: User
    webhook: WebhookInfo
    ahead: timedelta | None


def check_telegram(settings: Settings, answers_in: float = _ANSWERS_IN) -> Iterator[Finding]:
    """Find whether there is a bot with this token, and how it is set up.

    Args:
        settings: The settings.
        answers_in: Seconds until an answer is late.
    """
    yield from _admins(settings.admins)
    if settings.bot_token is None:
        mend = "Write /newbot to @BotFather in Telegram, and set BOT_TOKEN to the token that you get."
        yield Finding("token", Level.PROBLEM, "BOT_TOKEN is not set: there is no bot, but for a chat here.", mend)
        return
    token = settings.bot_token.get_secret_value()
    if not _FORM.fullmatch(token):
        mend = "Copy all of it from @BotFather (/mybots), and nothing else."
        yield Finding("token", Level.PROBLEM, "BOT_TOKEN does not look like 123456:ABC-DEF.", mend)
        return
    try:
        told = asyncio.run(ask(token, settings.bot_api_url, answers_in))
    except TelegramError as error:
        yield why_not(error, settings.bot_api_url, answers_in)
        return
    yield Finding("token", Level.OK, f"It is that of @{told.me.username} ({told.me.id}).")
    yield from check_webhook(told.webhook, settings, told.me.id, datetime.now(UTC))
    yield from _abilities(told.me)
    if told.ahead is not None:
        yield _clock(told.ahead)


async def ask(token: str, api_url: str, answers_in: float) -> Told:
    """Return what Telegram tells.

    Raises:
        telegram.error.TelegramError: It tells nothing.
    """
    ahead: list[timedelta] = []

    async def compare(response: httpx.Response) -> None:
        try:
            date = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return
        ahead.append(datetime.now(UTC) - (date if date.tzinfo else date.replace(tzinfo=UTC)))

    request = HTTPXRequest(
        connect_timeout=answers_in, read_timeout=answers_in, httpx_kwargs={"event_hooks": {"response": [compare]}}
    )
    async with request:
        bot = Bot(token, base_url=f"{api_url}/bot", request=request, get_updates_request=request)
        me, webhook = await bot.get_me(), await bot.get_webhook_info()
    return Told(me, webhook, ahead[-1] if ahead else None)


def _admins(admins: Iterable[int]) -> Iterator[Finding]:
    wrong = sorted(admin for admin in admins if admin <= 0)
    if wrong:
        ids = ", ".join(map(str, wrong))
        mend = "Take the person's own id, which @userinfobot tells: it is positive."
        yield Finding("admins", Level.WARNING, f"ADMINS has what is nobody's id: {ids}.", mend)
    elif not admins:
        mend = "Set ADMINS to the Telegram user ids of those who may."
        yield Finding("admins", Level.INFO, "Nobody may add articles in chat.", mend)


def _abilities(me: User) -> Iterator[Finding]:
    """Find what the bot may do; @BotFather is where that is set."""
    if me.can_read_all_group_messages:
        found = "It is off: Telegram sends all messages of groups, and the bot needs only those that are for it."
        yield Finding("privacy mode", Level.WARNING, found, "Switch it on: /setprivacy in @BotFather.")
    else:
        yield Finding("privacy mode", Level.OK, "It is on: of groups the bot sees only what is for it.")
    for name, is_on, switch in (
        ("groups", me.can_join_groups, "/setjoingroups in @BotFather"),
        ("inline mode", me.supports_inline_queries, "/setinline in @BotFather"),
        ("guest mode", me.supports_guest_queries, "the bot's settings in @BotFather (/mybots)"),
    ):
        if is_on:
            yield Finding(name, Level.OK, "It is on." if name != "groups" else "The bot can be added to groups.")
        else:
            found = "It is off." if name != "groups" else "The bot cannot be added to groups."
            yield Finding(name, Level.INFO, found, f"If you want it: {switch}.")


def _clock(ahead: timedelta) -> Finding:
    if abs(ahead) <= _WRONG_CLOCK:
        return Finding("clock", Level.OK, "It goes with Telegram's.")
    direction = "ahead of" if ahead > timedelta() else "behind"
    found = f"The machine's clock is {abs(ahead).total_seconds():,.0f} s {direction} Telegram's."
    return Finding("clock", Level.WARNING, found, "Set it by the network: timedatectl set-ntp true.")
