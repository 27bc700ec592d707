"""What Telegram shows of the bot by itself: menus of commands and descriptions, in every language.

Setting them is limited, and hardly ever needed: what is set already is left.
"""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.telegram.keepers import Keepers
from bot.telegram.menus import GROUP_COMMANDS, KEEPERS_COMMANDS, PRIVATE_COMMANDS
from bot.words import Words, languages, words_for

_MENUS: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE_COMMANDS),
    (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
)

_log = logging.getLogger(__name__)


async def set_profile(bot: Bot, keepers: Keepers) -> None:
    """Set what differs, in each language, and in English for all others; the bot works without.

    Args:
        bot: The bot.
        keepers: Whose menus have more.
    """
    try:
        for language in (None, *languages()):
            words = words_for(language)
            for scope, names in _MENUS:
                await _set_menu(bot, scope, names, words, language)
            await _set_descriptions(bot, words, language)
        for keeper in sorted(keepers.ids):
            await set_keepers_menu(bot, keeper)
    except TelegramError as error:
        _log.warning("The menus and descriptions could not be set: %s", error)


async def _set_menu(
    bot: Bot, scope: BotCommandScope, names: tuple[str, ...], words: Words, language: str | None
) -> None:
    menu = tuple(BotCommand(name, words.text(f"command-{name}")) for name in names)
    if await bot.get_my_commands(scope, language) != menu:
        await bot.set_my_commands(menu, scope, language)


async def set_keepers_menu(bot: Bot, keeper: int) -> None:
    """Set the menu of somebody who keeps the library, in each language: a chat's own menu hides all others."""
    scope = BotCommandScopeChat(keeper)
    try:
        for language in (None, *languages()):
            await _set_menu(bot, scope, KEEPERS_COMMANDS, words_for(language), language)
    except TelegramError as error:  # most often: they never wrote to the bot
        _log.info("No menu for keeper %s: %s", keeper, error)


async def _set_descriptions(bot: Bot, words: Words, language: str | None) -> None:
    long, short = words.text("description"), words.text("short-description")
    if (await bot.get_my_description(language)).description != long:
        await bot.set_my_description(long, language)
    if (await bot.get_my_short_description(language)).short_description != short:
        await bot.set_my_short_description(short, language)
