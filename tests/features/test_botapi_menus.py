"""Menus of commands in the double of the Bot API server: by scope and language, and as people see them."""

from collections.abc import Sequence

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
)

from tests.botapi import ELSEWHERE, FakeBotApi
from tests.botapi.library import refusal, run

PRIVATE = BotCommandScopeAllPrivateChats()
GROUPS = BotCommandScopeAllGroupChats()


def set_menu(api: FakeBotApi, command: str, scope: BotCommandScope | None = None, language: str | None = None) -> None:
    """Set a menu of one command."""
    run(api, lambda bot: bot.set_my_commands([BotCommand(command, f"does {command}")], scope, language))


def test_a_menu_belongs_to_one_scope_and_language(api: FakeBotApi) -> None:
    """A menu is exactly what was set there, nothing of neighbours, and nothing after it is deleted."""

    async def work(bot: Bot) -> None:
        await bot.set_my_commands([BotCommand("ask", "पूछो")], PRIVATE, language_code="hi")
        assert [command.description for command in await bot.get_my_commands(PRIVATE, "hi")] == ["पूछो"]
        assert await bot.get_my_commands(PRIVATE) == ()
        assert await bot.get_my_commands() == ()
        await bot.delete_my_commands(PRIVATE, "hi")
        assert await bot.get_my_commands(PRIVATE, "hi") == ()

    run(api, work)


def test_one_chat_can_have_a_menu_of_its_own(api: FakeBotApi) -> None:
    """What is set for one chat is seen there instead of the menu of all chats, and by nobody else."""
    admin, asha = api.person("Admin"), api.person("Asha")
    admin.says("/start")
    set_menu(api, "ask", PRIVATE)
    scope = BotCommandScopeChat(admin.id)
    set_menu(api, "add", scope)
    assert admin.menu() == {"add": "does add"}
    assert asha.menu() == {"ask": "does ask"}
    assert [command.command for command in run(api, lambda bot: bot.get_my_commands(scope))] == ["add"]
    run(api, lambda bot: bot.delete_my_commands(scope))
    assert admin.menu() == {"ask": "does ask"}


def test_the_narrowest_scope_counts_and_in_it_the_language(api: FakeBotApi) -> None:
    """A narrower menu for all languages goes before a wider one in the person's, in private and in groups."""
    asha = api.person("Asha", language_code="hi")
    asha.says("/start")
    group = api.group(asha)
    assert asha.menu() == asha.menu(group) == {}
    scopes: Sequence[tuple[str, BotCommandScope | None]] = [
        ("default", None),
        ("groups", GROUPS),
        ("private", PRIVATE),
        ("chat", BotCommandScopeChat(group.id)),
        ("member", BotCommandScopeChatMember(group.id, asha.id)),
    ]
    seen = []
    for name, scope in scopes:
        for language in (None, "hi"):
            set_menu(api, f"{name}_{language or 'any'}".lower(), scope, language)
            seen.append([*asha.menu(), *asha.menu(group)])
    assert seen == [
        ["default_any", "default_any"],
        ["default_hi", "default_hi"],
        ["default_hi", "groups_any"],
        ["default_hi", "groups_hi"],
        ["private_any", "groups_hi"],
        ["private_hi", "groups_hi"],
        ["private_hi", "chat_any"],
        ["private_hi", "chat_hi"],
        ["private_hi", "member_any"],
        ["private_hi", "member_hi"],
    ]


def test_a_menu_needs_a_chat_that_the_bot_knows(api: FakeBotApi) -> None:
    """Nobody's chat, one not yet begun, and one elsewhere are not found; who blocked the bot remains known."""
    stranger, asha = api.person("Stranger"), api.person("Asha")
    asha.says("/start")
    api.block(asha.id)
    group = api.group(asha)
    api.remove_from(group)

    def refused(chat_id: int | str) -> str:
        return refusal(api, lambda bot: bot.set_my_commands([BotCommand("a", "b")], BotCommandScopeChat(chat_id)))

    assert [refused(chat) for chat in (1, "@nobody", stranger.id, ELSEWHERE.id)] == ["Chat not found"] * 4
    assert refused(group.id) == "Forbidden: bot was kicked from the group chat"
    set_menu(api, "add", BotCommandScopeChat(asha.id))
    assert asha.menu() == {"add": "does add"}


@pytest.mark.parametrize(
    ("commands", "sentence"),
    [
        ([("Ask", "capital letter")], "Bot_command_invalid"),
        ([("a" * 33, "d")], "Command length must not exceed 32"),
        ([(" / ", "d")], "Command must be non-empty"),
        ([("ask", "a"), ("ask", "d" * 257)], "Command description length must not exceed 256"),
        ([("ask", " ")], "Command description must be non-empty"),
        ([("ask", "d")] * 101, "Bot_commands_too_much"),
    ],
)
def test_menus_that_telegram_refuses(api: FakeBotApi, commands: list[tuple[str, str]], sentence: str) -> None:
    """Names of commands, lengths and their number are checked."""
    assert refusal(api, lambda bot: bot.set_my_commands([BotCommand(*command) for command in commands])) == sentence
