"""What Telegram shows of the bot by itself: menus of commands and descriptions, in every language.

Setting them is limited, and hardly ever needed: what is set already is left.
"""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.telegram.commands import GROUP_COMMANDS, PRIVATE_COMMANDS
from bot.telegram.waiting import patiently
from bot.words import Words, languages, words_for

_MENUS: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE_COMMANDS),
    (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
)

_log = logging.getLogger(__name__)


async def set_profile(bot: Bot) -> None:
    """Set what differs, in each language, and in English for all others; the bot works without."""
    try:
        for language in (None, *languages()):
            words = words_for(language)
            for scope, names in _MENUS:
                await _set_menu(bot, scope, names, words, language)
            await _set_descriptions(bot, words, language)
    except TelegramError as error:
        _log.warning("The menus and descriptions could not be set: %s", error)


async def _set_menu(
    bot: Bot, scope: BotCommandScope, names: tuple[str, ...], words: Words, language: str | None
) -> None:
    menu = tuple(BotCommand(name, words.text(f"command-{name}")) for name in names)
    if await patiently(lambda: bot.get_my_commands(scope, language)) != menu:
        await patiently(lambda: bot.set_my_commands(menu, scope, language))


async def _set_descriptions(bot: Bot, words: Words, language: str | None) -> None:
    long, short = words.text("description"), words.text("short-description")
    if (await patiently(lambda: bot.get_my_description(language))).description != long:
        await patiently(lambda: bot.set_my_description(long, language))
    if (await patiently(lambda: bot.get_my_short_description(language))).short_description != short:
        await patiently(lambda: bot.set_my_short_description(short, language))
