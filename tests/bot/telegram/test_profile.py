"""Menus and descriptions."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import cast

import pytest
from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotDescription, BotShortDescription
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.error import BadRequest, NetworkError

from bot.telegram.keepers import Keepers
from bot.telegram.menus import GROUP_COMMANDS, KEEPERS_COMMANDS, PRIVATE_COMMANDS
from bot.telegram.profile import set_keepers_menu, set_profile
from bot.words import languages, words_in

KEEPER, STRANGER = 7, 8
"""Two who keep the library, the second of whom never wrote to the bot."""

Place = str | int
"""Whose menu: the type of a scope, or the id of a chat."""


class Telegram:
    """Keeps menus and descriptions as Telegram does; what is set is counted."""

    def __init__(self) -> None:
        self.menus: dict[tuple[Place, str | None], tuple[BotCommand, ...]] = {}
        self.long: dict[str | None, str] = {}
        self.short: dict[str | None, str] = {}
        self.set = 0

    async def get_my_commands(self, scope: BotCommandScope, language: str | None) -> tuple[BotCommand, ...]:
        """Return a menu, empty where none was set."""
        return self.menus.get((place_of(scope), language), ())

    async def set_my_commands(
        self, commands: tuple[BotCommand, ...], scope: BotCommandScope, language: str | None
    ) -> None:
        """Set a menu."""
        self.set += 1
        self.menus[place_of(scope), language] = commands

    async def get_my_description(self, language: str | None) -> BotDescription:
        """Return the description."""
        return BotDescription(self.long.get(language, ""))

    async def set_my_description(self, text: str, language: str | None) -> None:
        """Set the description."""
        self.set += 1
        self.long[language] = text

    async def get_my_short_description(self, language: str | None) -> BotShortDescription:
        """Return the short description."""
        return BotShortDescription(self.short.get(language, ""))

    async def set_my_short_description(self, text: str, language: str | None) -> None:
        """Set the short description."""
        self.set += 1
        self.short[language] = text


def place_of(scope: BotCommandScope) -> Place:
    """Return whose menu is meant; Telegram knows no chat that was not begun."""
    if not isinstance(scope, BotCommandScopeChat):
        return scope.type
    if scope.chat_id == STRANGER:
        raise BadRequest("Chat not found")
    return scope.chat_id


def set_all(server: Telegram) -> None:
    """Set everything, as the bot does at its start."""
    asyncio.run(set_profile(cast("Bot", server), Keepers([STRANGER, KEEPER])))


@pytest.fixture
def telegram() -> Telegram:
    """Telegram after the bot's first start."""
    server = Telegram()
    set_all(server)
    return server


@pytest.mark.parametrize("language", [None, *languages()])
def test_each_language_has_its_menus_and_descriptions(telegram: Telegram, language: str | None) -> None:
    """In each language, and in English for all others, there are the menus, also a keeper's, and both descriptions."""
    words = words_in(language or "en")
    assert [command.command for command in telegram.menus["all_private_chats", language]] == list(PRIVATE_COMMANDS)
    assert [command.command for command in telegram.menus["all_group_chats", language]] == list(GROUP_COMMANDS)
    assert telegram.menus["all_group_chats", language][0].description == words.text("command-ask")
    keepers = telegram.menus[KEEPER, language]
    assert [command.command for command in keepers] == list(KEEPERS_COMMANDS)
    assert keepers[-1].description == words.text("command-unanswered")
    assert telegram.long[language] == words.text("description")
    assert telegram.short[language] == words.text("short-description")


def test_limits_of_telegram_are_kept(telegram: Telegram) -> None:
    """Names, what commands do, and descriptions are as short as Telegram wants them, in every language."""
    for command in (command for menu in telegram.menus.values() for command in menu):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.command)
        assert 1 <= len(command.description) <= BotCommandLimit.MAX_DESCRIPTION
    assert all(1 <= len(text) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH for text in telegram.long.values())
    assert all(1 <= len(text) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH for text in telegram.short.values())


def test_only_what_differs_is_set(telegram: Telegram) -> None:
    """A second start sets nothing; what somebody changed meanwhile, that alone."""
    telegram.set = 0
    set_all(telegram)
    assert telegram.set == 0
    telegram.long["hi"] = "something else"
    del telegram.menus["all_group_chats", None]
    set_all(telegram)
    assert telegram.set == 2
    assert telegram.long["hi"] == words_in("hi").text("description")


def test_profile_that_cannot_be_set_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without menus the bot works: that they could not be set is a line in the log."""

    async def refuse(*_: object) -> None:
        raise NetworkError("502")

    server = Telegram()
    monkeypatch.setattr(server, "set_my_commands", refuse)
    set_all(server)
    assert [(record.levelno, "502" in record.message) for record in caplog.records] == [(logging.WARNING, True)]


def test_who_never_wrote_to_the_bot_has_no_menu_yet(caplog: pytest.LogCaptureFixture) -> None:
    """Of a keeper whom Telegram does not let the bot know the log tells quietly; the menu is set when they begin."""
    server = Telegram()
    with caplog.at_level(logging.INFO):
        asyncio.run(set_keepers_menu(cast("Bot", server), STRANGER))
    assert server.menus == {}
    assert [(record.levelno, str(STRANGER) in record.message) for record in caplog.records] == [(logging.INFO, True)]
    asyncio.run(set_keepers_menu(cast("Bot", server), KEEPER))
    assert set(server.menus) == {(KEEPER, language) for language in (None, *languages())}
